// @vitest-environment jsdom
import { Editor, type JSONContent } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { numberIn } from "../../src/features/editor/nodes/sorting.ts";
import { cleanHtml } from "../../src/features/editor/paste.ts";

vi.setConfig({ testTimeout: 30_000 });

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

const cell = (text: string, attrs: object = {}, head = false): JSONContent => ({
  type: head ? "tableHeader" : "tableCell",
  attrs,
  content: [{ type: "paragraph", ...(text && { content: [{ type: "text", text }] }) }],
});
const table = (rows: JSONContent[][]): JSONContent => ({ type: "table", content: rows.map((content) => ({ type: "tableRow", content })) });

function open(rows: JSONContent[][], editable = true): Editor {
  const editor = new Editor({
    element: document.createElement("div"),
    extensions: schemaExtensions(),
    editable,
    content: { type: "doc", content: [table(rows), { type: "paragraph" }] },
  });
  editors.push(editor);
  return editor;
}
const grid = (editor: Editor): string[][] => editor.state.doc.firstChild!.children.map((row) => row.children.map((one) => one.textContent));
const caretIn = (editor: Editor, text: string): void => {
  editor.state.doc.descendants((node, at) => void (node.isText && node.text === text && editor.commands.setTextSelection(at + 1)));
};
/** Where each cell begins. */
const places = (editor: Editor): number[] => {
  const found: number[] = [];
  editor.state.doc.descendants((node, at) => void (/^table(Cell|Header)$/.test(node.type.name) && found.push(at)));
  return found;
};

const ROWS = [
  [cell("Name", {}, true), cell("Size", {}, true)],
  [cell("öl"), cell("10")],
  [cell(""), cell("1.000,5")],
  [cell("Zebra"), cell("9 %")],
  [cell("apfel"), cell("−2")],
];

test("rows are sorted by the column of the caret: words as the language has them, numbers as numbers, nothing last", () => {
  const editor = open(ROWS);
  caretIn(editor, "öl");
  editor.commands.sortTable(1, "de");
  expect(grid(editor).map(([name]) => name)).toEqual(["Name", "apfel", "öl", "Zebra", ""]);
  expect(editor.state.selection.$from.parent.textContent).toBe("öl");
  editor.commands.sortTable(-1, "de");
  expect(grid(editor).map(([name]) => name)).toEqual(["Name", "Zebra", "öl", "apfel", ""]);
  caretIn(editor, "Size");
  editor.commands.sortTable(1, "de");
  expect(grid(editor).map(([, size]) => size)).toEqual(["Size", "−2", "9 %", "10", "1.000,5"]);
  editor.state.doc.check();
});

test("days are sorted as days", () => {
  const day = (text: string): JSONContent => ({ type: "tableCell", content: [{ type: "paragraph", content: [{ type: "date", attrs: { day: text } }] }] });
  const editor = open([[day("2026-12-01")], [day("2025-01-31")], [day("2026-02-01")]]);
  editor.commands.setTextSelection(4);
  editor.commands.sortTable(1, "en");
  const found: string[] = [];
  editor.state.doc.descendants((node) => void (node.type.name === "date" && found.push(node.attrs.day as string)));
  expect(found).toEqual(["2025-01-31", "2026-02-01", "2026-12-01"]);
});

test("rows that one cell holds together are not sorted", () => {
  const editor = open([[cell("b", { rowspan: 2 }), cell("1")], [cell("2")], [cell("a"), cell("3")]]);
  caretIn(editor, "a");
  expect(editor.can().sortTable(1, "en")).toBe(false);
  expect(editor.commands.sortTable(1, "en")).toBe(false);
  const wide = open([[cell("b"), cell("1")], [cell("a", { colspan: 2 })]]);
  caretIn(wide, "b");
  wide.commands.sortTable(1, "en");
  expect(grid(wide)).toEqual([["a"], ["b", "1"]]);
});

test.each([
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["1.234", 1234],
  ["1,5", 1.5],
  ["0.5", 0.5],
  ["−7 %", -7],
  ["€ 1 000", 1000],
  ["1.2.3", 123],
  ["v2", null],
  ["", null],
  [".", null],
])("%s is read as a number", (text, number) => {
  expect(numberIn(text)).toBe(number);
});

test("cells are merged and split again, and no word is lost", () => {
  const editor = open([
    [cell("a"), cell("b")],
    [cell("c"), cell("d")],
  ]);
  const [first, second] = places(editor);
  editor.commands.setCellSelection({ anchorCell: first!, headCell: second! });
  expect(editor.commands.mergeCells()).toBe(true);
  expect(grid(editor)).toEqual([["ab"], ["c", "d"]]);
  expect(editor.state.doc.firstChild!.firstChild!.firstChild!.attrs.colspan).toBe(2);
  expect(editor.commands.splitCell()).toBe(true);
  expect(grid(editor)).toEqual([
    ["ab", ""],
    ["c", "d"],
  ]);
});

test("all cells that are selected get a colour, by its name; the table is wide; both are copied", () => {
  const editor = open([
    [cell("a"), cell("b")],
    [cell("c"), cell("d")],
  ]);
  const [first, , , last] = places(editor);
  editor.commands.setCellSelection({ anchorCell: first!, headCell: last! });
  editor.commands.setCellAttribute("color", "blue");
  editor.commands.toggleWideTable();
  expect(editor.view.dom.querySelectorAll('td[data-color="blue"]')).toHaveLength(4);
  expect(editor.view.dom.querySelector(".tableWrapper")!.hasAttribute("data-wide")).toBe(true);
  const to = open([[cell("x")]]);
  to.commands.setContent(cleanHtml(editor.getHTML()));
  expect(to.state.doc.firstChild!.attrs.wide).toBe(true);
  expect(to.state.doc.firstChild!.firstChild!.firstChild!.attrs.color).toBe("blue");
  to.commands.setContent('<table><tr><td data-color="url(x)">a</td></tr></table>');
  expect(to.state.doc.firstChild!.firstChild!.firstChild!.attrs.color).toBeNull();
  editor.commands.toggleWideTable();
  expect(editor.view.dom.querySelector(".tableWrapper")!.hasAttribute("data-wide")).toBe(false);
});

test("a table of many columns is told from one of few, and its box takes the keys of who may only read", () => {
  const row = (count: number): JSONContent[] => Array.from({ length: count }, (_, n) => cell(`c${n}`));
  const few = open([row(6)]);
  const many = open([row(40)]);
  const box = (editor: Editor): HTMLElement => editor.view.dom.querySelector(".tableWrapper")!;
  expect([few, many].map((editor) => box(editor).hasAttribute("data-many"))).toEqual([false, true]);
  expect(box(many).hasAttribute("tabindex")).toBe(false);
  many.setEditable(false);
  expect(box(many).tabIndex).toBe(0);
  expect(box(many).getAttribute("role")).toBe("group");
  many.setEditable(true);
  expect(box(many).hasAttribute("tabindex")).toBe(false);
  expect(box(open([row(2)], false)).tabIndex).toBe(0);
});
