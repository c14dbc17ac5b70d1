// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import type { NodeViewProps } from "@tiptap/react";
import { act } from "react";
import { Awareness } from "y-protocols/awareness";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import type { Workspace } from "../../src/core/workspace.ts";
import type { Document, Org } from "../../src/data/types.ts";
import { documents, trash } from "../../src/features/documents/resources.ts";
import { BookmarkView } from "../../src/features/editor/BookmarkView.tsx";
import { turnCard } from "../../src/features/editor/cards.ts";
import { editorExtensions } from "../../src/features/editor/extensions.ts";
import { Floats } from "../../src/features/editor/floats.ts";
import { callObjects } from "../../src/features/editor/nodes/target.ts";
import { EmbedView, ReferenceView } from "../../src/features/editor/ObjectView.tsx";
import { pasteProps } from "../../src/features/editor/paste.ts";
import { documentsFor, ownAddress, type Pointed } from "../../src/features/editor/pointing.ts";
import { fillCards } from "../../src/features/editor/previews.ts";
import { Suggest } from "../../src/features/editor/suggest.ts";
import { mayMake } from "../../src/features/org/roles.ts";
import { FakeApi } from "../fake/api.ts";
import { clear, draw } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));

const DOCUMENTS = `orgs/${ORG}/documents`;
const PLAN = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70";
const OTHER = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a71";
const SELF = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a72";
const MADE = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a73";
const doc = (id: string, title: string, updated_at = "2026-11-01T00:00:00Z", icon: string | null = null): Document =>
  ({ id, title, updated_at, icon, preview: "It begins so.", role: "editor" }) as Document;
const HELD = [doc(PLAN, "The plan", "2026-11-02T00:00:00Z", "🗺️"), doc(OTHER, "Budget 2027", "2026-11-03T00:00:00Z"), doc(SELF, "This one")];

const made: string[] = [];
let suggest: Suggest;

function open(text = ""): Editor {
  const ydoc = new Y.Doc();
  suggest = new Suggest();
  const find = (query: string): Pointed[] =>
    documentsFor(query, HELD, SELF, { untitled: "Untitled", makes: (title) => `Create “${title}”`, make: (title) => (made.push(title), MADE) });
  const editor: Editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: editorExtensions({
      doc: ydoc,
      awareness: new Awareness(ydoc),
      user: { name: "Ann", color: "#123456" },
      placeholder: () => "",
      suggest,
      floats: new Floats(),
      labels: { slash: () => "", mention: () => "", toggle: () => "", none: () => "" },
      blocks: () => [],
      people: () => [{ id: "p1", title: "Ada Plansky", run: () => undefined }],
      pointing: { find, label: () => "Documents", none: () => "" },
    }),
    editorProps: pasteProps({
      editor: () => editor,
      images: () => undefined,
      tooLarge: () => undefined,
      own: (pasted) => ownAddress(pasted, ORG, "https://hearth.example"),
    }),
    injectCSS: false,
  });
  if (text) editor.commands.insertContent(text);
  return editor;
}

/** Types, and waits for the list under the caret. */
async function offered(editor: Editor, typed: string): Promise<string[]> {
  editor.commands.insertContent(typed);
  await vi.waitFor(() => expect(suggest.getSnapshot()?.items.length).toBeGreaterThan(0));
  return suggest.getSnapshot()!.items.map(({ title }) => title);
}

const inside = (editor: Editor): unknown => editor.getJSON().content;
const reference = (id: string) => ({ type: "reference", attrs: { object: "document", id } });

beforeEach(() => {
  made.length = 0;
  Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect ??= () => new DOMRect();
});
afterEach(async () => {
  await clear();
  document.body.replaceChildren();
});

test.each([
  ["", ["Budget 2027", "The plan"]],
  ["plan", ["The plan", "Create “plan”"]],
  ["the plna", ["The plan", "Create “the plna”"]],
  ["The plan]]", ["The plan"]],
  ["Nothing like it", ["Create “Nothing like it”"]],
])("for %j it offers %j: slips are forgiven, the document itself is left out", (query, titles) => {
  const offer = { untitled: "Untitled", makes: (title: string) => `Create “${title}”`, make: () => MADE };
  expect(documentsFor(query, HELD, SELF, offer).map(({ title }) => title)).toEqual(titles);
  const nothingNew = documentsFor(query, HELD, SELF, { ...offer, make: null });
  expect(nothingNew.map(({ title }) => title)).toEqual(titles.filter((title) => !title.startsWith("Create")));
});

