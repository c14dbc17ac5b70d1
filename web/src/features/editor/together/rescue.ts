import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { insertLetters, removeLetters } from "./letters.ts";
import type { DeleteSet, Moves } from "./moves.ts";
import { blockOf, holds, idAt, inline, itemOf, shows } from "./places.ts";

/** Letters of one's own that somebody else's cut or join did not know of, and what they were typed after. */
interface Stray {
  block: Y.XmlElement;
  left: Y.ID | null;
  text: string;
  ids: Y.ID[];
  /** Still there, beside letters that went elsewhere. */
  alive: boolean;
}

/** Between a letter of a word and the next, which is one's own to carry, somebody else wrote who did not know the next. */
function parted(item: Y.Item, last: Y.ID | null, between: Y.Item | null, moves: Moves): boolean {
  if (item.deleted || !last || !between || !moves.follows(last, item.id)) return false;
  // Theirs follow a letter that was carried: their author brings them away.
  if (between.origin && moves.names.went(between.origin)) return false;
  return between.rightOrigin === null || !holds(item, between.rightOrigin);
}

function straysIn(block: Y.XmlElement, transaction: Y.Transaction, known: DeleteSet, moves: Moves): Stray[] {
  const me = transaction.doc.clientID;
  const strays: Stray[] = [];
  let left: Y.ID | null = null;
  let open = null as Stray | null;
  let last: Y.ID | null = null;
  let between: Y.Item | null = null;
  for (const item of inline(block)) {
    const { content } = item;
    if (!(content instanceof Y.ContentString)) {
      if (shows(item)) open = null;
      continue;
    }
    // What came and was gone again nobody here has written after.
    if (item.deleted && moves.isNew(item.id)) continue;
    const apart = item.id.client === me && parted(item, last, between, moves);
    if (apart) [left, open] = [last, null];
    if (!item.deleted && moves.isNew(item.id)) between ??= item;
    else if (!item.deleted) [last, between] = [idAt(item, item.length - 1), null];
    for (let offset = 0; offset < item.length; offset++) {
      const id = idAt(item, offset);
      const drowned = item.deleted && Y.isDeleted(transaction.deleteSet, id) && !Y.isDeleted(known, id);
      const behind: boolean = !item.deleted && (apart || (open?.alive ?? (left !== null && moves.names.went(left) !== null)));
      if (id.client === me && id.clock < (transaction.beforeState.get(me) ?? 0) && (drowned || behind)) {
        if (open?.alive !== behind) open = null;
        if (!open) strays.push((open = { block, left, text: "", ids: [], alive: behind }));
        open.text += content.str[offset]!;
        open.ids.push(id);
      } else if (!item.deleted || Y.isDeleted(transaction.deleteSet, id)) [left, open] = [id, null];
    }
  }
  return strays;
}

function offsetAfter(block: Y.XmlElement, id: Y.ID): number {
  let offset = 0;
  for (const item of inline(block)) {
    if (holds(item, id)) return offset + (shows(item) ? id.clock - item.id.clock + 1 : 0);
    if (shows(item)) offset += item.length;
  }
  return offset;
}

function idsAt(block: Y.XmlElement, from: number, length: number): Y.ID[] {
  const ids: Y.ID[] = [];
  for (const item of inline(block)) if (shows(item)) for (let n = 0; n < item.length; n++) ids.push(idAt(item, n));
  return ids.slice(from, from + length);
}

/** A line of its own, where the one was that is gone. */
function lineInsteadOf(block: Y.XmlElement): Y.XmlElement | null {
  const item = block._item;
  const parent = item?.parent;
  if (!item || !(parent instanceof Y.XmlFragment) || parent._item?.deleted) return null;
  let at = 0;
  for (let before = item.left; before; before = before.left) if (shows(before)) at += before.length;
  const line = new Y.XmlElement(block.nodeName);
  parent.insert(at, [line]);
  return line;
}

/**
 * After somebody else's change was applied: letters that one has typed meanwhile into a line which they cut or joined
 * follow that line. Whoever typed them brings them, and nobody else, so that they come once. `known` is what the other
 * has deleted knowingly; without it nothing is taken for a stray.
 */
export function bringStrays(transaction: Y.Transaction, known: DeleteSet, moves: Moves): void {
  const blocks = new Set([...moves.removed, ...moves.added].map(({ block }) => block));
  const strays = [...blocks].flatMap((block) => straysIn(block, transaction, known, moves));
  if (!strays.length) return;
  const { doc } = transaction;
  doc.transact(() => {
    for (const { block, left, text, ids, alive } of strays) {
      const now = left && moves.names.went(left);
      const after = now ? moves.along(now) : alive ? left : null;
      const item = after && itemOf(doc, after);
      const line = item ? blockOf(item) : alive || !block._item?.deleted ? null : lineInsteadOf(block);
      if (!line) continue;
      if (alive) removeLetters(block, offsetAfter(block, ids[0]!) - 1, ids.length);
      const at = after ? offsetAfter(line, after) : 0;
      insertLetters(line, at, text);
      idsAt(line, at, text.length).forEach((id, n) => moves.names.add(ids[n]!, id));
    }
  }, ySyncPluginKey);
}
