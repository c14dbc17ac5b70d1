// @vitest-environment jsdom
import { Editor, type JSONContent } from "@tiptap/core";
import { Markdown } from "@tiptap/markdown";
import i18next from "i18next";
import { afterEach, expect, test, vi } from "vitest";
import { isDay } from "../../src/core/shape.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { columnsAt } from "../../src/features/editor/nodes/columns.ts";
import { dayFromNow, dayOf, days, shownDay, typedDay } from "../../src/features/editor/nodes/date.ts";
import { cleanHtml } from "../../src/features/editor/paste.ts";
import { currentBlock, deleteBlock, duplicateBlock, goInto, moveWhole } from "../../src/features/editor/turn.ts";

vi.setConfig({ testTimeout: 30_000 });

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function open(content: JSONContent[]): Editor {
  const editor = new Editor({ element: document.createElement("div"), extensions: [...schemaExtensions(), Markdown], content: { type: "doc", content } });
  editors.push(editor);
  return editor;
}

const p = (text: string): JSONContent => ({ type: "paragraph", ...(text && { content: [{ type: "text", text }] }) });
const columns = (...inside: JSONContent[][]): JSONContent => ({ type: "columns", content: inside.map((content) => ({ type: "column", content })) });
/** The words of each column of the first block. */
const said = (editor: Editor): string[] => editor.state.doc.firstChild!.children.map((one) => one.children.map((block) => block.textContent).join("|"));
const caretIn = (editor: Editor, text: string): void => {
  editor.state.doc.descendants((node, at) => void (node.isText && node.text!.includes(text) && editor.commands.setTextSelection(at + 1)));
};
const press = (editor: Editor, key: string, more: KeyboardEventInit = {}): boolean => {
  const event = new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true, ...more });
  editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented;
};

test("a block goes into the first of two columns, more are added, and none of the words of those that go is lost", () => {
  const editor = open([p("a"), p("end")]);
  caretIn(editor, "a");
  editor.commands.setColumns(2);
  expect(said(editor)).toEqual(["a", ""]);
  editor.commands.insertContent("!");
  expect(said(editor)[0]).toMatch(/!/);
  editor.commands.setContent({ type: "doc", content: [columns([p("a")], [p("b")], [p("c"), p("d")]), p("end")] });
  caretIn(editor, "a");
  editor.commands.setColumns(4);
  expect(said(editor)).toEqual(["a", "b", "c|d", ""]);
  editor.commands.setColumns(2);
  expect(said(editor)).toEqual(["a", "b|c|d"]);
  editor.state.doc.check();
  editor.commands.unsetColumns();
  expect(editor.state.doc.children.map((node) => node.textContent)).toEqual(["a", "b", "c", "d", "end"]);
});

test("Tab leads through the columns and out of the last; in a list it stays the list's", () => {
  const list: JSONContent = { type: "bulletList", content: ["x", "y"].map((text) => ({ type: "listItem", content: [p(text)] })) };
  const editor = open([columns([p("a")], [p("b"), list]), p("end")]);
  caretIn(editor, "a");
  expect(press(editor, "Tab")).toBe(true);
  expect(editor.state.selection.$from.parent.textContent).toBe("b");
  expect(press(editor, "Tab")).toBe(false);
  expect(press(editor, "Tab", { shiftKey: true })).toBe(true);
  expect(editor.state.selection.$from.parent.textContent).toBe("a");
  caretIn(editor, "y");
  press(editor, "Tab");
  expect(said(editor)[1]).toBe("b|xy");
  expect(editor.state.doc.firstChild!.child(1).child(1).childCount).toBe(1);
});

test("Backspace takes an empty column away; of the last two, the other leaves its blocks", () => {
  const editor = open([columns([p("a")], [p("")], [p("c")]), p("end")]);
  caretIn(editor, "a");
  press(editor, "Tab");
  press(editor, "Backspace");
  expect(said(editor)).toEqual(["a", "c"]);
  editor.commands.setContent({ type: "doc", content: [columns([p("")], [p("c")]), p("end")] });
  editor.commands.setTextSelection(3);
  press(editor, "Backspace");
  expect(editor.state.doc.children.map((node) => node.textContent)).toEqual(["c", "end"]);
  caretIn(editor, "end");
  press(editor, "Backspace");
  expect(editor.state.doc.textContent).toBe("cend");
});

