import type { Editor } from "@tiptap/core";

/** Between the title and the text there is no wall: keys go from one to the other as within a page. */

/** Whether this key, pressed where the caret stands, leads out of the text and up to the title. */
export function leavesUpward(editor: Editor, key: string): boolean {
  const { selection } = editor.state;
  const { $from, empty } = selection;
  // In the first block of the text, which is a plain paragraph or a heading and not a part of a list or a table.
  if (!empty || $from.depth !== 1 || $from.index(0) !== 0) return false;
  if (key === "ArrowUp") return editor.view.endOfTextblock("up");
  // A heading or a piece of code first becomes a paragraph, as everywhere.
  return key === "Backspace" && $from.parentOffset === 0 && $from.parent.type.name === "paragraph";
}

/** An empty first line goes with the key that leaves it, when there are others. */
export function dropEmptyFirst(editor: Editor): void {
  const first = editor.state.doc.firstChild;
  if (first?.type.name === "paragraph" && first.content.size === 0 && editor.state.doc.childCount > 1) {
    editor.view.dispatch(editor.state.tr.delete(0, first.nodeSize));
  }
}

/** What stood behind the caret in the title becomes the first line of the text, with the caret before it. */
export function beginWith(editor: Editor, words: string): void {
  const first = editor.state.doc.firstChild;
  const bare = first?.type.name === "paragraph" && first.content.size === 0;
  const line = { type: "paragraph", content: [{ type: "text", text: words }] };
  editor
    .chain()
    .insertContentAt(bare ? { from: 0, to: first.nodeSize } : 0, line)
    .focus(1)
    .run();
}
