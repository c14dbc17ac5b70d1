import type { Editor } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";

/** The block the caret is in changes places with its neighbour. */
export function moveBlock(editor: Editor, by: -1 | 1): boolean {
  const { state } = editor;
  const { $from } = state.selection;
  const depth = blockDepth(editor);
  const parent = $from.node(depth - 1);
  const index = $from.index(depth - 1);
  const other = index + by;
  if (other < 0 || other >= parent.childCount) return true;
  const node = parent.child(index);
  // A block that was just dropped is selected as a whole, and the selection stands before it.
  const whole = $from.depth < depth;
  const from = whole ? $from.pos : $from.before(depth);
  const target = by < 0 ? from - parent.child(other).nodeSize : from + parent.child(other).nodeSize;
  const offset = state.selection.from - from;
  const transaction = state.tr.delete(from, from + node.nodeSize).insert(target, node);
  const { doc } = transaction;
  transaction
    .setSelection(whole ? NodeSelection.create(doc, target) : TextSelection.near(doc.resolve(Math.min(target + offset, doc.content.size))))
    .scrollIntoView();
  editor.view.dispatch(transaction);
  return true;
}

/** In a list it is the item that moves, elsewhere the block of the page or of a column. */
function blockDepth(editor: Editor): number {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const name = $from.node(depth).type.name;
    if (name === "listItem" || name === "taskItem") return depth;
    if (name === "column") return depth + 1;
  }
  return 1;
}
