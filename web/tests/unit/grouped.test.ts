import { expect, test } from "vitest";
import type { ActivityEntry } from "../../src/data/types.ts";
import { grouped, manyOf, ofOthers } from "../../src/features/activity/grouped.ts";
import { en } from "../../src/i18n/en.ts";

const entry = (id: number, who: string, type: string, document: string, day = 2): ActivityEntry =>
  ({
    id: String(id),
    type,
    at: `2026-11-0${day}T10:${String(59 - id)}:00.000Z`,
    actor: { kind: "person", id: who, name: who },
    object: { type: "document", id: document },
    changes: {},
    data: {},
  }) as unknown as ActivityEntry;

const told = (entries: readonly ActivityEntry[]): string[] =>
  grouped(entries).map(({ entry: one, others }) => `${one.actor?.id} ${one.type} ${others.length + 1}`);

test("what one person did to several documents in a day is one line; each document counts once", () => {
  expect(
    told([
      entry(1, "ada", "document.changed", "a"),
      entry(2, "grace", "document.created", "x"),
      entry(3, "ada", "document.changed", "b"),
      entry(4, "ada", "document.changed", "a"),
      entry(5, "ada", "document.changed", "c"),
      entry(6, "ada", "document.changed", "d", 1),
    ]),
  ).toEqual(["ada document.changed 3", "grace document.created 1", "ada document.changed 1"]);
});

test("what says more than which document it was stands by itself", () => {
  const entries = [entry(1, "ada", "document.version_named", "a"), entry(2, "ada", "document.version_named", "b")];
  expect(told(entries)).toHaveLength(2);
});

test("every counted sentence is in the catalogue", () => {
  for (const type of ["changed", "created", "deleted", "moved"]) {
    const key = manyOf(entry(1, "ada", `document.${type}`, "a"));
    expect(en[`${key}_other`], key).toContain("{{count}}");
  }
});

test("home tells what others did, and one's own only where there is nothing else", () => {
  const mine = entry(1, "ada", "document.changed", "a");
  const theirs = entry(2, "grace", "document.changed", "a");
  expect(ofOthers([mine, theirs], "ada")).toEqual([theirs]);
  expect(ofOthers([mine], "ada")).toEqual([mine]);
});
