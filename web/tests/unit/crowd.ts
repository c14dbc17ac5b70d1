import { type AnyExtension, Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { TextSelection } from "@tiptap/pm/state";
import * as Y from "yjs";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { Steps } from "../../src/features/editor/steps.ts";
import { CollaborationTogether } from "../../src/features/editor/together/together.ts";

const REMOTE = Symbol("from the others");

export type Extensions = (doc: Y.Doc) => AnyExtension[];

export const ours: Extensions = (document) => [...schemaExtensions(), Steps, CollaborationTogether.configure({ document })];
/** The same editor, with the binding as it comes. */
export const library: Extensions = (document) => [...schemaExtensions(), Steps, Collaboration.configure({ document })];

export function say(writer: Writer, text: string): void {
  for (const letter of text) {
    if (letter === "\n") writer.press("Enter");
    else writer.type(letter);
  }
}

/** One person at one editor. */
export class Writer {
  readonly editor: Editor;

  constructor(
    readonly name: number,
    readonly doc: Y.Doc,
    extensions: Extensions,
  ) {
    this.editor = new Editor({ element: document.createElement("div"), injectCSS: false, extensions: extensions(doc) });
  }

  /** Through the keymaps, as the browser would; what no keymap takes is done as the browser does it. */
  press(key: string, modifiers: { ctrlKey?: boolean; shiftKey?: boolean } = {}): void {
    const { view } = this.editor;
    const event = new KeyboardEvent("keydown", { key, ...modifiers });
    if (view.someProp("handleKeyDown", (handle) => handle(view, event))) return;
    const { from, to, empty } = view.state.selection;
    if (key === "Backspace" && !empty) view.dispatch(view.state.tr.deleteSelection());
    else if (key === "Backspace" && from > 1) view.dispatch(view.state.tr.delete(from - 1, to));
    else if (key === "Delete" && to < view.state.doc.content.size - 1) view.dispatch(view.state.tr.delete(from, to + 1));
  }

  type(letter: string): void {
    const { view } = this.editor;
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(letter, from, to);
    if (!view.someProp("handleTextInput", (handle) => handle(view, from, to, letter, insert))) view.dispatch(insert());
  }

  select(anchor: number, head = anchor): void {
    const { state, view } = this.editor;
    const within = (at: number) => state.doc.resolve(Math.max(0, Math.min(at, state.doc.content.size)));
    view.dispatch(state.tr.setSelection(TextSelection.between(within(anchor), within(head))));
  }

  get lines(): string[] {
    const lines: string[] = [];
    this.editor.state.doc.descendants((node) => {
      if (node.isTextblock) lines.push(node.textContent);
      return !node.isTextblock;
    });
    return lines;
  }

  /** The line that the caret stands in, with a bar where it stands. */
  get caret(): string {
    const { $head } = this.editor.state.selection;
    const text = $head.parent.textContent;
    return `${text.slice(0, $head.parentOffset)}|${text.slice($head.parentOffset)}`;
  }
}

/** Several people in one document. What is between them goes when it is told to. */
export interface Company {
  readonly writers: readonly Writer[];
  /** What they have written goes out. */
  send(writer: Writer): void | Promise<void>;
  hear(writer: Writer, most?: number): void | Promise<void>;
  /** Until nobody has anything left to say. */
  settle(): void | Promise<void>;
  close(): void | Promise<void>;
}

/** What is typed waits until it is sent; what others sent waits until it is heard. */
interface Ear {
  waiting: Uint8Array[];
  heard: number;
}

/** Company without a provider: a log between them that keeps one order, as the server's does. */
export class Crowd implements Company {
  readonly writers: Writer[] = [];
  readonly #ears = new Map<Writer, Ear>();
  readonly #log: { from: Writer; update: Uint8Array }[] = [];

  constructor(
    count: number,
    start: Uint8Array,
    ids: (n: number) => number,
    extensions: Extensions,
    private readonly apply: (doc: Y.Doc, update: Uint8Array, origin: unknown) => void = Y.applyUpdate,
  ) {
    for (let n = 0; n < count; n++) {
      const doc = new Y.Doc();
      doc.clientID = ids(n);
      Y.applyUpdate(doc, start, REMOTE);
      const ear: Ear = { waiting: [], heard: 0 };
      doc.on("update", (update: Uint8Array, origin: unknown) => origin === REMOTE || ear.waiting.push(update));
      const writer = new Writer(n, doc, extensions);
      this.writers.push(writer);
      this.#ears.set(writer, ear);
    }
  }

  /** What waits goes out as one update. */
  send(writer: Writer): void {
    const { waiting } = this.#ears.get(writer)!;
    if (waiting.length) this.#log.push({ from: writer, update: Y.mergeUpdates(waiting.splice(0)) });
  }

  hear(writer: Writer, most = Infinity): void {
    const ear = this.#ears.get(writer)!;
    for (; most > 0 && ear.heard < this.#log.length; most--) {
      const { from, update } = this.#log[ear.heard++]!;
      if (from === writer) continue;
      // As the provider does it.
      (writer.doc as unknown as { emit: (name: string, values: unknown[]) => void }).emit("arriving", [update]);
      this.apply(writer.doc, update, REMOTE);
    }
  }

  settle(): void {
    const open = ({ waiting, heard }: Ear): boolean => waiting.length > 0 || heard < this.#log.length;
    for (let rounds = 0; [...this.#ears.values()].some(open); rounds++) {
      if (rounds > 50) throw new Error("they answer each other for ever");
      for (const writer of this.writers) this.send(writer);
      for (const writer of this.writers) this.hear(writer);
    }
  }

  close(): void {
    for (const { editor, doc } of this.writers) {
      editor.destroy();
      doc.destroy();
    }
  }
}

/** A document of these lines, as the server would hand it out. */
export function written(lines: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  doc.getXmlFragment("default").insert(
    0,
    lines.map((line) => {
      const paragraph = new Y.XmlElement("paragraph");
      if (line) paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    }),
  );
  return Y.encodeStateAsUpdate(doc);
}
