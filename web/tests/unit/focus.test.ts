// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";
import { expect, test } from "vitest";
import { FocusAtOnce } from "../../src/features/editor/focus.ts";

function open(): Editor {
  const element = document.body.appendChild(document.createElement("div"));
  return new Editor({ element, extensions: [StarterKit, FocusAtOnce], content: "<p>one</p><p>two</p>" });
}

test("who asks for the caret has it at once, so that the next key is the document's", () => {
  const editor = open();
  editor.commands.focus("end", { scrollIntoView: false });
  expect(document.activeElement).toBe(editor.view.dom);
  expect(editor.state.selection.from).toBe(9);
});

test("in a chain as well, and where the caret was it stays", () => {
  const editor = open();
  editor.commands.setTextSelection(3);
  editor.chain().focus(null, { scrollIntoView: false }).toggleBold().insertContent("x").run();
  expect(document.activeElement).toBe(editor.view.dom);
  expect(editor.getText()).toBe("onxe\n\ntwo");
});
