// @vitest-environment jsdom
import { expect, test } from "vitest";
import { navigation, pages, shortcuts } from "../../src/app/features.ts";
import { en } from "../../src/i18n/en.ts";

const twice = (names: readonly string[]): readonly string[] => names.filter((name, n) => names.indexOf(name) !== n);

test("no two features have one path, one destination or one key", () => {
  expect(pages.length).toBeGreaterThan(8);
  expect(twice(pages.map(({ path }) => path))).toEqual([]);
  expect(twice(navigation.all.map(({ id }) => id))).toEqual([]);
  expect(twice(navigation.all.flatMap(({ key }) => (key ? [key.letter] : [])))).toEqual([]);
  expect(twice(["Z", "G", ...shortcuts.map(({ letter }) => letter)])).toEqual([]);
});

test("a phone's bar has room for what is in it", () => {
  expect(navigation.bottom.length).toBeLessThanOrEqual(5);
});

test("whatever is named has a text", () => {
  const labels = [...navigation.all.flatMap(({ label, key }) => [label, ...(key ? [key.label] : [])]), ...shortcuts.map(({ label }) => label)];
  expect(labels.filter((label) => !(label in en))).toEqual([]);
});

test("places stand in their order, whatever order the folders have", () => {
  const known = ["home", "activity", "documents", "settings"];
  const ordered = (places: readonly { id: string }[]): readonly string[] => places.map(({ id }) => id).filter((id) => known.includes(id));
  expect(ordered(navigation.top)).toEqual(["home", "activity", "documents"]);
  expect(ordered(navigation.bottom)).toEqual(["home", "documents", "activity", "settings"]);
});
