// @vitest-environment jsdom
import { Editor, type JSONContent } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { ask, Find, findState, MOST_SHOWN, replaceAll, replaceOne, step, stopFinding } from "../../src/features/editor/find.ts";
import { countWords, headings, wordsIn } from "../../src/features/editor/outline.ts";
import { Steps } from "../../src/features/editor/steps.ts";
import { CollaborationTogether } from "../../src/features/editor/together/together.ts";

vi.setConfig({ testTimeout: 30_000 });

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function open(content: string | JSONContent): Editor {
  const editor = new Editor({
    element: document.createElement("div"),
    extensions: [...schemaExtensions(), Find, Steps, CollaborationTogether.configure({ document: new Y.Doc(), field: "default" })],
  });
  editor.commands.setContent(content);
  editors.push(editor);
  return editor;
}
const found = (editor: Editor): string[] => findState(editor.state).found.map(({ from, to }) => editor.state.doc.textBetween(from, to));
const text = (editor: Editor): string => editor.state.doc.textBetween(0, editor.state.doc.content.size, "|").replace(/\|$/, "");

test("words are found across marks, in every box, in either case or exactly", () => {
  const editor = open("<p>The <b>Aar</b>on a<b>a</b>r</p><blockquote><p>AAR</p></blockquote><p>(a.r)</p>");
  ask(editor, { query: "aar", exact: false });
  expect(found(editor)).toEqual(["Aar", "aar", "AAR"]);
  ask(editor, { query: "aar", exact: true });
  expect(found(editor)).toEqual(["aar"]);
  ask(editor, { query: "(a.r", exact: false });
  expect(found(editor)).toEqual(["(a.r"]);
  ask(editor, { query: "", exact: false });
  expect(found(editor)).toEqual([]);
});

test("letters that change their number with their case are found where they stand", () => {
  const editor = open("<p>İstanbul and ISTANBUL, straße</p>");
  ask(editor, { query: "istanbul", exact: false });
  expect(found(editor)).toEqual(["ISTANBUL"]);
  ask(editor, { query: "STRASSE", exact: false });
  expect(found(editor)).toEqual([]);
});

test("next and previous go round, and what is found follows what is written", () => {
  const editor = open("<p>one two one</p><p>one</p>");
  ask(editor, { query: "one", exact: false });
  const at = (): number => findState(editor.state).at;
  const seen = [at()];
  for (let n = 0; n < 3; n++) {
    step(editor, 1);
    seen.push(at());
  }
  step(editor, -1);
  expect([...seen, at()]).toEqual([0, 1, 2, 0, 2]);
  editor.commands.insertContentAt(1, "one ");
  expect(found(editor)).toHaveLength(4);
  expect(at()).toBe(3);
  stopFinding(editor);
  expect(found(editor)).toEqual([]);
  expect(editor.state.doc.textBetween(editor.state.selection.from, editor.state.selection.to)).toBe("one");
});

test("one is replaced, and the next is gone to; what is put in is not found again at once", () => {
  const editor = open("<p>a cat, a cat, a cat</p>");
  ask(editor, { query: "cat", exact: false });
  replaceOne(editor, "catalogue");
  expect(text(editor)).toBe("a catalogue, a cat, a cat");
  replaceOne(editor, "");
  expect(text(editor)).toBe("a catalogue, a , a cat");
});

test("all are replaced in one step of undo, more than are shown, and look as they did", () => {
  const many = "x ".repeat(MOST_SHOWN + 5).trimEnd();
  const editor = open(`<p><b>${many}</b></p><p>end x</p>`);
  editor.commands.insertContentAt(1, "y");
  ask(editor, { query: "x", exact: true });
  expect(found(editor)).toHaveLength(MOST_SHOWN);
  expect(replaceAll(editor, "zz")).toBe(MOST_SHOWN + 6);
  expect(text(editor)).not.toContain("x");
  expect(editor.state.doc.nodeAt(1)!.marks.map(({ type }) => type.name)).toEqual(["bold"]);
  editor.commands.undo();
  expect(text(editor)).toBe(`y${many}|end x`);
  expect(text(editor)).not.toContain("z");
});

test("who may not write replaces nothing", () => {
  const editor = open("<p>a cat</p>");
  editor.setEditable(false);
  ask(editor, { query: "cat", exact: false });
  replaceOne(editor, "dog");
  replaceAll(editor, "dog");
  expect(text(editor)).toBe("a cat");
});

test("the outline has every heading with words in it, wherever it stands", () => {
  const editor = open("<h1>One</h1><p>x</p><h2> </h2><blockquote><h3>Two</h3></blockquote>");
  expect(headings(editor.state.doc).map(({ level, text: words }) => [level, words])).toEqual([
    [1, "One"],
    [3, "Two"],
  ]);
});

test("words are counted as the server counts them", () => {
  expect(countWords("Two words, — and 3.")).toBe(4);
  expect(countWords("日本語の文章")).toBe(3);
  expect(wordsIn(open("<p>one two</p><ul><li><p>three</p></li><li><p>four</p></li></ul>").state.doc)).toBe(4);
});
