// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { Floats } from "../../src/features/editor/floats.ts";
import { addressOf, linkAt, linking, safeHref } from "../../src/features/editor/links.ts";

const editors: Editor[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const editor of editors.splice(0)) editor.destroy();
});

function open(html: string): { editor: Editor; floats: Floats } {
  const floats = new Floats();
  const element = document.createElement("div");
  document.body.append(element);
  const editor = new Editor({ element, extensions: [...schemaExtensions(), linking(floats)], content: html });
  editors.push(editor);
  return { editor, floats };
}

const press = (editor: Editor, key: string): boolean => {
  const event = new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true });
  editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented;
};

test("what is typed as an address becomes one, and what would run something does not", () => {
  expect(addressOf(" hearth.example/a?b=c#d ")).toBe("https://hearth.example/a?b=c#d");
  expect(addressOf("localhost:8080/x")).toBe("https://localhost:8080/x");
  expect(addressOf("ada@analytical.example")).toBe("mailto:ada@analytical.example");
  expect(addressOf("/o/org/documents/1")).toBe("/o/org/documents/1");
  expect(addressOf("tel:+49301234")).toBe("tel:+49301234");
  for (const typed of ["javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc", "two words", ""])
    expect(addressOf(typed), typed).toBeNull();
});

test.each(["javascript:alert(1)", " java\nscript:alert(1)", "\u0001javascript:alert(1)", "data:text/html,x", "blob:https://a.b/c", "http://["])(
  "%j opens nowhere, whoever put it there",
  (href) => {
    expect(safeHref(href)).toBeNull();
    const { editor } = open("<p>x</p>");
    editor.commands.setContent({
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href } }] }] }],
    });
    expect(editor.view.dom.querySelector("a")!.getAttribute("href")).toBe("");
    editor.commands.setTextSelection(2);
    expect(linkAt(editor)).toBeNull();
    expect(editor.chain().selectAll().setLink({ href }).run()).toBe(false);
  },
);

test("Mod-K asks for an address where words are chosen or a link holds the caret, and leaves the key to the shell elsewhere", () => {
  const { editor, floats } = open('<p>plain <a href="https://a.b">there</a></p><pre><code>x</code></pre>');
  const asked = { toolbar: 0, link: 0 };
  floats.toolbar.onAsk(() => (asked.toolbar += 1));
  floats.link.onAsk(() => (asked.link += 1));
  editor.commands.setTextSelection(3);
  expect(press(editor, "k")).toBe(false);
  editor.commands.setTextSelection({ from: 1, to: 4 });
  expect(press(editor, "k")).toBe(true);
  editor.commands.setTextSelection(9);
  expect(press(editor, "k")).toBe(true);
  editor.commands.setTextSelection({ from: 14, to: 15 });
  expect(press(editor, "k")).toBe(false);
  expect(asked).toEqual({ toolbar: 1, link: 1 });
});

test("a click opens a link only with Mod or the middle button, and without a word to the other side", () => {
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  const { editor } = open('<p><a href="https://a.b/c">there</a></p>');
  const click = (init: MouseEventInit, type = "click"): void => {
    editor.view.dom.querySelector("a")!.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...init }));
  };
  click({});
  expect(opened).not.toHaveBeenCalled();
  click({ ctrlKey: true });
  click({ metaKey: true });
  click({ button: 1 }, "auxclick");
  expect(opened.mock.calls).toEqual(Array(3).fill(["https://a.b/c", "_blank", "noopener,noreferrer"]));
});
