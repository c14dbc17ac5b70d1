// @vitest-environment jsdom
import { getSchema } from "@tiptap/core";
import { expect, test } from "vitest";
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
    ].sort(),
  );
  expect(Object.keys(schema.marks).sort()).toEqual(["bold", "code", "italic", "link", "strike", "underline"]);
  expect(Object.keys(schema.nodes.image!.spec.attrs ?? {}).sort()).toEqual(["alt", "src", "title", "width"]);
  expect(Object.keys(schema.nodes.mention!.spec.attrs ?? {}).sort()).toEqual(["id", "label"]);
});
