import { type AnyExtension, Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import * as Y from "yjs";

const REMOTE = Symbol("from the others");

/** One person at one editor. What is typed waits until it is sent; what others sent waits until it is heard. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly editor: Editor;
  readonly waiting: Uint8Array[] = [];
  heard = 0;

  constructor(
    readonly name: number,
    clientId: number,
    start: Uint8Array,
    extensions: (doc: Y.Doc) => AnyExtension[],
    private readonly apply: (doc: Y.Doc, update: Uint8Array, origin: unknown) => void,
  ) {
    this.doc.clientID = clientId;
    Y.applyUpdate(this.doc, start, REMOTE);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => origin === REMOTE || this.waiting.push(update));
    this.editor = new Editor({ element: document.createElement("div"), injectCSS: false, extensions: extensions(this.doc) });
  }

  hear(update: Uint8Array): void {
    // As the provider does it.
    (this.doc as unknown as { emit: (name: string, values: unknown[]) => void }).emit("arriving", [update]);
    this.apply(this.doc, update, REMOTE);
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

/** Several people in one document, and a log between them that keeps one order, as the server's does. */
export class Crowd {
  readonly writers: Writer[] = [];
  readonly #log: { from: number; update: Uint8Array }[] = [];

  constructor(count: number, start: Uint8Array, ids: (n: number) => number, extensions: (doc: Y.Doc) => AnyExtension[], apply: (doc: Y.Doc, update: Uint8Array, origin: unknown) => void = Y.applyUpdate) {
    for (let n = 0; n < count; n++) this.writers.push(new Writer(n, ids(n), start, extensions, apply));
  }

  /** What waits goes out as one update. */
  send(writer: Writer): void {
    if (writer.waiting.length) this.#log.push({ from: writer.name, update: Y.mergeUpdates(writer.waiting.splice(0)) });
  }

  hear(writer: Writer, most = Infinity): void {
    for (; most > 0 && writer.heard < this.#log.length; most--) {
      const { from, update } = this.#log[writer.heard++]!;
      if (from !== writer.name) writer.hear(update);
    }
  }

  /** Until nobody has anything left to say. */
  settle(): void {
    for (let rounds = 0; this.writers.some((writer) => writer.waiting.length > 0 || writer.heard < this.#log.length); rounds++) {
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
