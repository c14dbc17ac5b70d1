import type { Editor } from "@tiptap/core";
import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import { NodeSelection, Selection, type Transaction } from "@tiptap/pm/state";
import { moveBlock } from "./move.ts";
import { columnDepth } from "./nodes/columns.ts";

/** What a block can become. */
export const KINDS = [
  "paragraph",
  "heading1",
  "heading2",
  "heading3",
  "bulletList",
  "orderedList",
  "taskList",
  "blockquote",
  "callout",
  "details",
  "codeBlock",
] as const;
export type Kind = (typeof KINDS)[number];

const ITEMS: Record<string, string> = { bulletList: "listItem", orderedList: "listItem", taskList: "taskItem" };
const TURNS = new Set(["paragraph", "heading", "bulletList", "orderedList", "taskList", "blockquote", "callout", "details", "codeBlock"]);

export const canTurn = (node: Node): boolean => TURNS.has(node.type.name);

interface Block {
  at: number;
  node: Node;
}

/** The block of the page, or of a column, that holds the caret: in a list the item, unless `outermost`. */
export function currentBlock(editor: Editor, outermost: boolean): Block | null {
  const { selection } = editor.state;
  const { $from } = selection;
  const place = columnDepth($from);
  if ($from.depth === place) return selection instanceof NodeSelection ? { at: selection.from, node: selection.node } : null;
  let depth = place + 1;
  for (let level = $from.depth; !outermost && level > place + 1; level--) {
    if ($from.node(level).type.name === "listItem" || $from.node(level).type.name === "taskItem") {
      depth = level;
      break;
    }
  }
  return { at: $from.before(depth), node: $from.node(depth) };
}

/** Puts the caret into a block, unless it is there. */
export function goInto(editor: Editor, at: number): void {
  const { doc, selection, tr } = editor.state;
  const node = doc.nodeAt(at);
  if (!node || (node.type.name !== "columns" && selection.from > at && selection.to < at + node.nodeSize)) return;
  // Columns hold places of their own: what is meant is all of them.
  editor.view.dispatch(tr.setSelection(node.isLeaf || node.type.name === "columns" ? NodeSelection.create(doc, at) : Selection.near(doc.resolve(at + 1))));
}

export function turnInto(editor: Editor, kind: Kind): boolean {
  const block = currentBlock(editor, true);
  if (!block || !canTurn(block.node)) return false;
  const made = turned(editor.schema, block.node, kind);
  const { tr } = editor.state;
  tr.replaceWith(block.at, block.at + block.node.nodeSize, made);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(block.at + 1, tr.doc.content.size))));
  return act(editor, tr);
}

export function duplicateBlock(editor: Editor, outermost: boolean): boolean {
  const block = currentBlock(editor, outermost);
  if (!block) return false;
  const { tr, selection } = editor.state;
  const behind = block.at + block.node.nodeSize;
  tr.insert(behind, block.node);
  const caret = selection.from - block.at + behind;
  tr.setSelection(
    selection instanceof NodeSelection && selection.from === block.at ? NodeSelection.create(tr.doc, behind) : Selection.near(tr.doc.resolve(caret)),
  );
  return act(editor, tr);
}

export function deleteBlock(editor: Editor, outermost: boolean): boolean {
  const block = currentBlock(editor, outermost);
  if (!block) return false;
  const { doc, tr } = editor.state;
  const $at = doc.resolve(block.at);
  // The last item goes with its list, and the last block leaves an empty line.
  const emptied = $at.parent.childCount === 1 && $at.depth > 0;
  if (emptied && $at.parent.type.name === "column") tr.replaceWith(block.at, block.at + block.node.nodeSize, editor.schema.nodes.paragraph!.create());
  else if (emptied) tr.delete($at.before(), $at.after());
  else tr.delete(block.at, block.at + block.node.nodeSize);
  if (tr.doc.childCount === 0) tr.insert(0, editor.schema.nodes.paragraph!.create());
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(block.at, tr.doc.content.size))));
  return act(editor, tr);
}

