import type { Place } from "@hearth/provider";
import type { Editor } from "@tiptap/react";
import type { Awareness } from "y-protocols/awareness";

const REST = 250;
const NOWHERE: Place = { at: null, from: 0, to: -1 };

interface Block {
  getBoundingClientRect(): { top: number; bottom: number };
}

/**
 * Tells the others where we are and what we see, in blocks from the top: whoever writes where nobody looks sends
 * seldom (L17). The caret's block is told as it changes, the screen once it has come to rest.
 */
export function followSight(editor: Editor, awareness: Awareness): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let screen: Pick<Place, "from" | "to"> | null = null;
  let blocks = editor.state.doc.childCount;
  let told = "";

  const tell = (): void => {
    if (!screen) return; // who has said nothing yet is taken for near
    const at = editor.isFocused ? editor.state.selection.$head.index(0) : null;
    const place: Place = document.visibilityState === "visible" ? { at, ...screen } : NOWHERE;
    const text = JSON.stringify(place);
    if (text === told) return;
    told = text;
    awareness.setLocalStateField("place", place);
  };
  const look = (): void => {
    timer = undefined;
    if (editor.isDestroyed) return;
    screen = onScreen(editor.view.dom.children, 0, innerHeight);
    tell();
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, REST);
  };
  const changed = (): void => {
    const now = editor.state.doc.childCount;
    if (now !== blocks) later();
    blocks = now;
    tell();
  };

  editor.on("transaction", changed);
  editor.on("focus", tell);
  editor.on("blur", tell);
  document.addEventListener("scroll", later, { capture: true, passive: true });
  document.addEventListener("visibilitychange", later);
  addEventListener("resize", later);
  later();
  return () => {
    clearTimeout(timer);
    editor.off("transaction", changed);
    editor.off("focus", tell);
    editor.off("blur", tell);
    document.removeEventListener("scroll", later, { capture: true });
    document.removeEventListener("visibilitychange", later);
    removeEventListener("resize", later);
    awareness.setLocalStateField("place", null);
  };
}

/** The first and the last of blocks, one below the other, that show between two heights; asks few of them. */
export function onScreen(blocks: ArrayLike<Block>, top: number, bottom: number): Pick<Place, "from" | "to"> {
  const from = first(blocks, (box) => box.bottom > top);
  const to = first(blocks, (box) => box.top >= bottom) - 1;
  return from <= to ? { from, to } : { from: 0, to: -1 };
}

function first(blocks: ArrayLike<Block>, holds: (box: { top: number; bottom: number }) => boolean): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(blocks[middle]!.getBoundingClientRect())) high = middle;
    else low = middle + 1;
  }
  return low;
}
