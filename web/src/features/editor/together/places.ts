import type { Node, ResolvedPos } from "@tiptap/pm/model";
import type { ProsemirrorBinding } from "@tiptap/y-tiptap";
import * as Y from "yjs";

/** What a place needs to know of the binding: the shared words, and which of their elements are shown. */
export type Shown = Pick<ProsemirrorBinding, "type" | "mapping">;

/**
 * A place among the words, by what stands on either side of it. A caret follows what it was typed after: that is where
 * the next letter belongs, whatever others do around it.
 */
export interface Place {
  block: Y.XmlElement;
  left: Y.ID | null;
  right: Y.ID | null;
}

/** Where letters went that somebody took out of one block and put into another (`moves.ts`). */
export type Went = (id: Y.ID) => Y.ID | null;
export const NOWHERE: Went = () => null;

export const holds = (item: { id: Y.ID; length: number }, id: Y.ID): boolean =>
  item.id.client === id.client && item.id.clock <= id.clock && id.clock < item.id.clock + item.length;

export const idAt = (item: Y.Item, offset: number): Y.ID => Y.createID(item.id.client, item.id.clock + offset);

const typeOf = (item: Y.Item): unknown => (item.content instanceof Y.ContentType ? item.content.type : null);

export const shows = (item: Y.Item): boolean => !item.deleted && item.countable;

/** Letters, pictures and names of one block in their order, with what was deleted between them. */
export function* inline(block: Y.XmlElement): Generator<Y.Item> {
  for (let child = block._start; child; child = child.right) {
    const type = typeOf(child);
    if (!(type instanceof Y.XmlText)) yield child;
    else for (let item = type._start; item; item = item.right) if (!(item.content instanceof Y.ContentFormat)) yield item;
  }
}

/** The element that `item` stands in as part of a line. */
export function blockOf(item: Y.Item): Y.XmlElement | null {
  let parent = item.parent;
  if (parent instanceof Y.XmlText) parent = parent._item?.parent ?? null;
  return parent instanceof Y.XmlElement ? parent : null;
}

export function itemOf(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (Y.getState(doc.store, id.client) <= id.clock) return null;
  const found = Y.getItem(doc.store, id) as Y.Item | Y.GC;
  return found instanceof Y.Item ? found : null;
}

const elements = (parent: Y.XmlFragment, { mapping }: Shown): Y.XmlElement[] =>
  parent.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && mapping.has(child));

/** The shared element of the block that `$pos` is in. */
export function blockAt($pos: ResolvedPos, shown: Shown): Y.XmlElement | null {
  let found: Y.XmlFragment | undefined = shown.type;
  for (let depth = 0; depth < $pos.depth && found; depth++) {
    const next: Y.XmlElement | undefined = elements(found, shown)[$pos.index(depth)];
    found = next?.nodeName === $pos.node(depth + 1).type.name ? next : undefined;
  }
  return found instanceof Y.XmlElement && $pos.parent.isTextblock ? found : null;
}

export function placeOf($pos: ResolvedPos, shown: Shown): Place | null {
  const block = blockAt($pos, shown);
  if (!block) return null;
  const place: Place = { block, left: null, right: null };
  let before = $pos.parentOffset;
  for (const item of inline(block)) {
    if (!shows(item)) continue;
    if (before < item.length) {
      if (before > 0) place.left = idAt(item, before - 1);
      place.right = idAt(item, before);
      break;
    }
    before -= item.length;
    place.left = idAt(item, item.length - 1);
  }
  return place;
}

/** Where the content of `block` begins in `doc`, which shows what is shared. */
export function startOf(block: Y.XmlElement, shown: Shown, doc: Node): number | null {
  const path: number[] = [];
  for (let at: Y.XmlFragment = block; at !== shown.type; ) {
    const item: Y.Item | null = at._item;
    if (!item || item.deleted) return null;
    const parent = item.parent as Y.XmlFragment;
    path.unshift(elements(parent, shown).indexOf(at as Y.XmlElement));
    at = parent;
  }
  let start = 0;
  let node = doc;
  for (const index of path) {
    if (index < 0 || index >= node.childCount) return null;
    for (let before = 0; before < index; before++) start += node.child(before).nodeSize;
    start += 1;
    node = node.child(index);
  }
  return node.isTextblock ? start : null;
}

/** Where the gap beside `id` is in its block: how much stands before it, counting `id` itself when it is shown and `after`. */
function offsetOf(block: Y.XmlElement, id: Y.ID, after: boolean): number | null {
  let offset = 0;
  for (const item of inline(block)) {
    if (holds(item, id)) return shows(item) ? offset + id.clock - item.id.clock + (after ? 1 : 0) : offset;
    if (shows(item)) offset += item.length;
  }
  return null;
}

export class Finder {
  constructor(
    private readonly shown: Shown,
    private readonly doc: Node,
  ) {}

  /** The position of `place`, as far as it can be told. */
  find(place: Place, went: Went = NOWHERE, along: (id: Y.ID) => Y.ID = (id) => id): number | null {
    const { left, right, block } = place;
    const start = startOf(block, this.shown, this.doc);
    const alive = (id: Y.ID | null): boolean => id !== null && !(itemOf(this.shown.type.doc!, id)?.deleted ?? true);
    if (left && alive(left)) return this.beside(along(left), true);
    const leftNow = left && went(left);
    if (leftNow) return this.beside(along(leftNow), true);
    // The start of a line stays the start of that line, as long as there is the line.
    if (!left && start !== null && (!right || alive(right))) return start;
    const rightNow = right && went(right);
    if (rightNow) return this.beside(rightNow, false);
    const beside = left ? this.beside(left, true) : null;
    return beside ?? start ?? this.above(block);
  }

  private beside(id: Y.ID, after: boolean): number | null {
    const item = itemOf(this.shown.type.doc!, id);
    const block = item && blockOf(item);
    const start = block && startOf(block, this.shown, this.doc);
    const offset = block && offsetOf(block, id, after);
    return start === null || offset === null ? null : start + offset;
  }

  /** The block is gone: the place before which it stood. */
  private above(block: Y.XmlElement): number | null {
    for (let item = block._item?.left ?? null; item; item = item.left) {
      const type = typeOf(item);
      if (item.deleted || !(type instanceof Y.XmlElement)) continue;
      const start = startOf(type, this.shown, this.doc);
      if (start !== null) return start + this.doc.resolve(start).parent.content.size;
    }
    return null;
  }
}
