// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { draw } from "../../src/features/editor/nodes/katex.ts";
import { cleanHtml, PASTE_LIMIT, pasteProps } from "../../src/features/editor/paste.ts";

vi.setConfig({ testTimeout: 60_000 });

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

function open(): { editor: Editor; refused: number[]; paste: (html: string, text?: string) => boolean } {
  const refused: number[] = [];
  const props = pasteProps({ editor: () => editor, images: () => undefined, tooLarge: (size) => refused.push(size) });
  const editor: Editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: schemaExtensions(),
    content: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "mine" }] }] },
    editorProps: props,
  });
  editors.push(editor);
  const paste = (html: string, text = ""): boolean => {
    const event = { clipboardData: { files: [], getData: (kind: string) => (kind === "text/html" ? html : text) }, preventDefault: () => undefined };
    const taken = props.handlePaste(editor.view, event as unknown as ClipboardEvent);
    if (!taken) editor.view.pasteHTML(html, event as unknown as ClipboardEvent);
    return taken;
  };
  return { editor, refused, paste };
}

test.each<[string, () => [string, string]]>([
  ["words", () => [`<p>${"word ".repeat(1_000_000)}</p>`, "word ".repeat(1_000_000)]],
  ["tags alone", () => ["<p><b>x</b></p>".repeat(600_000), "x\n".repeat(600_000)]],
  ["a picture within it", () => [`<img src="data:image/png;base64,${"A".repeat(9_000_000)}">`, ""]],
])("5 MB of %s in one paste: it is said, the page stays as it was, and the clipboard keeps it", (_, make) => {
  const { editor, refused, paste } = open();
  const [html, text] = make();
  expect(html.length).toBeGreaterThan(5_000_000);
  expect(paste(html, text)).toBe(true);
  expect(refused).toHaveLength(1);
  expect(editor.state.doc.textContent === "mine").toBe(true);
});

test("what is below the limit comes in, and nothing of it runs, asks anybody, or is lost", () => {
  const { editor, refused, paste } = open();
  const rows = Array.from({ length: 200 }, (_, n) => `<p onclick="alert(1)" style="x">line ${n} <img src="https://spy.example/${n}.gif"></p>`).join("");
  expect(rows.length).toBeLessThan(PASTE_LIMIT);
  expect(paste(`<script>alert(1)</script><style>p{}</style>${rows}<iframe src="https://spy.example"></iframe>`)).toBe(false);
  expect(refused).toEqual([]);
  expect(editor.state.doc.textContent.includes("line 199")).toBe(true);
  expect(/<(script|iframe|style)|onclick/.test(editor.view.dom.innerHTML)).toBe(false);
  expect(editor.view.dom.querySelector('img[src^="http"]')).toBeNull();
});

test("HTML that nests without end comes in as words", () => {
  const deep = "<div>".repeat(400) + "bottom" + "</div>".repeat(400);
  expect(cleanHtml(deep).includes("bottom")).toBe(true);
  const { editor, paste } = open();
  paste("<blockquote>".repeat(300) + "bottom" + "</blockquote>".repeat(300));
  expect(editor.state.doc.textContent).toContain("bottom");
  let depth = 0;
  editor.state.doc.descendants((_, at) => void (depth = Math.max(depth, editor.state.doc.resolve(at).depth)));
  expect(depth).toBeLessThan(80);
});

test.each([
  ["a macro that calls itself", "\\def\\a{\\a\\a}\\a"],
  ["two that call each other", "\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a"],
  ["one within one within one", "\\frac{".repeat(600) + "x"],
  ["braces without end", "{".repeat(5_000)],
  ["rows without end", `\\begin{matrix}${"&\\\\".repeat(800)}`],
])("a formula that never ends, %s, is stopped and says so; its source is what is kept", (_, latex) => {
  const { math, error } = draw(latex, true);
  expect(math).toBeNull();
  expect(error).toBeTruthy();
});