/** Of a list that was chosen by its grip, the whole list moves. */
export function moveWhole(editor: Editor, by: -1 | 1, outermost: boolean): boolean {
  const block = currentBlock(editor, outermost);
  if (!block || !outermost) return moveBlock(editor, by);
  const { doc, tr, selection } = editor.state;
  const $at = doc.resolve(block.at);
  const other = $at.index() + by;
  if (other < 0 || other >= $at.parent.childCount) return true;
  const target = by < 0 ? block.at - $at.parent.child(other).nodeSize : block.at + $at.parent.child(other).nodeSize;
  tr.delete(block.at, block.at + block.node.nodeSize).insert(target, block.node);
  const caret = target + selection.from - block.at;
  tr.setSelection(
    selection instanceof NodeSelection && selection.from === block.at ? NodeSelection.create(tr.doc, target) : Selection.near(tr.doc.resolve(caret)),
  );
  return act(editor, tr);
}

/** Undone alone, however quickly it follows on letters (see `steps.ts`). */
function act(editor: Editor, tr: Transaction): true {
  editor.view.dispatch(tr.setMeta("uiEvent", "menu").scrollIntoView());
  return true;
}

// --- what becomes of the words ------------------------------------------------------------------------------------------

function turned(schema: Schema, node: Node, kind: Kind): Node[] {
  const make = (name: string, content?: readonly Node[] | Fragment, attrs?: Record<string, unknown>): Node => schema.nodes[name]!.create(attrs, content);
  switch (kind) {
    case "paragraph":
      return lines(schema, node);
    case "heading1":
    case "heading2":
    case "heading3":
      return lines(schema, node).map((line) =>
        line.type.name === "paragraph" ? make("heading", line.content, { ...line.attrs, level: Number(kind.at(-1)) }) : line,
      );
    case "bulletList":
    case "orderedList":
    case "taskList":
      if (node.type.name in ITEMS) return [relisted(schema, node, kind)];
      return [
        make(
          kind,
          lines(schema, node).map((line) => make(ITEMS[kind]!, line.type.name === "paragraph" ? [line] : [make("paragraph"), line])),
        ),
      ];
    case "blockquote":
    case "callout":
      return [make(kind, unwrapped(schema, node))];
    case "details": {
      if (node.type.name === "details") return [node];
      const [first, ...rest] = lines(schema, node);
      const words = first!.textContent;
      const content = first!.type.name === "paragraph" ? rest : [first!, ...rest];
      return [
        make("details", [make("detailsSummary", words ? [schema.text(words)] : []), make("detailsContent", content.length ? content : [make("paragraph")])]),
      ];
    }
    case "codeBlock": {
      const words = lines(schema, node)
        .map((line) => line.textBetween(0, line.content.size, "\n", (leaf) => (leaf.type.name === "hardBreak" ? "\n" : leaf.textContent)))
        .join("\n");
      return [node.type.name === "codeBlock" ? node : make("codeBlock", words ? [schema.text(words)] : [])];
    }
  }
}

/** The lines of a block as paragraphs; what is no line (a table, a picture) stays what it is. */
function lines(schema: Schema, node: Node): Node[] {
  const paragraph = schema.nodes.paragraph!;
  switch (node.type.name) {
    case "paragraph":
    case "heading":
      return [paragraph.create({ textAlign: node.attrs.textAlign as unknown }, node.content)];
    case "detailsSummary":
      return node.content.size ? [paragraph.create(null, node.content)] : [];
    case "codeBlock":
      return node.textContent.split("\n").map((line) => paragraph.create(null, line ? [schema.text(line)] : []));
    case "bulletList":
    case "orderedList":
    case "taskList":
    case "listItem":
    case "taskItem":
    case "blockquote":
    case "callout":
    case "details":
    case "detailsContent":
    case "columns":
    case "column":
      return node.children.flatMap((child) => lines(schema, child));
  }
  return [node];
}

/** What stands in a box, without the box. */
function unwrapped(schema: Schema, node: Node): readonly Node[] {
  if (node.type.name === "blockquote" || node.type.name === "callout") return node.children;
  return node.type.name === "details" ? lines(schema, node) : [node];
}

/** Another kind of list, with what is nested in it. */
function relisted(schema: Schema, list: Node, kind: string): Node {
  const items = list.children.map((item) =>
    schema.nodes[ITEMS[kind]!]!.create(
      null,
      item.children.map((child) => (child.type.name in ITEMS ? relisted(schema, child, kind) : child)),
    ),
  );
  return schema.nodes[kind]!.create(null, items);
}
