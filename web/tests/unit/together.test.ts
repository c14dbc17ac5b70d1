// @vitest-environment jsdom
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { yCursorPluginKey } from "@tiptap/y-tiptap";
import { afterEach, expect, test, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { Crowd, ours, say, written, type Writer } from "./crowd.ts";

// Several editors in one process, on a machine that does something else as well.
vi.setConfig({ testTimeout: 30_000 });

let crowd: Crowd | null = null;
afterEach(() => (crowd?.close(), (crowd = null)));
const gather = (count: number, lines: string[], make = ours): Writer[] => (crowd = new Crowd(count, written(lines), (n) => 100 + n, make)).writers;

test("a new empty line is not the one that somebody else has just made", () => {
  const [ada, bo] = gather(2, ["The road"]) as [Writer, Writer];
  ada.select(9);
  bo.select(9);
  say(bo, "\n");
  crowd!.settle();
  expect(ada.caret).toBe("The road|");
  say(ada, "\nabove");
  say(bo, "she");
  crowd!.settle();
  expect(ada.lines).toEqual(["The road", "above", "she"]);
  expect(bo.caret).toBe("she|");
});

test("a caret in an empty line stays there when another empty line comes above it", () => {
  const [ada, bo] = gather(2, ["The road"]) as [Writer, Writer];
  bo.select(9);
  say(bo, "\n");
  crowd!.settle();
  ada.select(9);
  say(ada, "\n");
  crowd!.settle();
  say(bo, "b");
  expect(bo.lines).toEqual(["The road", "", "b"]);
});

test("two who begin in the same empty line both keep what they type", () => {
  const [ada, bo] = gather(2, ["above"]) as [Writer, Writer];
  ada.select(6);
  say(ada, "\n");
  crowd!.settle();
  bo.select(8);
  say(ada, "ada");
  say(bo, "bo");
  crowd!.settle();
  say(ada, "!");
  say(bo, "?");
  crowd!.settle();
  expect(["ada!bo?", "bo?ada!"]).toContain(ada.lines[1]);
  expect(bo.lines).toEqual(ada.lines);
});

test("of equal letters the one at the caret is the one that was typed", () => {
  const [ada, bo] = gather(2, ["hello"]) as [Writer, Writer];
  ada.select(4);
  bo.select(5);
  say(ada, "l");
  say(ada, "x");
  say(bo, "y");
  crowd!.settle();
  expect(ada.lines).toEqual(["hellxlyo"]);
});

test("the caret goes back with an undo, and stays with the words after it", () => {
  const [ada, bo] = gather(2, ["one", "two"]) as [Writer, Writer];
  ada.select(4);
  say(ada, "abc");
  ada.select(9);
  ada.press("z", { ctrlKey: true });
  expect(ada.lines).toEqual(["one", "two"]);
  expect(ada.caret).toBe("one|");
  ada.select(9);
  bo.select(1);
  say(bo, "b");
  crowd!.settle();
  expect(ada.caret).toBe("two|");
});

test("with nothing to redo, the key of redo does nothing, and is not left to the browser", () => {
  const [ada] = gather(1, ["one"]) as [Writer];
  ada.select(4);
  say(ada, "abc");
  const redo = new KeyboardEvent("keydown", { key: "Z", keyCode: 90, ctrlKey: true, shiftKey: true });
  expect(ada.editor.view.someProp("handleKeyDown", (handle) => handle(ada.editor.view, redo))).toBe(true);
  expect(ada.lines).toEqual(["oneabc"]);
});

test("everything undone and done again is what it was, without a blank line before it", () => {
  crowd = new Crowd(1, Y.encodeStateAsUpdate(new Y.Doc()), () => 100, ours);
  const [ada] = crowd.writers as [Writer];
  say(ada, "first\nsecond");
  const before = ada.lines;
  for (let n = 0; n < 6; n++) ada.press("z", { ctrlKey: true });
  expect(ada.lines).toEqual([""]);
  for (let n = 0; n < 6; n++) ada.press("z", { ctrlKey: true, shiftKey: true });
  expect(ada.lines).toEqual(before);
});

test("a caret goes with its words when somebody cuts the line before it", () => {
  const [ada, bo] = gather(2, ["The road goes up"]) as [Writer, Writer];
  bo.select(15);
  ada.select(9);
  say(ada, "\n");
  crowd!.settle();
  expect(bo.lines).toEqual(["The road", " goes up"]);
  expect(bo.caret).toBe(" goes |up");
});

test("letters typed while somebody cuts the line go where the line goes", () => {
  const [ada, bo] = gather(2, ["The road goes up"]) as [Writer, Writer];
  bo.select(15);
  ada.select(9);
  say(bo, "x");
  crowd!.settle();
  say(ada, "\n");
  say(bo, "yz");
  crowd!.settle();
  expect(ada.lines).toEqual(["The road", " goes xyzup"]);
  expect(bo.lines).toEqual(ada.lines);
  say(bo, "!");
  expect(bo.lines).toEqual(["The road", " goes xyz!up"]);
});

test("letters typed while somebody joins the line to the one above are not lost", () => {
  const [ada, bo] = gather(2, ["The road", "goes up"]) as [Writer, Writer];
  bo.select(15);
  ada.select(11);
  ada.press("Backspace");
  say(bo, "xyz");
  crowd!.settle();
  expect(ada.lines).toEqual(["The roadgoesxyz up"]);
  expect(bo.lines).toEqual(ada.lines);
  say(bo, "!");
  expect(bo.lines).toEqual(["The roadgoesxyz! up"]);
});

test.each([
  ["another line", [5, 8], 10, ["The ", "up roa"]],
  ["the same line", [5, 8], 2, ["Troahe ", "up "]],
])("the same letters typed in %s are not those that were deleted: nobody's caret or letters go there", (_, [from, to], at, lines) => {
  const [ada, bo] = gather(2, ["The roa", "up "]) as [Writer, Writer];
  bo.select(8);
  ada.editor.view.dispatch(ada.editor.state.tr.delete(from!, to!));
  ada.select(at);
  say(ada, "roa");
  say(bo, "x");
  crowd!.settle();
  expect(ada.lines).toEqual(lines.map((line, n) => (n === 0 ? `${line}x` : line)));
  expect(bo.caret).toBe(`${lines[0]!}x|`);
});

test("letters typed into a line that somebody deletes stand in a line of their own", () => {
  const [ada, bo] = gather(2, ["one", "two", "three"]) as [Writer, Writer];
  bo.select(9);
  ada.editor.view.dispatch(ada.editor.state.tr.delete(5, 10));
  say(bo, "xyz");
  crowd!.settle();
  expect(ada.lines).toEqual(["one", "xyz", "three"]);
  expect(bo.lines).toEqual(ada.lines);
});

test("letters typed in two places of a line that somebody joins to the one above stay in both", () => {
  const [ada, bo] = gather(2, ["The road", "goes up"]) as [Writer, Writer];
  ada.select(11);
  ada.press("Backspace");
  bo.select(15);
  say(bo, "xyz");
  bo.select(21);
  say(bo, "!");
  crowd!.settle();
  expect(ada.lines).toEqual(["The roadgoesxyz up!"]);
  expect(bo.lines).toEqual(ada.lines);
});

test("letters typed into what somebody cuts off and joins again, heard as one change, stay where they were typed", () => {
  const [ada, bo] = gather(2, ["The road goes"]) as [Writer, Writer];
  ada.select(4);
  say(ada, "\n");
  ada.press("Backspace");
  bo.select(9);
  say(bo, "xyz");
  crowd!.settle();
  expect(ada.lines).toEqual(["The roadxyz goes"]);
  expect(bo.lines).toEqual(ada.lines);
  expect(bo.caret).toBe("The roadxyz| goes");
});

test("a caret behind bold letters that follow their line stays behind them", () => {
  const [ada, bo] = gather(2, ["The road goes"]) as [Writer, Writer];
  bo.select(14);
  bo.press("b", { ctrlKey: true });
  say(bo, "xyz");
  ada.select(9);
  say(ada, "!\n");
  crowd!.settle();
  expect(bo.lines).toEqual(["The road!", " goesxyz"]);
  expect(bo.caret).toBe(" goesxyz|");
});

test.each(["plain", "bold"])("who types behind a word that goes on and is carried into another line, types behind all of it: %s", (dress) => {
  const [ada, bo] = gather(2, ["The road"]) as [Writer, Writer];
  ada.select(9);
  if (dress === "bold") ada.press("b", { ctrlKey: true });
  say(ada, "a");
  crowd!.settle();
  bo.select(10);
  say(bo, "xyz");
  say(ada, "bc");
  ada.select(9);
  say(ada, "\n");
  crowd!.settle();
  expect(ada.lines).toEqual(["The road", "abcxyz"]);
  expect(bo.lines).toEqual(ada.lines);
});

test("a word is put together again although its beginning was carried into another line", () => {
  const [ada, bo, cy] = gather(3, ["The road"]) as [Writer, Writer, Writer];
  cy.select(9);
  say(cy, "c");
  crowd!.settle();
  ada.select(9);
  say(ada, "\n");
  crowd!.settle();
  bo.select(12);
  say(bo, "x");
  say(cy, "de");
  crowd!.settle();
  expect(cy.lines).toEqual(["The road", "cdex"]);
  expect(bo.lines).toEqual(cy.lines);
});

test("letters follow those that their author has brought after a line", () => {
  const [ada, bo, cy] = gather(3, ["The road goes", "up"]) as [Writer, Writer, Writer];
  cy.select(18);
  say(cy, "x");
  crowd!.settle();
  bo.select(9);
  say(bo, "\n");
  ada.select(16);
  ada.press("Backspace");
  say(cy, "yz");
  crowd!.settle();
  expect(ada.lines).toEqual(["The road", " goesupxyz"]);
  expect(cy.lines).toEqual(ada.lines);
});

test("a word in a line that somebody takes back stays whole, whatever they had just typed into it", () => {
  const [ada, bo] = gather(2, ["The road"]) as [Writer, Writer];
  ada.select(9);
  say(ada, "\nabc");
  crowd!.settle();
  bo.select(13);
  say(bo, "x");
  crowd!.settle();
  ada.select(13);
  say(ada, "d");
  say(bo, "yz");
  for (let n = 0; n < 3; n++) ada.press("z", { ctrlKey: true });
  crowd!.settle();
  expect(ada.lines).toEqual(["The road", "xyz"]);
  expect(bo.lines).toEqual(ada.lines);
});

/** On screen and with the focus, its caret where the browser has just put it: the editor has not been told. */
function moveOnScreen({ editor }: Writer, offset: number): void {
  const { dom } = editor.view;
  document.body.append(dom.parentElement ?? dom);
  dom.tabIndex = 0;
  dom.focus();
  getSelection()!.collapse(dom.querySelector("p")!.firstChild, offset);
}

test("a caret that the browser has just moved stays there when somebody else's words come", () => {
  const [ada, bo] = gather(2, ["The road", "two"]) as [Writer, Writer];
  ada.select(1);
  bo.select(13);
  moveOnScreen(ada, 8);
  expect(ada.caret).toBe("|The road");
  say(bo, "x");
  crowd!.settle();
  expect(ada.caret).toBe("The road|");
});

test("nor do others' carets put it back", () => {
  const [ada] = gather(1, ["The road"], (doc) => [...ours(doc), CollaborationCaret.configure({ provider: { awareness: new Awareness(doc) } })]) as [Writer];
  ada.select(1);
  moveOnScreen(ada, 8);
  ada.editor.view.dispatch(ada.editor.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true }));
  expect(ada.caret).toBe("The road|");
});