test("[[ and words, with spaces, put in a reference, which holds no title", async () => {
  const editor = open("See ");
  expect(await offered(editor, "[[the pl")).toEqual(["The plan", "Create “the pl”"]);
  suggest.getSnapshot()!.choose(0);
  expect(inside(editor)).toEqual([
    { type: "paragraph", attrs: { textAlign: null }, content: [{ type: "text", text: "See " }, reference(PLAN), { type: "text", text: " " }] },
  ]);
});

test("what is not there is made, and pointed at at once", async () => {
  const editor = open();
  await offered(editor, "[[New title");
  suggest.getSnapshot()!.choose(0);
  expect(made).toEqual(["New title"]);
  expect(JSON.stringify(inside(editor))).toContain(MADE);
});

test("@ offers people first, and documents; ![[ puts in a card", async () => {
  const editor = open();
  expect(await offered(editor, "@plan")).toEqual(["Ada Plansky", "The plan", "Create “plan”"]);
  suggest.getSnapshot()!.choose(1);
  expect(JSON.stringify(inside(editor))).toContain('"reference"');
  const other = open();
  await offered(other, "![[budget");
  suggest.getSnapshot()!.choose(0);
  expect(JSON.stringify(inside(other))).toContain(`{"type":"embed","attrs":{"object":"document","id":"${OTHER}"}}`);
  expect(JSON.stringify(inside(other))).not.toContain("![[");
});

function paste(editor: Editor, text: string, html = ""): void {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(event, {
    clipboardData: { files: [], items: [], types: [], getData: (type: string) => (type === "text/html" ? html : type === "text/plain" ? text : "") },
  });
  editor.view.dom.dispatchEvent(event);
}

test("an address of one's own document that is pasted becomes a reference, one of another org a link", () => {
  const editor = open();
  paste(editor, `https://hearth.example/o/${ORG}/documents/${PLAN}`);
  expect(JSON.stringify(inside(editor))).toContain(JSON.stringify(reference(PLAN)));
  for (const address of [
    `https://hearth.example/o/other/documents/${PLAN}`,
    `https://evil.example/o/${ORG}/documents/${PLAN}`,
    `https://hearth.example/o/${ORG}/documents/x`,
    "javascript:alert(1)",
  ])
    expect(ownAddress(address, ORG, "https://hearth.example"), address).toBeNull();
});

test("copied and pasted it stays one; other programs get its title and a link", () => {
  const stop = callObjects(() => ({ title: "The plan", href: "https://hearth.example/x" }));
  const editor = open();
  editor.commands.setContent([
    { type: "paragraph", content: [reference(PLAN)] },
    { type: "embed", attrs: { object: "document", id: OTHER } },
  ]);
  const html = editor.getHTML();
  stop();
  expect(html).toContain(">The plan</a>");
  expect(html).toContain('href="https://hearth.example/x"');
  const other = open();
  paste(other, "", html);
  const said = JSON.stringify(inside(other));
  expect(said).toContain(JSON.stringify(reference(PLAN)));
  expect(said).toContain(`"embed","attrs":{"object":"document","id":"${OTHER}"`);
  expect(said).not.toContain("The plan");
});

test.each(['<a data-type="reference" data-object="document" data-id="../x">y</a>', '<a data-type="bookmark" data-url="javascript:alert(1)">y</a>'])(
  "%s that is pasted is text",
  (html) => {
    const editor = open();
    paste(editor, "", html);
    expect(JSON.stringify(inside(editor))).not.toMatch(/reference|bookmark|javascript/);
    expect(editor.getText()).toBe("y");
  },
);

test("Markdown that is pasted brings them back", () => {
  const editor = open();
  paste(editor, `# Title\n\nSee [The plan](hearth-document:${PLAN}) and\n\n![Budget](hearth-document:${OTHER})`);
  const said = JSON.stringify(inside(editor));
  expect(said).toContain(JSON.stringify(reference(PLAN)));
  expect(said).toContain(`"type":"embed","attrs":{"object":"document","id":"${OTHER}"}`);
});

test.each([
  ["a reference alone", [reference(PLAN)], { type: "embed", attrs: { object: "document", id: PLAN } }],
  [
    "a link alone",
    [{ type: "text", text: "A page", marks: [{ type: "link", attrs: { href: "https://example.com/a" } }] }],
    { type: "bookmark", attrs: { url: "https://example.com/a", title: "A page" } },
  ],
])("%s on a line can be a card, and a line again", (_, content, card) => {
  const editor = open();
  editor.commands.setContent([{ type: "paragraph", content }]);
  editor.commands.setTextSelection(1);
  expect(turnCard(editor)).toBe(true);
  expect(editor.getJSON().content![0]).toMatchObject(card);
  expect(turnCard(editor)).toBe(true);
  expect(editor.getJSON().content![0]).toMatchObject({ type: "paragraph", content });
});

