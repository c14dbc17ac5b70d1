// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { moveBlock } from "../../src/features/editor/move.ts";
import { Steps } from "../../src/features/editor/steps.ts";

// An editor looks at its page a moment after the last key: by then there must be no page that is gone.
const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

const editing = (doc = new Y.Doc()): Editor => {
  const editor = new Editor({ element: document.createElement("div"), extensions: [...schemaExtensions(), Steps, Collaboration.configure({ document: doc })] });
  editors.push(editor);
  editor.commands.setContent("<p>first</p><p>second</p><p>third</p>");
  editor.commands.setTextSelection(1);
  return editor;
};
const lines = (editor: Editor): string[] => editor.getText({ blockSeparator: "\n" }).split("\n").filter(Boolean);
/** As the keyboard does it: a letter at a time. */
const type = (editor: Editor, text: string): void => {
  for (const letter of text) editor.view.dispatch(editor.state.tr.insertText(letter));
};

test("acts that follow each other at once are undone one by one", () => {
  const editor = editing();
  moveBlock(editor, 1);
  moveBlock(editor, 1);
  expect(lines(editor)).toEqual(["second", "third", "first"]);
  editor.commands.undo();
  expect(lines(editor)).toEqual(["second", "first", "third"]);
  editor.commands.undo();
  expect(lines(editor)).toEqual(["first", "second", "third"]);
  editor.commands.redo();
  expect(lines(editor)).toEqual(["second", "first", "third"]);
});

test("letters typed in one go are undone together, and without the act before them", () => {
  const editor = editing();
  moveBlock(editor, 1);
  type(editor, "the very ");
  expect(lines(editor)).toEqual(["second", "the very first", "third"]);
  editor.chain().selectAll().toggleBold().run();
  editor.commands.undo();
  expect(editor.isActive("bold")).toBe(false);
  expect(lines(editor)).toEqual(["second", "the very first", "third"]);
  editor.commands.undo();
  expect(lines(editor)).toEqual(["second", "first", "third"]);
});

test("what somebody else does in between neither counts nor is undone", () => {
  const mine = new Y.Doc();
  const editor = editing(mine);
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  moveBlock(editor, 1);
  type(editor, "a");
  const text = theirs.getXmlFragment("default").get(2) as Y.XmlElement;
  (text.get(0) as Y.XmlText).insert(5, "!");
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  type(editor, "b");
  expect(lines(editor)).toEqual(["second", "abfirst", "third!"]);
  editor.commands.undo();
  expect(lines(editor)).toEqual(["second", "first", "third!"]);
});
