// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { readFileSync } from "node:fs";
import { Awareness } from "y-protocols/awareness";
import { expect, test, vi } from "vitest";
import * as Y from "yjs";
import { mend, TooDeep } from "../../src/core/mend.ts";
import { wordsOf } from "../../src/core/words.ts";
import { editorExtensions } from "../../src/features/editor/extensions.ts";
import { Floats } from "../../src/features/editor/floats.ts";
import { isOwn } from "../../src/features/editor/images.ts";
import { Suggest } from "../../src/features/editor/suggest.ts";

/** Logs that the server has taken, or held before it looked (`tests/documents/test_odd_fuzz.py` makes them). */
const LOGS = JSON.parse(readFileSync("../tests/documents/odd.json", "utf8")) as Record<string, string[]>;
const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

vi.stubGlobal("matchMedia", () => ({ matches: true }));

/** As `DocumentSession` does it. */
function mended(): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment("default");
  doc.on("beforeObserverCalls", (transaction: Y.Transaction) => {
    if (transaction.local) return;
    const before = transaction.beforeState;
    mend(doc, "mend", transaction.changed.keys(), (item) => item.id.clock >= (before.get(item.id.client) ?? 0));
  });
  return doc;
}

function open(doc: Y.Doc): Editor {
  const none = { t: (key: string) => key, label: () => "" };
  return new Editor({
    element: document.createElement("div"),
    extensions: editorExtensions({
      doc,
      awareness: new Awareness(doc),
      user: { name: "Ann", color: "#123456" },
      placeholder: none.label,
      suggest: new Suggest(),
      floats: new Floats(),
      labels: { slash: none.label, mention: none.label, toggle: none.label, none: none.label },
      blocks: () => [],
      people: () => [],
    }),
    injectCSS: false,
  });
}

/** Yjs refuses some bytes as a whole: the provider logs that and goes on. */
function hear(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update, "log");
  } catch (error) {
    expect(String(error)).not.toMatch(/prosemirror|Invalid content|method unimplemented/i);
  }
}

function good(): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  doc.getXmlFragment("default").insert(0, [paragraph]);
  paragraph.insert(0, [new Y.XmlText("words of hers")]);
  return Y.encodeStateAsUpdate(doc);
}

test.each(Object.entries(LOGS))("an editor shows what it can of: %s", (_, log) => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const before = mended();
  for (const one of log) hear(before, bytes(one));
  hear(before, good());
  const during = mended();
  const editor = open(during);
  for (const one of log) hear(during, bytes(one));
  hear(during, good());
  const late = open(before);
  for (const one of [editor, late]) {
    expect(one.getText()).toContain("words of hers");
    one.commands.insertContentAt(one.state.doc.content.size, { type: "paragraph", content: [{ type: "text", text: "and mine" }] });
    expect(one.getText()).toContain("and mine");
  }
  expect(wordsOf(during)).toContain("and mine");
  editor.destroy();
  late.destroy();
});

test("what is too deep to be shown is told from what is not", () => {
  const doc = new Y.Doc();
  let at: Y.XmlFragment = doc.getXmlFragment("default");
  for (let level = 0; level < 3_000; level++) {
    const next = new Y.XmlElement("blockquote");
    at.insert(0, [next]);
    at = next;
  }
  expect(() => mend(doc, "mend")).toThrow(TooDeep);
  expect(wordsOf(doc)).toBe("");
});

test("a link opens as we say, whatever the document says", () => {
  const editor = open(new Y.Doc());
  editor.commands.setContent({
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "https://a.example", rel: "opener", target: "_top" } }] }],
      },
    ],
  });
  const link = editor.view.dom.querySelector("a")!;
  expect([link.getAttribute("rel"), link.getAttribute("target")]).toEqual(["noopener noreferrer nofollow", "_blank"]);
  editor.destroy();
});

test.each(["//host/x", "/\\host/x", "/\t/host/x", "https://host/x", "x", ""])("a picture is not fetched from elsewhere: %j", (src) =>
  expect(isOwn(src)).toBe(false),
);
test.each(["/v1/x", "/"])("nor kept from being fetched here: %j", (src) => expect(isOwn(src)).toBe(true));
