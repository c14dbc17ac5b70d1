// @vitest-environment jsdom
import { Editor, type JSONContent } from "@tiptap/core";
import { Markdown } from "@tiptap/markdown";
import { afterEach, expect, test, vi } from "vitest";
import { rank } from "../../src/data/search.ts";
import { blocks } from "../../src/features/editor/blocks.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { draw } from "../../src/features/editor/nodes/katex.ts";
import { cleanHtml } from "../../src/features/editor/paste.ts";
import { deleteBlock, duplicateBlock, goInto, type Kind, KINDS, moveWhole, turnInto } from "../../src/features/editor/turn.ts";
import de from "../../src/features/editor/words/de.json";
import en from "../../src/features/editor/words/en.json";

// Many editors in one process, on a machine that does something else as well.
vi.setConfig({ testTimeout: 30_000 });

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function open(content: JSONContent[] | string): Editor {
  const editor = new Editor({
    element: document.createElement("div"),
    extensions: [...schemaExtensions(), Markdown],
    content: typeof content === "string" ? content : { type: "doc", content },
  });
  editors.push(editor);
  return editor;
}

const p = (text: string, attrs?: object): JSONContent => ({ type: "paragraph", ...(attrs && { attrs }), ...(text && { content: [{ type: "text", text }] }) });
const list = (kind: string, ...items: string[]): JSONContent => ({
  type: kind,
  content: items.map((text) => ({ type: kind === "taskList" ? "taskItem" : "listItem", content: [p(text)] })),
});
const callout: JSONContent = { type: "callout", attrs: { kind: "tip" }, content: [p("a"), p("b")] };
const toggle: JSONContent = {
  type: "details",
  content: [
    { type: "detailsSummary", content: [{ type: "text", text: "a" }] },
    { type: "detailsContent", content: [p("b")] },
  ],
};
/** The names of what is at the top, and all words. */
const shape = (editor: Editor): [string[], string] => [
  editor.state.doc.children.map((node) => node.type.name),
  editor.state.doc.textBetween(0, editor.state.doc.content.size, " ").trim().replace(/ +/g, " "),
];

test.each([
  ["a paragraph", p("a b")],
  ["a heading", { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "a b" }] }],
  ["a list", list("bulletList", "a", "b")],
  ["a checklist", list("taskList", "a", "b")],
  ["a quote", { type: "blockquote", content: [p("a"), p("b")] }],
  ["a callout", callout],
  ["a toggle", toggle],
  ["code", { type: "codeBlock", content: [{ type: "text", text: "a\nb" }] }],
])("%s becomes every other kind, and no word is lost", (_, from) => {
  const editor = open("");
  for (const kind of KINDS) {
    editor.commands.setContent({ type: "doc", content: [from, p("end")] });
    goInto(editor, 0);
    expect(turnInto(editor, kind), kind).toBe(true);
    editor.state.doc.check();
    expect(shape(editor)[1].replaceAll("\n", " "), kind).toBe("a b end");
    expect(editor.state.doc.firstChild!.type.name).toBe(kind.replace(/\d/, ""));
  }
});

test("a list that becomes another keeps what is nested", () => {
  const nested: JSONContent = { type: "bulletList", content: [{ type: "listItem", content: [p("a"), list("bulletList", "b")] }] };
  const editor = open([nested]);
  goInto(editor, 0);
  turnInto(editor, "taskList");
  const item = editor.state.doc.firstChild!.firstChild!.toJSON() as JSONContent;
  expect(item.type).toBe("taskItem");
  expect(item.content![1]).toMatchObject({ type: "taskList", content: [{ type: "taskItem", content: [{ content: [{ text: "b" }] }] }] });
});

test("a picture, a rule and a table turn into nothing", () => {
  const editor = open([{ type: "horizontalRule" }, p("end")]);
  goInto(editor, 0);
  expect(KINDS.some((kind: Kind) => turnInto(editor, kind))).toBe(false);
});

