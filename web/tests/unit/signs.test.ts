import { expect, test } from "vitest";
import { firstSign, SIGNS } from "../../src/features/documents/signs.ts";

test("the sign of a document is one sign, however many characters it is made of", () => {
  expect([" 🚀🚀 ", "👩‍🚀!", "🏴󠁧󠁢󠁳󠁣󠁴󠁿x", "é", "図面"].map(firstSign)).toEqual(["🚀", "👩‍🚀", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "é", "図"]);
  expect(["", "  ", "\u0007", "a" + "\u0301".repeat(100)].map(firstSign)).toEqual([null, null, null, null]);
});

test("each of those that are offered is one, and none is offered twice", () => {
  expect(SIGNS.map(firstSign)).toEqual(SIGNS);
  expect(new Set(SIGNS).size).toBe(SIGNS.length);
  expect(SIGNS).toHaveLength(40);
});
