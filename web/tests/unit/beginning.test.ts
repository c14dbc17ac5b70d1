// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { navigate } from "wouter/use-browser-location";
import { begin, takeBeginning } from "../../src/app/beginning.ts";

const given: [string, string][] = [];
const ask = (id: string) => begin(id, "New document", (words) => given.push([id, words]));
const field = (): HTMLTextAreaElement | null => document.querySelector("body > textarea");

afterEach(() => {
  // Whatever a test left waiting ends as it would for a person: by going elsewhere.
  navigate("/elsewhere");
  navigate("/");
  given.length = 0;
});

test("asked for twice it is one, until its title takes the words", () => {
  expect(ask("a")).not.toBeNull();
  expect(ask("b")).toBeNull();
  field()!.value = "Early";
  navigate("/o/org/documents/a");
  expect(takeBeginning("other", () => undefined)).toBe(false);
  let taken = "";
  expect(takeBeginning("a", (words) => (taken = words))).toBe(true);
  expect([taken, given, field()]).toEqual(["Early", [], null]);
  navigate("/o/org");
  expect(given).toEqual([]);
});

test("who goes elsewhere before there is a document waits for nothing: the words are given to it, and the next can be asked for", () => {
  const first = ask("a")!;
  field()!.value = "Early";
  expect(first.left).toBe(false);
  navigate("/o/org/activity");
  expect([first.left, given, field()]).toEqual([true, [["a", "Early"]], null]);
  expect(ask("b")).not.toBeNull();
});

test("who leaves its room before the title is there waits no longer, either: by a link, or by going back", async () => {
  const first = ask("a")!;
  navigate("/o/org/documents/a");
  expect([first.left, given]).toEqual([false, []]);
  navigate("/");
  expect([first.left, given]).toEqual([true, [["a", ""]]]);

  const second = ask("b")!;
  navigate("/o/org/documents/b");
  const back = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
  history.back();
  await back;
  expect(second.left).toBe(true);
  expect(ask("c")).not.toBeNull();
});

test("what only changes the address behind the path is no leaving", () => {
  const first = ask("a")!;
  navigate("/?tab=2", { replace: true });
  expect(first.left).toBe(false);
});
