import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";

export interface Asked {
  query: string;
  exact: boolean;
}

export interface Found {
  from: number;
  to: number;
}

export interface FindState extends Asked {
  found: readonly Found[];
  /** Which of them is the current one; -1 before there is one. */
  at: number;
}

/** So many are shown and counted; replacing all takes every one. */
export const MOST_SHOWN = 1_000;

const NONE: FindState = { query: "", exact: true, found: [], at: -1 };
const KEY = new PluginKey<FindState>("find");

export const findState = (state: EditorState): FindState => KEY.getState(state) ?? NONE;

function pattern({ query, exact }: Asked): RegExp {
  return new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), exact ? "gu" : "giu");
}

/** Where the words stand, each within one line; what is no letter (a mention, a formula) ends a match. */
export function search(doc: Node, asked: Asked, most = Infinity): Found[] {
  const found: Found[] = [];
  if (!asked.query) return found;
  const wanted = pattern(asked);
  doc.descendants((node, at) => {
    if (!node.isTextblock) return found.length < most;
    const text = node.textBetween(0, node.content.size, undefined, "\ufffc");
    for (const match of text.matchAll(wanted)) {
      if (found.length >= most) break;
      found.push({ from: at + 1 + match.index, to: at + 1 + match.index + match[0].length });
    }
    return false;
  });
  return found;
}

/** The first match at or behind a place, or else the first of all. */
const nearest = (found: readonly Found[], place: number): number =>
  found.length
    ? Math.max(
        0,
        found.findIndex(({ from }) => from >= place),
      )
    : -1;

/** Finds words in the document and shows where they are; what is found follows what is written meanwhile. */
export const Find = Extension.create({
  name: "find",
  addProseMirrorPlugins() {
    return [
      new Plugin<FindState>({
        key: KEY,
        state: {
          init: () => NONE,
          apply(tr, before, _, { doc }) {
            const next = tr.getMeta(KEY) as Partial<FindState> | undefined;
            if (!next && (!tr.docChanged || !before.query)) return before;
            const now = { ...before, ...next };
            if (!next || "query" in next || "exact" in next) {
              now.found = search(doc, now, MOST_SHOWN);
              const held = before.found[before.at];
              now.at = nearest(now.found, next ? (held?.from ?? tr.selection.from) : tr.mapping.map(held?.from ?? 0));
            }
            return now;
          },
        },
        props: {
          decorations(state) {
            const { found, at } = findState(state);
            if (!found.length) return null;
            const marks = found.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === at ? "h-found h-found-now" : "h-found" }));
            return DecorationSet.create(state.doc, marks);
          },
        },
      }),
    ];
  },
});

const tell = (editor: Editor, next: Partial<FindState>, tr: Transaction = editor.state.tr): void => editor.view.dispatch(tr.setMeta(KEY, next));

export function ask(editor: Editor, asked: Asked): void {
  tell(editor, asked);
  reveal(editor);
}

export function stopFinding(editor: Editor): void {
  const { found, at } = findState(editor.state);
  const here = found[at];
  tell(editor, NONE);
  // Who closes the search goes on where it was.
  if (here) editor.commands.setTextSelection(here);
}

export function step(editor: Editor, by: 1 | -1): void {
  const { found, at } = findState(editor.state);
  if (!found.length) return;
  tell(editor, { at: (at + by + found.length) % found.length });
  reveal(editor);
}

/** Replaces the current one, and goes to the next. */
export function replaceOne(editor: Editor, by: string): void {
  const { found, at } = findState(editor.state);
  const here = found[at];
  if (!here || !editor.isEditable) return;
  editor.view.dispatch(put(editor.state.tr, [here], by));
  const now = findState(editor.state);
  tell(editor, { at: nearest(now.found, here.from + by.length) });
  reveal(editor);
}

/** Replaces every one in one step of undo; returns how many. */
export function replaceAll(editor: Editor, by: string): number {
  const every = search(editor.state.doc, findState(editor.state));
  if (every.length && editor.isEditable) editor.view.dispatch(put(editor.state.tr, every, by));
  return every.length;
}

/** From the end, so that the places before stay right. What is put in looks as what was there. */
function put(tr: Transaction, places: readonly Found[], by: string): Transaction {
  for (const { from, to } of [...places].reverse()) {
    if (by) tr.insertText(by, from, to);
    else tr.delete(from, to);
  }
  return tr.setMeta("uiEvent", "replace");
}

function reveal(editor: Editor): void {
  const { found, at } = findState(editor.state);
  if (found[at]) show(editor.view, found[at].from);
}

/** Opens what is folded around a place, and brings it onto the screen. */
export function show(view: EditorView, at: number): void {
  const { node } = view.domAtPos(at);
  const element = node instanceof Element ? node : node.parentElement;
  for (
    let fold = element?.closest<HTMLElement>(".h-details:not(.is-open)");
    fold;
    fold = fold.parentElement?.closest<HTMLElement>(".h-details:not(.is-open)")
  ) {
    fold.classList.add("is-open");
    fold.querySelector(":scope > button")?.setAttribute("aria-expanded", "true");
    fold.querySelector(':scope > div > [data-type="detailsContent"]')?.dispatchEvent(new Event("toggleDetailsContent"));
  }
  element?.scrollIntoView?.({ block: "center" });
}
