import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { Token } from "./highlight.ts";

type Tokens = (language: string | null, text: string) => Token[];

interface Painted {
  blocks: readonly Node[];
  set: DecorationSet;
}

const KEY = new PluginKey<Painted>("colours");
const NONE: Painted = { blocks: [], set: DecorationSet.empty };

/**
 * Colours in code blocks, as decorations: what is kept stays plain text. The highlighter comes with the first block that
 * names a language, and a block is read again only when it has changed.
 */
export const Colours = Extension.create({
  name: "colours",
  addProseMirrorPlugins() {
    let tokens: Tokens | null = null;
    const read = new WeakMap<Node, Token[]>();

    const paint = (doc: Node, before: Painted, moved: (set: DecorationSet) => DecorationSet): Painted => {
      const places: number[] = [];
      const blocks: Node[] = [];
      doc.descendants((node, at) => {
        if (node.type.spec.code && node.attrs.language) {
          blocks.push(node);
          places.push(at);
        }
        return !node.isTextblock;
      });
      if (!tokens || blocks.length === 0) return before.blocks.length ? NONE : before;
      if (blocks.length === before.blocks.length && blocks.every((block, i) => block === before.blocks[i])) return { blocks, set: moved(before.set) };
      const decorations = blocks.flatMap((block, i) => {
        let found = read.get(block);
        if (!found) read.set(block, (found = tokens!(block.attrs.language as string, block.textContent)));
        const start = places[i]! + 1;
        return found.map(({ from, to, kind }) => Decoration.inline(start + from, start + to, { class: `h-code-${kind}` }));
      });
      return { blocks, set: DecorationSet.create(doc, decorations) };
    };

    let asked = false;
    const fetchOnce = (view: EditorView): void => {
      if (asked) return;
      let wanted = false;
      view.state.doc.descendants((node) => {
        wanted ||= Boolean(node.type.spec.code && node.attrs.language);
        return !wanted && !node.isTextblock;
      });
      if (!wanted) return;
      asked = true;
      import("./highlight.ts").then(
        (highlight) => {
          tokens = highlight.tokens;
          if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(KEY, true).setMeta("addToHistory", false));
        },
        () => (asked = false),
      );
    };

    return [
      new Plugin<Painted>({
        key: KEY,
        state: {
          init: (_, { doc }) => paint(doc, NONE, (set) => set),
          apply: (transaction, before, _, { doc }) => {
            if (transaction.getMeta(KEY)) return paint(doc, NONE, (set) => set);
            return transaction.docChanged ? paint(doc, before, (set) => set.map(transaction.mapping, doc)) : before;
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.set },
        view: (view) => {
          fetchOnce(view);
          return { update: (now, old) => (now.state.doc === old.doc ? undefined : fetchOnce(now)) };
        },
      }),
    ];
  },
});
