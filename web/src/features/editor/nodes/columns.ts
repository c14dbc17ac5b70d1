import { type Editor, Node } from "@tiptap/core";
import { Fragment, type Node as Block, type ResolvedPos } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";

/** How many stand beside each other. A log may hold others, of two who changed them at once: all are shown. */
export const COUNTS = [2, 3, 4] as const;
export type Count = (typeof COUNTS)[number];

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    columns: {
      /** Puts the block at the caret into the first of so many columns; where there are columns, there are so many then. */
      setColumns: (count: Count) => ReturnType;
      /** Takes the columns around the caret away, and leaves what is in them, one below the other. */
      unsetColumns: () => ReturnType;
    };
  }
}

/** How deep the innermost column around a place is; 0 outside of all. */
export function columnDepth($at: ResolvedPos): number {
  for (let depth = $at.depth; depth > 0; depth--) if ($at.node(depth).type.name === "column") return depth;
  return 0;
}

interface Found {
  at: number;
  node: Block;
}

/** The columns around the caret, or those that are selected. */
export function columnsAt({ state: { selection } }: Editor): Found | null {
  const whole = (selection as { node?: Block }).node;
  if (whole?.type.name === "columns") return { at: selection.from, node: whole };
  const depth = columnDepth(selection.$from);
  return depth > 1 ? { at: selection.$from.before(depth - 1), node: selection.$from.node(depth - 1) } : null;
}

/** What columns hold, for so many of them: new ones are empty, and what was in those that go is in the last that stays. */
function redistributed(columns: Block, count: Count): Block[] {
  const { column, paragraph } = columns.type.schema.nodes;
  const kept = columns.children.slice(0, count);
  const over = columns.children.slice(count).flatMap((one) => one.children.filter((block) => !(block.isTextblock && block.content.size === 0)));
  if (over.length) kept.push(kept.pop()!.copy(Fragment.from([...columns.child(count - 1).children, ...over])));
  while (kept.length < count) kept.push(column!.create(null, paragraph!.create()));
  return kept;
}

/** Blocks beside each other; one below the other where there is no room. */
export const Columns = Node.create({
  name: "columns",
  group: "block",
  content: "column+",
  defining: true,
  parseHTML: () => [{ tag: 'div[data-type="columns"]' }],
  renderHTML: () => ["div", { "data-type": "columns", class: "h-columns" }, 0],
  addCommands() {
    return {
      setColumns:
        (count) =>
        ({ editor, state, tr, dispatch }) => {
          const { columns, column, paragraph } = state.schema.nodes;
          const there = columnsAt(editor);
          const { $from } = state.selection;
          if (!there && $from.depth === 0) return false;
          const at = there?.at ?? $from.before(1);
          const old = there?.node ?? $from.node(1);
          const empty = (): Block => column!.create(null, paragraph!.create());
          const inside = there ? redistributed(old, count) : [column!.create(null, old), ...Array.from({ length: count - 1 }, empty)];
          if (!dispatch) return true;
          const caret = there ? state.selection.from : state.selection.from + 2;
          tr.replaceWith(at, at + old.nodeSize, columns!.create(null, inside));
          tr.setSelection(Selection.near(tr.doc.resolve(Math.min(Math.max(caret, at + 2), tr.doc.content.size))));
          dispatch(tr.setMeta("uiEvent", "menu").scrollIntoView());
          return true;
        },
      unsetColumns:
        () =>
        ({ editor, tr, dispatch }) => {
          const there = columnsAt(editor);
          if (!there) return false;
          if (!dispatch) return true;
          tr.replaceWith(
            there.at,
            there.at + there.node.nodeSize,
            there.node.children.flatMap((one) => one.children),
          );
          tr.setSelection(Selection.near(tr.doc.resolve(Math.min(there.at + 1, tr.doc.content.size))));
          dispatch(tr.setMeta("uiEvent", "menu").scrollIntoView());
          return true;
        },
    };
  },
  markdownTokenName: "columns",
  markdownTokenizer: {
    name: "columns",
    level: "block",
    start: (source: string) => source.search(/^<!-- columns -->/m),
    tokenize(source, _, lexer) {
      const found = /^<!-- columns -->[ \t]*\n([\s\S]*?)\n<!-- \/columns -->[ \t]*(?:\n|$)/.exec(source);
      if (!found || found[1]!.includes("<!-- columns -->")) return undefined;
      const parts = found[1]!.split(/^<!-- column -->[ \t]*$/m);
      return { type: "columns", raw: found[0], tokens: parts.map((part) => ({ type: "column", raw: part, tokens: lexer.blockTokens(part.trim()) })) };
    },
  },
  parseMarkdown: (token, helpers) => helpers.createNode("columns", {}, helpers.parseChildren(token.tokens ?? [])),
});

export const Column = Node.create({
  name: "column",
  content: "block+",
  isolating: true,
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: 'div[data-type="column"]' }],
  renderHTML: () => ["div", { "data-type": "column", class: "h-column" }, 0],
  addKeyboardShortcuts() {
    const step = (by: -1 | 1) => (): boolean => {
      const { $from } = this.editor.state.selection;
      const depth = columnDepth($from);
      if (depth === 0 || $from.depth !== depth + 1) return false; // in a list or a table, Tab is theirs
      const index = $from.index(depth - 1) + by;
      const columns = $from.node(depth - 1);
      if (index < 0 || index >= columns.childCount) return false;
      let at = $from.start(depth - 1) + 1;
      for (let before = 0; before < index; before++) at += columns.child(before).nodeSize;
      return this.editor.commands.setTextSelection(Selection.near(this.editor.state.doc.resolve(at)).from);
    };
    return {
      Tab: step(1),
      "Shift-Tab": step(-1),
      // An empty column goes, and the last one leaves its blocks.
      Backspace: () => {
        const { selection } = this.editor.state;
        const depth = columnDepth(selection.$from);
        if (depth === 0 || !selection.empty) return false;
        const column = selection.$from.node(depth);
        if (column.childCount > 1 || !column.firstChild?.isTextblock || column.firstChild.content.size > 0) return false;
        const columns = selection.$from.node(depth - 1);
        if (columns.childCount <= 2) {
          const others = columns.children.filter((one) => one !== column).flatMap((one) => one.children);
          return this.editor.commands.command(({ tr }) => {
            const at = selection.$from.before(depth - 1);
            tr.replaceWith(at, at + columns.nodeSize, others.length ? others : column.children);
            tr.setSelection(Selection.near(tr.doc.resolve(at + 1)));
            return true;
          });
        }
        return this.editor.commands.command(({ tr }) => {
          const at = selection.$from.before(depth);
          tr.delete(at, at + column.nodeSize).setSelection(Selection.near(tr.doc.resolve(at), -1));
          return true;
        });
      },
    };
  },
  markdownTokenName: "column",
  parseMarkdown: (token, helpers) => {
    const inside = helpers.parseChildren(token.tokens ?? []);
    return helpers.createNode("column", {}, inside.length ? inside : [{ type: "paragraph" }]);
  },
});
