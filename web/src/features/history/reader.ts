import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { createContentComponent, Editor } from "@tiptap/react";
import { Colours } from "../editor/colours.ts";
import { schemaExtensions } from "../editor/extensions.ts";
import type { Happened, Stretch } from "./merge.ts";

const KEY = new PluginKey<DecorationSet>("changes");
const ELEMENTS: Record<Happened, string> = { added: "ins", removed: "del", restyled: "span" };

/** The page on which earlier words are shown: the editor's own, without a pen. */
export class Reader {
  readonly content = createContentComponent();
  readonly host = document.createElement("div");
  readonly #editor: Editor;

  /** `said`: what a screen reader hears before a stretch. */
  constructor(private readonly said: (happened: Happened) => string) {
    this.#editor = new Editor({
      element: null,
      extensions: [...schemaExtensions(), Colours, Changes],
      editable: false,
      injectCSS: false,
      textDirection: "auto",
    });
    Object.assign(this.#editor, { contentComponent: this.content });
    this.#editor.mount(this.host);
  }

  show(doc: Node, stretches: readonly Stretch[], label: string): void {
    const { view, state, schema } = this.#editor;
    this.#editor.setOptions({ editorProps: { attributes: { class: "h-doc h-read", "aria-label": label, role: "article", tabindex: "-1" } } });
    const text = schema.nodeFromJSON(doc.toJSON());
    const transaction = state.tr.replaceWith(0, state.doc.content.size, text.content);
    view.dispatch(transaction.setMeta(KEY, this.#decorations(transaction.doc, stretches)).setMeta("addToHistory", false));
  }

  destroy(): void {
    this.#editor.destroy();
    this.host.remove();
  }

  #decorations(doc: Node, stretches: readonly Stretch[]): DecorationSet {
    const found = stretches.map(({ from, to, happened, block }) => {
      if (block) return Decoration.node(from, to, { class: `h-block-${happened}` });
      return Decoration.inline(from, to, { nodeName: ELEMENTS[happened], class: `h-${happened}`, "data-said": this.said(happened) });
    });
    return DecorationSet.create(doc, found);
  }
}

const Changes = Extension.create({
  name: "changes",
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, set) =>
            (transaction.getMeta(KEY) as DecorationSet | undefined) ?? (transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set),
        },
        props: { decorations: (state) => KEY.getState(state) },
      }),
    ];
  },
});
