// @vitest-environment jsdom
import { Editor, type JSONContent } from "@tiptap/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Board, Diagrams } from "../../src/features/editor/diagrams/diagrams.ts";
import { Drawing, type Drawn, LONGEST } from "../../src/features/editor/diagrams/drawing.ts";
import { type Asked, type Frame, openFrame, type Said } from "../../src/features/editor/diagrams/frame.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const svg = (words: string, more = ""): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40.5 20" width="100%" style="max-width:1px"><text>${words}</text>${more}</svg>`;

/** Frames that answer what a test says. */
function frames(answer: (asked: Asked) => Said | null, ready: Said | null = { ready: true }) {
  const made: (Frame & { asked: Asked[]; closed: boolean; said: (what: Said) => void })[] = [];
  const open = (said: (what: Said) => void): Frame => {
    const frame = {
      asked: [] as Asked[],
      closed: false,
      said,
      ask: (asked: Asked) => {
        frame.asked.push(asked);
        const what = answer(asked);
        if (what) queueMicrotask(() => said(what));
      },
      close: () => void (frame.closed = true),
    };
    made.push(frame);
    if (ready) queueMicrotask(() => said(ready));
    return frame;
  };
  return { made, open };
}

function shelf(): Pick<Storage, "getItem" | "setItem" | "removeItem"> & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
  };
}

test("a diagram is a picture of its own size, with its words, in which nothing runs; a second look costs nothing", async () => {
  const { made, open } = frames(({ id, source }) => ({ id, svg: svg(source, "<script>alert(1)</script>") }));
  const drawing = new Drawing(open, shelf());
  const drawn = await drawing.draw("a &amp; b", false);
  expect(drawn).toMatchObject({ kind: "picture", width: 41, height: 20, words: "a & b" });
  expect((drawn as { url: string }).url).toMatch(/^data:image\/svg\+xml;charset=utf-8,/);
  await drawing.draw("a &amp; b", false);
  await drawing.draw("a &amp; b", true);
  expect(made).toHaveLength(1);
  expect(made[0]!.asked.map(({ dark }) => dark)).toEqual([false, true]);
});

test("one that never ends is thrown away with its frame, and the next is drawn in another; what the old frame says is not heard", async () => {
  const { made, open } = frames(({ id, source }) => (source === "loop" ? null : { id, svg: svg(source) }));
  const marks = shelf();
  const drawing = new Drawing(open, marks);
  const [loop, good] = [drawing.draw("loop", false), drawing.draw("good", false)];
  await vi.advanceTimersByTimeAsync(9_000);
  expect(marks.held.size).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await loop).toEqual({ kind: "slow" });
  expect(await good).toMatchObject({ kind: "picture" });
  expect(made.map(({ closed }) => closed)).toEqual([true, false]);
  made[0]!.said({ id: 1, svg: svg("late") });
  expect(drawing.known("loop", false)).toEqual({ kind: "slow" });
  expect(marks.held.size).toBe(0);
});

test("what was being drawn when the page went away is not drawn again by itself", async () => {
  const marks = shelf();
  const first = frames(() => null);
  void new Drawing(first.open, marks).draw("loop", false);
  await vi.advanceTimersByTimeAsync(10);
  const second = frames(({ id, source }) => ({ id, svg: svg(source) }));
  const drawing = new Drawing(second.open, marks);
  expect(await drawing.draw("loop", false)).toEqual({ kind: "stopped" });
  expect(second.made).toHaveLength(0);
  expect(await drawing.draw("loop, changed", false)).toMatchObject({ kind: "picture" });
});

test.each<[string, string, (asked: Asked) => Said, Drawn]>([
  ["a source that is too large", "x".repeat(LONGEST + 1), ({ id }) => ({ id, svg: svg("x") }), { kind: "large" }],
  ["a picture that is too large", "x", ({ id }) => ({ id, svg: svg("x".repeat(2_000_000)) }), { kind: "large" }],
  ["what is no diagram", "x", ({ id }) => ({ id, error: "Parse error" }), { kind: "wrong", message: "Parse error" }],
  ["an answer that is no picture", "x", ({ id }) => ({ id, svg: "<img src=x onerror=alert(1)>" }), { kind: "wrong", message: "" }],
  ["a picture without a size", "x", ({ id }) => ({ id, svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' }), { kind: "wrong", message: "" }],
])("%s is told", async (_, source, answer, expected) => {
  expect(await new Drawing(frames(answer).open, shelf()).draw(source, false)).toEqual(expected);
});

test("where the typesetter does not come, that is said, and it is asked for again the next time", async () => {
  const { made, open } = frames(() => null, { ready: false });
  const drawing = new Drawing(open, shelf());
  expect(await drawing.draw("x", false)).toEqual({ kind: "away" });
  expect(await drawing.draw("x", false)).toEqual({ kind: "away" });
  expect(made).toHaveLength(2);
});

test("the frame has no origin of ours, and is heard only while it is there", () => {
  const heard: Said[] = [];
  const frame = openFrame((what) => heard.push(what));
  const element = document.querySelector("iframe")!;
  expect(element.getAttribute("sandbox")).toBe("allow-scripts");
  expect(element.srcdoc).not.toMatch(/<script>[^<]/);
  dispatchEvent(new MessageEvent("message", { data: { ready: true }, source: window }));
  expect(heard).toEqual([]);
  dispatchEvent(new MessageEvent("message", { data: { ready: true }, source: element.contentWindow }));
  expect(heard).toEqual([{ ready: true }]);
  frame.close();
  expect(document.querySelector("iframe")).toBeNull();
});

const code = (text: string, language = "mermaid"): JSONContent => ({ type: "codeBlock", attrs: { language }, content: [{ type: "text", text }] });
const p = (text: string): JSONContent => ({ type: "paragraph", content: [{ type: "text", text }] });

function open(board: Board, content: JSONContent[], editable = true): Editor {
  return new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: [...schemaExtensions(), Diagrams.configure({ load: () => Promise.resolve({ board }), t: (key) => key })],
    editable,
    content: { type: "doc", content },
  });
}

test("the picture stands for the text until somebody goes into it; what cannot be drawn shows its text and why", async () => {
  const known = new Map<string, Drawn>();
  const drawings: string[] = [];
  const board: Board = {
    known: (source) => known.get(source),
    draw: (source) => {
      drawings.push(source);
      const drawn: Drawn = source.startsWith("graph")
        ? { kind: "picture", url: "data:,x", width: 1, height: 1, words: "A" }
        : { kind: "wrong", message: "<b>no</b>" };
      known.set(source, drawn);
      return Promise.resolve(drawn);
    },
  };
  const editor = open(board, [p("above"), code("graph TD"), code("const x", "js"), code("nonsense"), p("below")]);
  const hidden = (): boolean[] => [...editor.view.dom.querySelectorAll("pre")].map((one) => one.classList.contains("h-diagram-source"));
  await vi.advanceTimersByTimeAsync(10);
  expect(drawings).toEqual(["graph TD", "nonsense"]);
  expect(hidden()).toEqual([true, false, false]);
  expect(editor.view.dom.querySelector(".h-diagram-note code")!.textContent).toBe("<b>no</b>");
  expect(editor.getText()).toContain("graph TD");
  editor.view.dom.querySelector<HTMLElement>(".h-diagram button")!.click();
  expect(editor.state.selection.$from.parent.textContent).toBe("graph TD");
  expect(hidden()).toEqual([false, false, false]);
  // What is still written is drawn once it rests, and the old picture stays meanwhile.
  editor.commands.insertContent(";");
  expect(editor.view.dom.querySelectorAll(".h-diagram img")).toHaveLength(1);
  editor.commands.insertContent("A");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(drawings).toEqual(["graph TD", "nonsense", "graph TD;A"]);
  editor.destroy();
});

test("offline the text stays and that is said once; with the network back it is drawn", async () => {
  let online = false;
  let asked = 0;
  const known = new Map<string, Drawn>();
  const board: Board = {
    known: (source) => known.get(source),
    draw: (source) => {
      asked += 1;
      if (!online) return Promise.resolve({ kind: "away" });
      const drawn: Drawn = { kind: "picture", url: "data:,x", width: 1, height: 1, words: "A" };
      known.set(source, drawn);
      return Promise.resolve(drawn);
    },
  };
  const editor = open(board, [code("graph TD"), p("below")]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(1);
  expect(editor.view.dom.querySelector(".h-diagram-note")!.textContent).toBe("diagram.away");
  expect(editor.view.dom.querySelector("pre")!.classList.contains("h-diagram-source")).toBe(false);
  online = true;
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toBe(2);
  expect(editor.view.dom.querySelector(".h-diagram img")).not.toBeNull();
  editor.destroy();
});

test("a reader sees the picture alone, without a way into the text", async () => {
  const drawn: Drawn = { kind: "picture", url: "data:,x", width: 1, height: 1, words: "A" };
  const editor = open({ known: () => drawn, draw: () => Promise.resolve(drawn) }, [code("graph TD")], false);
  await vi.advanceTimersByTimeAsync(10);
  editor.view.dispatch(editor.state.tr.setMeta("x", 1));
  expect(editor.view.dom.querySelector(".h-diagram img")!.getAttribute("alt")).toBe("diagram.alt");
  expect(editor.view.dom.querySelector(".h-diagram button")).toBeNull();
  editor.destroy();
});
