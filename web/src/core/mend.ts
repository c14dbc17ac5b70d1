import * as Y from "yjs";
import { CONTENT, DEEPEST, fits, isMark, ROOT_CONTENT, WORDS } from "./shape.ts";

/** Deeper than any editor, or this page, can follow. */
export class TooDeep extends Error {
  override name = "TooDeep";
}

const NAME = "default";

/**
 * Takes out of a document what no editor could show, so that the rest of it is shown: a log may hold anything in any
 * place, and the editor's binding breaks at what it does not expect. Only what `isNew` is looked at, in `types` or in
 * the whole. Throws TooDeep when it cannot be helped.
 */
export function mend(doc: Y.Doc, origin: unknown, types?: Iterable<unknown>, isNew: (item: Y.Item) => boolean = () => true): void {
  const root = doc.getXmlFragment(NAME);
  const found: Faults = { items: [], attributes: [] };
  for (const type of (types ?? [root]) as Iterable<Holder>) look(type, levelOf(type, root), root, isNew, found);
  if (found.items.length + found.attributes.length === 0) return;
  doc.transact((transaction) => {
    for (const item of found.items) item.delete(transaction);
    for (const [element, name] of found.attributes) element.removeAttribute(name);
  }, origin);
}

interface Faults {
  items: Y.Item[];
  attributes: [Y.XmlElement, string][];
}

/** 0 for the root, -1 for what is not of the document. */
function levelOf(type: Holder, root: Y.XmlFragment): number {
  let level = 0;
  for (let at = type; at !== root; at = at._item.parent as Holder) {
    if (!at._item) return -1;
    level += 1;
  }
  return level;
}

type Holder = Y.XmlFragment | Y.XmlElement | Y.XmlText;

function look(first: Holder, level: number, root: Y.XmlFragment, isNew: (item: Y.Item) => boolean, found: Faults): void {
  if (level < 0) return;
  const waiting: [Holder, number][] = [[first, level]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [type, depth] = next;
    if (depth > DEEPEST) throw new TooDeep();
    if (type instanceof Y.XmlElement) lookAtAttributes(type, found);
    for (let item = type._start; item; item = item.right) {
      if (item.deleted || !isNew(item)) continue;
      if (!belongs(item, type, root)) found.items.push(item);
      else if (item.content instanceof Y.ContentType) waiting.push([item.content.type as Holder, depth + 1]);
    }
  }
}

function lookAtAttributes(element: Y.XmlElement, found: Faults): void {
  for (const [name, value] of Object.entries(element.getAttributes() as Record<string, unknown>)) {
    if (!fits(element.nodeName, name, value)) found.attributes.push([element, name]);
  }
}

function belongs(item: Y.Item, parent: Holder, root: Y.XmlFragment): boolean {
  const { content } = item;
  if (content instanceof Y.ContentDeleted) return true;
  if (parent instanceof Y.XmlText) {
    return content instanceof Y.ContentString || (content instanceof Y.ContentFormat && isMark(content.key, content.value));
  }
  if (!(content instanceof Y.ContentType)) return false;
  const { type } = content;
  const holder = parent === root ? null : (parent as Y.XmlElement).nodeName;
  if (type instanceof Y.XmlText) return holder !== null && (WORDS.has(holder) || !(holder in CONTENT));
  if (!(type instanceof Y.XmlElement)) return false;
  if (!(type.nodeName in CONTENT)) return true; // what a newer editor may know
  return holder === null ? ROOT_CONTENT.includes(type.nodeName) : (CONTENT[holder]?.includes(type.nodeName) ?? true);
}