test("by its grip the whole list is doubled, moved and deleted, by the keys the item at the caret", () => {
  const editor = open([list("bulletList", "a", "b"), p("end")]);
  editor.commands.setTextSelection(3);
  duplicateBlock(editor, false);
  expect(shape(editor)).toEqual([["bulletList", "paragraph"], "a a b end"]);
  deleteBlock(editor, false);
  deleteBlock(editor, false);
  expect(shape(editor)[1]).toBe("a end");
  editor.commands.setTextSelection(3);
  moveWhole(editor, 1, true);
  expect(shape(editor)).toEqual([["paragraph", "bulletList", "paragraph"], "end a"]);
  duplicateBlock(editor, true);
  expect(shape(editor)[0]).toEqual(["paragraph", "bulletList", "bulletList", "paragraph"]);
  editor.commands.setContent({ type: "doc", content: [p("alone")] });
  deleteBlock(editor, true);
  expect(editor.getJSON().content).toEqual([{ type: "paragraph", attrs: { textAlign: null } }]);
});

test.each([
  ["en", en],
  ["de", de],
])("a block is found by what people call it, in %s", (_, words) => {
  const all = blocks(
    (key) => (words as Record<string, string>)[key]!,
    () => undefined,
  );
  const first = (query: string): string[] => rank(query, all, (block) => `${block.title} ${block.id} ${block.words ?? ""}`).map(({ id }) => id);
  expect(all.every(({ title, hint }) => title && hint)).toBe(true);
  for (const [query, id] of Object.entries({
    todo: "taskList",
    h1: "heading1",
    hr: "horizontalRule",
    img: "image",
    bild: "image",
    ul: "bulletList",
    toggle: "details",
    hinweis: "callout",
    formel: "blockMath",
  }))
    expect(first(query), query).toContain(id);
  expect(first("h1")[0]).toBe("heading1");
  expect(first("qqq")).toEqual([]);
});

test("what is copied here is pasted here as it was", () => {
  const content: JSONContent[] = [
    p("middle", { textAlign: "center" }),
    callout,
    toggle,
    {
      type: "paragraph",
      content: [
        {
          type: "text",
          text: "x",
          marks: [
            { type: "highlight", attrs: { color: "blue" } },
            { type: "textColor", attrs: { color: "red" } },
          ],
        },
      ],
    },
    { type: "paragraph", content: [{ type: "inlineMath", attrs: { latex: "x^2" } }] },
    { type: "blockMath", attrs: { latex: "a\\\\b" } },
  ];
  const from = open(content);
  const to = open(cleanHtml(from.getHTML()));
  expect(to.getJSON()).toEqual(from.getJSON());
});

test("a colour, a kind or a side that we do not have is none", () => {
  const editor = open('<p data-align="url(x)"><mark data-color="red;x">a</mark><span data-color="#f00">b</span></p><aside data-kind="evil"><p>c</p></aside>');
  const [line, box] = editor.getJSON().content!;
  expect(line!.attrs).toEqual({ textAlign: null });
  expect(line!.content!.map(({ marks }) => marks)).toEqual([[{ type: "highlight", attrs: { color: null } }], undefined]);
  expect(box!.attrs).toEqual({ kind: "note" });
});

test("pasted Markdown has callouts, formulas and highlights", () => {
  const editor = open([p("")]);
  editor.commands.setContent("> [!WARNING]\n> beware\n\nso $x^2$ and ==this==\n\n$$\na+b\n$$\n", { contentType: "markdown" });
  expect(editor.getJSON().content!.slice(0, 3)).toMatchObject([
    { type: "callout", attrs: { kind: "warning" }, content: [p("beware")] },
    { content: [{ text: "so " }, { type: "inlineMath", attrs: { latex: "x^2" } }, { text: " and " }, { text: "this", marks: [{ type: "highlight" }] }] },
    { type: "blockMath", attrs: { latex: "a+b" } },
  ]);
});

test("a formula is drawn for all senses; one that is wrong says what is wrong, and one that never ends is stopped", () => {
  const good = draw("\\frac{a}{b}", true);
  expect(good.error).toBeNull();
  expect(good.math?.localName).toBe("math");
  expect(draw("\\frac{a", false).error).toMatch(/expected '}'/);
  expect(draw("\\def\\a{\\a\\a}\\a", false).error).toMatch(/Too many expansions/);
  expect(draw("\\href{javascript:alert(1)}{x}", false).math?.outerHTML ?? "").not.toContain("href=");
  expect(draw("\\rule{9999em}{9999em}", false).math?.querySelector("mspace")?.getAttribute("width")).toBe("20em");
});
