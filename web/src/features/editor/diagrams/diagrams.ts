import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { findState } from "../find.ts";
import type { Drawing, Drawn } from "./drawing.ts";
import { show } from "./show.ts";

export const LANGUAGE = "mermaid";
const PAUSE = 400;
const KEY = new PluginKey<Shown[]>("diagrams");

interface Shown {
  at: number;
  node: Node;
  source: string;
  /** What is drawn of it, or of what it was before: that stays until there is something better. */
  drawn: Drawn | null;
}

export type Board = Pick<Drawing, "known" | "draw">;
type Words = (key: string, values?: Record<string, unknown>) => string;

const isDark = (): boolean => document.documentElement.dataset.mantineColorScheme === "dark";

/**
 * What code in Mermaid's language says, drawn below it. The text is the document's, as with any code: it is written together,
 * and every form of the document has it. Who is not in it sees the drawing alone; one that cannot be drawn shows its text.
 */
export const Diagrams = Extension.create<{ load: () => Promise<{ board: Board }>; t: Words }>({
  name: "diagrams",
  addOptions: () => ({ load: () => import("./board.ts"), t: (key) => key }),
  addProseMirrorPlugins() {
    const { load, t } = this.options;
    const { editor } = this;
    let board: Board | null = null;

    const look = (doc: Node, before: readonly Shown[]): Shown[] => {
      const found: Shown[] = [];
      doc.descendants((node, at) => {
        if (node.type.spec.code && String(node.attrs.language).toLowerCase() === LANGUAGE) {
          const source = node.textContent;
          const drawn = board?.known(source, isDark()) ?? before.find((one) => one.at === at)?.drawn ?? null;
          found.push({ at, node, source, drawn });
        }
        return !node.isTextblock;
      });
      return found.length || before.length ? found : (before as Shown[]);
    };

    const isOpen = (state: EditorState, { at, node }: Shown): boolean => {
      const { from, to } = state.selection;
      return (editor.isEditable && from <= at + node.nodeSize && to >= at && to > at && from < at + node.nodeSize) || findState(state).query !== "";
    };
    const decorations = (state: EditorState): DecorationSet | null => {
      const shown = KEY.getState(state) ?? [];
      if (!shown.length) return null;
      return DecorationSet.create(
        state.doc,
        shown.flatMap((one) => {
          const { at, node, source, drawn } = one;
          if (!source.trim()) return [];
          const end = at + node.nodeSize;
          const made = Decoration.widget(end, (view, place) => show(view, place, drawn, t), {
            side: -1,
            key: drawn ? `${drawn.kind} ${"url" in drawn ? drawn.url : "message" in drawn ? drawn.message : ""}` : "drawing",
            ignoreSelection: true,
            stopEvent: () => true,
          });
          return drawn?.kind === "picture" && !isOpen(state, one) ? [Decoration.node(at, end, { class: "h-diagram-source" }), made] : [made];
        }),
      );
    };

    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const draw = async (view: EditorView, source: string): Promise<void> => {
      timers.delete(source);
      try {
        board ??= (await load()).board;
        await board.draw(source, isDark());
      } catch {
        return; // offline before the first diagram: its text stays
      }
      if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(KEY, true).setMeta("addToHistory", false));
    };
    const wish = (view: EditorView): void => {
      const shown = (KEY.getState(view.state) ?? []).filter(({ source }) => source.trim() && !board?.known(source, isDark()));
      // Of what is still written, only the last is drawn.
      for (const [source, timer] of timers) if (!shown.some((one) => one.source === source)) clearTimeout(timer), timers.delete(source);
      for (const { source, drawn } of shown)
        if (!timers.has(source))
          timers.set(
            source,
            setTimeout(() => void draw(view, source), drawn ? PAUSE : 0),
          );
    };

    return [
      new Plugin<Shown[]>({
        key: KEY,
        state: {
          init: (_, { doc }) => look(doc, []),
          apply: (tr, before, _, { doc }) => {
            if (!tr.docChanged && !tr.getMeta(KEY)) return before;
            return look(
              doc,
              before.map((one) => ({ ...one, at: tr.mapping.map(one.at) })),
            );
          },
        },
        props: {
          decorations,
          handleKeyDown(view, event) {
            const by = STEPS[event.key];
            if (!by || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !view.state.selection.empty) return false;
            const { $head } = view.state.selection;
            if ($head.depth === 0 || !view.endOfTextblock(by.edge)) return false;
            const place = by.on ? $head.after() : $head.before();
            const node = by.on ? view.state.doc.resolve(place).nodeAfter : view.state.doc.resolve(place).nodeBefore;
            if (!KEY.getState(view.state)?.some((one) => one.node === node)) return false;
            view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, by.on ? place + 1 : place - 1)).scrollIntoView());
            return true;
          },
        },
        view(view) {
          const scheme = new MutationObserver(() => view.dispatch(view.state.tr.setMeta(KEY, true).setMeta("addToHistory", false)));
          scheme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });
          wish(view);
          return {
            update: (now, old) => (KEY.getState(now.state) === KEY.getState(old) ? undefined : wish(now)),
            destroy: () => {
              scheme.disconnect();
              for (const timer of timers.values()) clearTimeout(timer);
            },
          };
        },
      }),
    ];
  },
});

const STEPS: Record<string, { edge: "up" | "down" | "left" | "right"; on: boolean }> = {
  ArrowDown: { edge: "down", on: true },
  ArrowRight: { edge: "right", on: true },
  ArrowUp: { edge: "up", on: false },
  ArrowLeft: { edge: "left", on: false },
};
