import { expect, test } from "vitest";
import { underTitle } from "../../src/rooms/documents/markdown.ts";

test("a downloaded document begins with its title", () => {
  expect(underTitle("Plan", "words\n")).toBe("# Plan\n\nwords\n");
  expect(underTitle("a *b* [c]", "")).toBe("# a \\*b\\* \\[c\\]\n\n");
});

test("a title that the text begins with is not said twice", () => {
  expect(underTitle("Plan", "# Plan\n\nwords\n")).toBe("# Plan\n\nwords\n");
  expect(underTitle("Plan", "# Planning\n")).toBe("# Plan\n\n# Planning\n");
});
