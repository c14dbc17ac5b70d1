import type { EditorView } from "@tiptap/pm/view";

interface Observer {
  flushingSoon: number;
  flush: () => void;
  forceFlush: () => void;
}

/**
 * A key or a click moves the caret in the page at once, and the editor hears of it in a task of its own. Others' words and
 * carets that are drawn between the two put the caret back to where the editor last knew it: "End" is lost, and the
 * next letter stands in the wrong place. So it is read from the page first. Not while letters are being composed.
 */
export function readCaret(view: EditorView): void {
  if (view.composing) return;
  const { domObserver } = view as unknown as { domObserver: Observer };
  if (domObserver.flushingSoon > -1) domObserver.forceFlush();
  else domObserver.flush();
}

/**
 * Keys come before the task in which the editor hears of the caret when the page is busy (a browser's queue of input goes
 * first), so "End" and then "Enter" would split the line where the caret was before "End".
 */
export function keyIsDown(view: EditorView, event: KeyboardEvent): boolean {
  if (event.keyCode !== 229) readCaret(view);
  return false;
}