test.each([
  ["words beside it", [reference(PLAN), { type: "text", text: "and words" }]],
  ["a link to an address of mail", [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "mailto:ada@example.com" } }] }]],
  ["a name and password in it", [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "https://ada:secret@example.com/" } }] }]],
])("a line with %s is no card", (_, content) => {
  const editor = open();
  editor.commands.setContent([{ type: "paragraph", content }]);
  editor.commands.setTextSelection(1);
  expect(turnCard(editor)).toBe(false);
});

test("a card asks for what its page says, and takes it where nobody has said otherwise", () => {
  const editor = open();
  const asked: string[] = [];
  editor.storage.bookmark.ask = (url) => void asked.push(url);
  const url = "https://example.com/a";
  editor.commands.setContent([{ type: "paragraph", content: [{ type: "text", text: url, marks: [{ type: "link", attrs: { href: url } }] }] }]);
  editor.commands.setTextSelection(1);
  turnCard(editor);
  expect(asked).toEqual([url]);
  fillCards(editor, "https://example.com/other", { title: "Other", description: null, site: null });
  expect(editor.getJSON().content![0]!.attrs).toMatchObject({ url, title: null });
  fillCards(editor, url, { title: "A page", description: "About it", site: "Example" });
  expect(editor.getJSON().content![0]!.attrs).toEqual({ url, title: "A page", description: "About it", site: "Example" });
  fillCards(editor, url, { title: "Late", description: "Late", site: "Late" });
  expect(editor.getJSON().content![0]!.attrs).toMatchObject({ title: "A page" });
});

// --- what is seen ---------------------------------------------------------------------------------------------------------

let device: Device;
let tab: Workspace;

async function begin(): Promise<FakeApi> {
  const api = new FakeApi();
  device = new Device(api);
  tab = await device.tab();
  return api;
}

const props = (attrs: Record<string, unknown>) => ({ node: { attrs }, selected: false }) as unknown as NodeViewProps;

test("a reference shows the title of now, and of what is deleted or closed none", async () => {
  const api = await begin();
  api.put(DOCUMENTS, { ...HELD[0]! });
  await tab.collection(documents, ORG).refresh();
  const box = await draw(
    tab,
    <>
      <ReferenceView {...props({ object: "document", id: PLAN })} />
      <EmbedView {...props({ object: "document", id: PLAN })} />
      <ReferenceView {...props({ object: "document", id: OTHER })} />
      <ReferenceView {...props({ object: "unheard_of", id: OTHER })} />
    </>,
  );
  expect(box.querySelector("a")!.getAttribute("href")).toBe(`/o/${ORG}/documents/${PLAN}`);
  expect(box.querySelector(".h-reference")!.textContent).toBe("🗺️ The plan");
  expect(box.querySelector(".h-card")!.textContent).toContain("It begins so.");
  expect([...box.querySelectorAll('[data-state="closed"]')].map(({ textContent }) => textContent?.trim())).toEqual(["No access", "No access"]);
  api.change(DOCUMENTS, PLAN, { title: "Renamed" });
  await act(() => tab.collection(documents, ORG).refresh());
  expect(box.querySelector(".h-reference")!.textContent).toContain("Renamed");
  api.change(DOCUMENTS, PLAN, { deleted_at: "2026-11-04T00:00:00Z" });
  await act(async () => {
    await tab.collection(trash, ORG).refresh();
    await tab.collection(documents, ORG).refresh();
  });
  expect(box.querySelector(".h-reference")!.textContent?.trim()).toBe("Deleted");
  expect(box.textContent).not.toContain("The plan");
  device.closeAll();
});

test("a bookmark is a link to a page, and one to anything else is no link", async () => {
  await begin();
  const box = await draw(
    tab,
    <>
      <BookmarkView {...props({ url: "https://example.com/a", title: "A page", description: "It says", site: null })} />
      <BookmarkView {...props({ url: "javascript:alert(1)", title: "Run me", description: null, site: null })} />
    </>,
  );
  const links = [...box.querySelectorAll("a")];
  expect(links.map(({ href, rel, textContent }) => [href, rel, textContent?.replace(/\s+/g, " ")])).toEqual([
    ["https://example.com/a", "noopener noreferrer nofollow", "A pageIt says example.com"],
  ]);
  expect(box.querySelectorAll("img, iframe")).toHaveLength(0);
  device.closeAll();
});

test("guests and viewers are not offered to make a document that the server would refuse", () => {
  const of = (role: Org["role"]): Org => ({ role }) as Org;
  expect((["owner", "admin", "manager", "member", "viewer", "guest"] as const).filter((role) => mayMake(of(role)))).toEqual([
    "owner",
    "admin",
    "manager",
    "member",
  ]);
});
