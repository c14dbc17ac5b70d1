import { FileText, Plus, UserRound } from "lucide-react";
import { expect, test } from "vitest";
import type { Action } from "../../src/app/feature.ts";
import { find } from "../../src/app/find.ts";
import { excerpt, nearly, rank } from "../../src/data/search.ts";
import { de } from "../../src/i18n/de.ts";
import { en } from "../../src/i18n/en.ts";

const run = (): void => undefined;
const command = (id: string, also: string): Action => ({ id, group: "palette.action", title: id, also, icon: Plus, at: 0, run });
const doc = (id: string, title: string): Action => ({ id, group: "palette.document", title, icon: FileText, at: 20, run });
const person = (id: string, title: string): Action => ({ id, group: "palette.person", title, icon: UserRound, at: 60, run });
const ALL = [
  command("Invite people", en["also.invite"]!),
  command("Share this document", en["also.share"]!),
  command("Sign out", en["also.signOut"]!),
  command("Toggle dark mode", en["also.scheme"]!),
  doc("d1", "Engine plan"),
  doc("d2", "Überblick"),
  doc("d3", "机房计划"),
  doc("d4", "خطة المحرك"),
  person("p1", "Grace Hopper"),
];
const TEXTS = new Map([["d2", "Zuerst kommt das Schwungrad, dann die Wélle."]]);
const found = (typed: string, recent: string[] = []): string[] => find(typed, ALL, recent, TEXTS).map(({ action }) => action.id);

test.each([
  ["invite", "Invite people"],
  ["einladen", "Invite people"],
  ["share", "Share this document"],
  ["teilen", "Share this document"],
  ["sign out", "Sign out"],
  ["log out", "Sign out"],
  ["abmelden", "Sign out"],
  ["theme", "Toggle dark mode"],
  ["Design", "Toggle dark mode"],
])("“%s” finds the command", (typed, title) => {
  expect(found(typed)[0]).toBe(title);
});

test("synonyms are the same in both languages", () => {
  const also = Object.keys(en).filter((key) => key.startsWith("also."));
  expect(also.length).toBeGreaterThan(5);
  for (const key of also) expect(de[key], key).toBe(en[key]);
});

test("titles are found with a slip of the fingers, without accents, and in every script", () => {
  expect(found("enigne")).toEqual(["d1"]);
  expect(found("egnine pln")).toEqual([]); // three letters are too few to guess at
  expect(found("engnie")).toEqual(["d1"]);
  expect(found("uberblick")).toEqual(["d2"]);
  expect(found("计划")).toEqual(["d3"]);
  expect(found("المحرك")).toEqual(["d4"]);
});

test("what stands in a document is found, with the words around it", () => {
  expect(find("schwungrad welle", ALL, [], TEXTS)).toMatchObject([{ action: { id: "d2" }, text: expect.stringContaining("Schwungrad") as string }]);
  expect(excerpt("nothing", "of it")).toBeNull();
  expect(excerpt("ende", `${"x".repeat(200)} Ende`)).toMatch(/^….* ?Ende$/);
});

test("a letter before the words narrows them", () => {
  expect(found("@")).toEqual(["p1"]);
  expect(found("@engine")).toEqual([]);
  expect(found("# engine")).toEqual(["d1"]);
  expect(found(">share")).toEqual(["Share this document"]);
  expect(found(">").some((id) => /^[dp]\d/.test(id))).toBe(false);
});

test("without words there is what was open last, and then what can be done", () => {
  expect(found("", ["d2", "gone", "d1"]).slice(0, 3)).toEqual(["d2", "d1", "Invite people"]);
});

test("slips are counted, and a number is not guessed at", () => {
  expect(nearly("kitten", "sitten", 1)).toBe(true);
  expect(nearly("kitten", "sittin", 1)).toBe(false);
  expect(nearly("docu", "documents", 1)).toBe(true);
  expect(rank("0012", ["Person 0011", "Person 0012"], (one) => one)).toEqual(["Person 0012"]);
  expect(rank("0099", ["Person 0011", "Person 0012"], (one) => one)).toEqual([]);
});
