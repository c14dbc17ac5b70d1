// @vitest-environment jsdom
import { getSchema } from "@tiptap/core";
import { readFileSync } from "node:fs";
import type { MarkType, NodeType } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { ALIGNMENTS, ATTRIBUTES, CALLOUTS, COLOURS, CONTENT, DEEPEST, LONGEST_FORMULA, MARKS, ROOT_CONTENT, WORDS } from "../../src/core/shape.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";

/** What the server holds, as `tests/documents/test_shape.py` compares it with its own lists. */
const SERVER = JSON.parse(readFileSync("../tests/documents/shape.json", "utf8")) as {
  content: Record<string, string[]>;
  inline: string[];
  blocks: string[];
  textblocks: string[];
  marks: string[];
  attributes: Record<string, string[]>;
  colours: string[];
  callouts: string[];
  alignments: string[];
  longest_formula: number;
  deepest: number;
};

/** The server converts by these names; an unknown one would be dropped there. */
test("the editor knows exactly the nodes, marks and attributes of the content model", () => {
  const schema = getSchema(schemaExtensions());
  expect(Object.keys(schema.nodes).sort()).toEqual([...new Set(["text", ...Object.keys(SERVER.content), ...SERVER.blocks, ...SERVER.inline])].sort());
  expect(Object.keys(schema.marks).sort()).toEqual(SERVER.marks);
  const attributes = (kind: NodeType | MarkType): string[] => Object.keys(kind.spec.attrs ?? {});
  for (const [name, known] of Object.entries(SERVER.attributes)) {
    const kind = schema.nodes[name] ?? schema.marks[name]!;
    // TipTap keeps who is mentioned by which sign, and which side a line is written from; nobody reads either.
    expect(
      attributes(kind)
        .filter((one) => !["dir", "mentionSuggestionChar"].includes(one))
        .sort(),
      name,
    ).toEqual(known);
  }
});

test("what is taken out of a log is what the server would have refused", () => {
  const { content, blocks, textblocks, marks, attributes } = SERVER;
  const { doc, ...inside } = content;
  expect([...ROOT_CONTENT].sort()).toEqual(doc);
  expect([...ROOT_CONTENT].sort()).toEqual(blocks);
  const holders = Object.fromEntries(Object.entries(CONTENT).filter(([name, held]) => held.length > 0 || name in inside));
  expect(Object.fromEntries(Object.entries(holders).map(([name, held]) => [name, [...held].sort()]))).toEqual(inside);
  expect([...WORDS].sort()).toEqual(textblocks);
  expect([...MARKS].sort()).toEqual(marks);
  expect(Object.fromEntries(Object.entries(ATTRIBUTES).map(([name, tests]) => [name, Object.keys(tests).sort()]))).toEqual(attributes);
  expect([COLOURS, CALLOUTS, ALIGNMENTS, LONGEST_FORMULA, DEEPEST]).toEqual([
    SERVER.colours,
    SERVER.callouts,
    SERVER.alignments,
    SERVER.longest_formula,
    SERVER.deepest,
  ]);
});

/** `core/shape.ts` says what is taken out of a log: it must hold what the editor makes, in every place where it can stand. */
test("whatever the editor's schema lets in is left in a document", () => {
  const schema = getSchema(schemaExtensions());
  for (const type of Object.values(schema.nodes).filter(({ name }) => name !== "text" && name !== "doc")) {
    const holds = Object.values(schema.nodes).filter((inner) => type.contentMatch.matchType(inner) ?? type.contentMatch.defaultType === inner);
    const inside = holds.map(({ name }) => name).filter((name) => name !== "text");
    if (type.name !== "details" && type.name !== "listItem" && type.name !== "taskItem")
      expect([...(CONTENT[type.name] ?? [])].sort(), type.name).toEqual(inside.sort());
    expect(WORDS.has(type.name), type.name).toBe(type.inlineContent);
  }
  expect([...MARKS].sort()).toEqual(Object.keys(schema.marks).sort());
});
