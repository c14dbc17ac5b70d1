// @vitest-environment jsdom
import { getSchema } from "@tiptap/core";
import type { MarkType, NodeType } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { CONTENT, MARKS, WORDS } from "../../src/core/shape.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";

/** The server converts by these names; an unknown one would be dropped there. */
test("the editor knows exactly the nodes and marks of the content model", () => {
  const schema = getSchema(schemaExtensions());
  expect(Object.keys(schema.nodes).sort()).toEqual(
    [
      "doc",
      "paragraph",
      "text",
      "heading",
      "bulletList",
      "orderedList",
      "listItem",
      "taskList",
      "taskItem",
      "blockquote",
      "codeBlock",
      "horizontalRule",
      "hardBreak",
      "table",
      "tableRow",
      "tableHeader",
      "tableCell",
      "image",
      "mention",
      "reference",
      "embed",
      "bookmark",
      "callout",
      "details",
      "detailsSummary",
      "detailsContent",
      "inlineMath",
      "blockMath",
    ].sort(),
  );
  expect(Object.keys(schema.marks).sort()).toEqual(["bold", "code", "highlight", "italic", "link", "strike", "textColor", "underline"]);
  expect(Object.keys(schema.nodes.image!.spec.attrs ?? {}).sort()).toEqual(["align", "alt", "src", "title", "width"]);
  expect(Object.keys(schema.nodes.mention!.spec.attrs ?? {}).sort()).toEqual(["id", "label"]);
  const attributes = (kind: Record<string, NodeType | MarkType>, name: string): string[] => Object.keys(kind[name]!.spec.attrs ?? {}).sort();
  expect(attributes(schema.nodes, "paragraph")).toContain("textAlign");
  expect(attributes(schema.nodes, "heading")).toContain("textAlign");
  expect(attributes(schema.nodes, "callout")).toContain("kind");
  expect(attributes(schema.nodes, "inlineMath")).toContain("latex");
  expect(attributes(schema.nodes, "blockMath")).toContain("latex");
  expect(attributes(schema.marks, "highlight")).toEqual(["color"]);
  expect(attributes(schema.marks, "textColor")).toEqual(["color"]);
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
