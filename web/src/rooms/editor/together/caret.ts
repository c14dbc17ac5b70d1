import type { EditorView } from "@tiptap/pm/view";

/**
 * A key or a click moves the caret in the page at once, and the editor hears of it in a task of its own. Others' words and
 * carets that are drawn between the two put the caret back to where the editor last knew it: "End" is lost, and the
 * next letter stands in the wrong place. So it is read from the page first. Not while letters are being composed.
 */
export function readCaret(view: EditorView): void {
  if (view.composing) return;
  (view as unknown as { domObserver: { flush: () => void } }).domObserver.flush();
}