test("a block of a column is doubled, moved and deleted within it; columns that were grasped go as a whole", () => {
  const editor = open([columns([p("a"), p("b")], [p("c")]), p("end")]);
  caretIn(editor, "b");
  expect(currentBlock(editor, true)!.node.textContent).toBe("b");
  moveWhole(editor, -1, true);
  expect(said(editor)).toEqual(["b|a", "c"]);
  moveWhole(editor, -1, true);
  duplicateBlock(editor, true);
  expect(said(editor)).toEqual(["b|b|a", "c"]);
  caretIn(editor, "c");
  deleteBlock(editor, true);
  expect(said(editor)).toEqual(["b|b|a", ""]);
  editor.state.doc.check();
  goInto(editor, 0);
  expect(columnsAt(editor)!.at).toBe(0);
  moveWhole(editor, 1, true);
  expect(editor.state.doc.children.map(({ type }) => type.name)).toEqual(["paragraph", "columns", ...(editor.state.doc.childCount > 2 ? ["paragraph"] : [])]);
  expect(currentBlock(editor, true)!.node.type.name).toBe("columns");
  duplicateBlock(editor, true);
  expect(editor.state.doc.children.filter(({ type }) => type.name === "columns")).toHaveLength(2);
  deleteBlock(editor, true);
  deleteBlock(editor, true);
  expect(editor.state.doc.textContent).toBe(editor.state.doc.children.filter(({ type }) => type.name === "columns").length ? "end" + "bba" : "end");
});

test("columns and dates are copied as they are, and read from Markdown as the server writes it", () => {
  const date: JSONContent = { type: "date", attrs: { day: "2026-12-24" } };
  const inside: JSONContent[] = [columns([p("left")], [{ type: "paragraph", content: [{ type: "text", text: "by " }, date] }]), p("end")];
  const from = open(inside);
  const to = open([p("")]);
  to.commands.setContent(cleanHtml(from.getHTML()));
  expect(to.getJSON()).toEqual(from.getJSON());
  to.commands.setContent("<!-- columns -->\n\nleft\n\n<!-- column -->\n\nby [2026-12-24](date:2026-12-24)\n\n<!-- /columns -->\n\nend\n", {
    contentType: "markdown",
  });
  expect(to.getJSON()).toEqual(from.getJSON());
});

test("a day is offered by its name in either language and by how it is written, and kept as ISO 8601 has it", () => {
  const now = new Date(2026, 1, 28, 23, 59);
  expect([dayFromNow(0, now), dayFromNow(1, now), dayFromNow(-28, now)]).toEqual(["2026-02-28", "2026-03-01", "2026-01-31"]);
  expect(typedDay("24.12.", now)).toBe("2026-12-24");
  expect(typedDay("1.2.2027", now)).toBe("2027-02-01");
  expect([typedDay("31.2.", now), typedDay("today", now), typedDay("2026-13-01", now)]).toEqual([null, null, null]);
  const offered = days((key) => key, "tod");
  expect(offered.map(({ title }) => title)).toEqual(["date.today", "date.tomorrow", "date.yesterday"]);
  expect(dayOf(offered[0]!)).toBe(dayFromNow(0));
  expect(offered[1]!.words).toContain("morgen");
  expect(days((key) => key, "24.12.2026").map(dayOf)).toEqual(["2026-12-24"]);
  expect([isDay("2028-02-29"), isDay("2026-02-29"), isDay("0000-01-01"), isDay("26-1-1"), isDay(20261231)]).toEqual([true, false, false, false, false]);
});

test("a day is shown as the reader writes it, and again when their language changes; one that is none is a dash", async () => {
  await i18next.init({ lng: "en", resources: {} });
  const editor = open([{ type: "paragraph", content: [{ type: "date", attrs: { day: "2026-12-24" } }] }]);
  const shown = (): string => editor.view.dom.querySelector("time")!.textContent!;
  expect(shown()).toBe("December 24, 2026");
  await i18next.changeLanguage("de");
  expect(shown()).toBe("24. Dezember 2026");
  expect(editor.view.dom.querySelector("time")!.dateTime).toBe("2026-12-24");
  expect(shownDay("<b>")).toBe("—");
  const pasted = open([p("")]);
  pasted.commands.setContent('<p>x <time datetime="2026-02-30">soon</time></p>');
  expect(pasted.state.doc.textContent).toBe("x soon");
});
