import { expect, test } from "vitest";
import { tokens } from "../../src/features/editor/highlight.ts";

const said = (language: string | null, text: string): string[] => tokens(language, text).map(({ from, to, kind }) => `${kind}:${text.slice(from, to)}`);

test("what means something is found where it stands", () => {
  const python = "# carry\nfor card in cards:\n    run(card, 12, 'brass')";
  expect(said("python", python)).toEqual(["comment:# carry", "keyword:for", "keyword:in", "number:12", "string:'brass'"]);
  expect(said("toml", 'name = "loom"')).toContain('string:"loom"');
  expect(said("html", "<b>bold</b>")).toContain("name:b");
});

test("every language that the tools offer is known, and others stay plain", async () => {
  const { LANGUAGES } = await import("../../src/features/editor/languages.ts");
  const { createLowlight, common } = await import("lowlight");
  const missing = Object.keys(LANGUAGES).filter(
    (language) => !["haskell", "scala", "mermaid"].includes(language) && !createLowlight(common).registered(language),
  );
  expect(missing).toEqual([]);
  expect(said("haskell", 'main = putStrLn "hi"')).not.toEqual([]);
  expect(said("scala", "val x = 1")).not.toEqual([]);
  expect(tokens("klingon", "for x")).toEqual([]);
  expect(tokens(null, "for x")).toEqual([]);
});

test("a block too long to be read between two keys is left plain", () => {
  expect(tokens("python", "for x in y: pass\n".repeat(2_000))).toEqual([]);
});
