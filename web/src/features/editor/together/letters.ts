import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";

/** One piece of a line replaced by another. */
interface Replaced {
  from: number;
  removed: number;
  added: number;
}

/**
 * What changed between two states of one line. Of the places that would explain a letter among equal ones ("hel|lo"), it
 * is the one at the caret: the letters' names decide where somebody else's caret stands. Without a caret the line was cut
 * or grew at its end.
 */
function replaced(before: Node, after: Node, caret: number): Replaced | null {
  const from = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (from === null || !end) return null;
  const tail = before.content.size - end.a;
  const grown = after.content.size - before.content.size;
  const least = Math.min(before.content.size, after.content.size);
  if (from + tail < least || grown === 0) return { from, removed: end.a - from, added: end.b - from };
  // Beginning and end overlap: any place between the two explains it.
  const choose = (at: number): number => Math.max(least - tail, Math.min(at, from));
  return grown > 0 ? { from: choose(caret - grown), removed: 0, added: grown } : { from: choose(caret), removed: -grown, added: 0 };
}

const onlyText = (node: Node, from: number, to: number): boolean => {
  let text = true;
  node.nodesBetween(from, to, (child) => void (text &&= child.isText));
  return text;
};

const attributesOf = (node: Node): Record<string, unknown> => Object.fromEntries(node.marks.map((mark) => [mark.type.name, mark.attrs]));

const sizeOf = (child: unknown): number => (child instanceof Y.XmlText ? child.length : 1);

/** The text of `block` that the letter before `offset` is part of, or one that is made for it. */
function textAt(block: Y.XmlElement, offset: number): { text: Y.XmlText; index: number } {
  const children = block.toArray();
  let at = 0;
  for (; at < children.length; at++) {
    const child = children[at];
    if (child instanceof Y.XmlText && offset <= child.length) return { text: child, index: offset };
    if (offset < sizeOf(child)) break;
    offset -= sizeOf(child);
  }
  const text = new Y.XmlText();
  block.insert(at, [text]);
  return { text, index: 0 };
}

export function removeLetters(block: Y.XmlElement, from: number, length: number): void {
  let start = 0;
  for (const child of block.toArray()) {
    const size = sizeOf(child);
    const first = Math.max(from, start);
    const last = Math.min(from + length, start + size);
    if (child instanceof Y.XmlText && first < last) child.delete(first - start, last - first);
    start += size;
  }
}

export function insertLetters(block: Y.XmlElement, at: number, letters: string, attributes?: Record<string, unknown>): void {
  const { text, index } = textAt(block, at);
  text.insert(index, letters, attributes);
}

/**
 * Letters typed or taken back within one line are written as just that. The binding compares whole lines instead, guesses
 * among equal letters, and makes one text of two that were begun at once, which loses what the other is typing into.
 * False when the change is another one, and the binding's to write.
 */
export function writeLetters(block: Y.XmlElement, before: Node, after: Node, caret: number): boolean {
  const change = replaced(before, after, caret);
  if (!change) return before.eq(after);
  const { from, removed, added } = change;
  if (!onlyText(before, from, from + removed) || !onlyText(after, from, from + added)) return false;
  // The same letters in another dress: a mark, which the binding writes.
  if (removed && before.textBetween(from, from + removed) === after.textBetween(from, from + added)) return false;
  if (removed) removeLetters(block, from, removed);
  let at = from;
  after.slice(from, from + added).content.forEach((piece) => {
    insertLetters(block, at, piece.text!, attributesOf(piece));
    at += piece.nodeSize;
  });
  return true;
}
