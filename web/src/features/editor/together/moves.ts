import * as Y from "yjs";
import type { Names } from "./names.ts";
import { blockOf, holds, idAt, inline, itemOf, shows } from "./places.ts";

export type DeleteSet = Y.Transaction["deleteSet"];

interface Run {
  block: Y.XmlElement;
  text: string;
  ids: Y.ID[];
}

const LARGEST = 1_000_000;
/** What finding the pairs of one change may cost: whoever pastes a book over another is not made to wait. */
const MOST = 20 * LARGEST;
/** So much may be written between two letters of a word that is none of its letters: marks begin and end. */
const NEAR = 3;
const isNew = (transaction: Y.Transaction, id: Y.ID): boolean => id.clock >= (transaction.beforeState.get(id.client) ?? 0);

function append(run: Run, item: Y.Item, text: string): void {
  run.text += text;
  for (let offset = 0; offset < item.length; offset++) run.ids.push(idAt(item, offset));
}

/**
 * What `transaction` took out of each line, with the letters between left aside: those that went only because their line
 * did, and whoever took the line out did not know of, went nowhere.
 */
function removals(transaction: Y.Transaction, known: DeleteSet | null): Run[] {
  const gone = new Map<Y.Item, string>();
  const blocks = new Set<Y.XmlElement>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
    const block = blockOf(struct);
    if (block) blocks.add(block);
    gone.set(struct, struct.content.str);
  });
  return [...blocks].map((block) => {
    const run: Run = { block, text: "", ids: [] };
    for (const item of inline(block)) if (gone.has(item) && (!known || Y.isDeleted(known, item.id))) append(run, item, gone.get(item)!);
    return run;
  });
}

/** What it put in, piece by piece. */
function additions(transaction: Y.Transaction): Run[] {
  const blocks = new Set<Y.XmlElement>();
  for (const [client, clock] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    const structs = transaction.doc.store.clients.get(client);
    if (clock === before || !structs) continue;
    for (let at = Y.findIndexSS(structs, before); at < structs.length; at++) {
      const item = structs[at]!;
      const block = item instanceof Y.Item && item.content instanceof Y.ContentString && !item.deleted ? blockOf(item) : null;
      if (block) blocks.add(block);
    }
  }
  const runs: Run[] = [];
  for (const block of blocks) {
    let run: Run | null = null;
    for (const item of inline(block)) {
      if (!shows(item)) continue;
      if (!(item.content instanceof Y.ContentString) || !isNew(transaction, item.id)) run = null;
      else {
        if (!run) runs.push((run = { block, text: "", ids: [] }));
        append(run, item, item.content.str);
      }
    }
  }
  return runs;
}

const part = (run: Run, from: number, to?: number): Run => ({ block: run.block, text: run.text.slice(from, to), ids: run.ids.slice(from, to) });

/** The longest piece that two texts have in common. */
function common(a: string, b: string): { a: number; b: number; length: number } {
  const best = { a: 0, b: b.indexOf(a), length: a.length };
  if (best.b >= 0) return best;
  best.length = 0;
  if (a.length * b.length > LARGEST) return best;
  let row = new Array<number>(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<number>(b.length + 1).fill(0);
    for (let j = 1; j <= b.length; j++) {
      if (a[i - 1] !== b[j - 1]) continue;
      const length = (next[j] = row[j - 1]! + 1);
      if (length > best.length) Object.assign(best, { a: i - length, b: j - length, length });
    }
    row = next;
  }
  return best;
}

/** A line that was made and taken away in the same act: a cut that was joined again, or undone. */
function passed(transaction: Y.Transaction): boolean {
  let found = false;
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !isNew(transaction, struct.id) || !(struct.parent instanceof Y.XmlFragment)) return;
    found ||= struct.content instanceof Y.ContentType || struct.content instanceof Y.ContentDeleted;
  });
  return found;
}

/** The letters before `id` in its line, backwards, with those that are gone. */
function before(block: Y.XmlElement, id: Y.ID): Y.Item[] {
  const items: Y.Item[] = [];
  for (const item of inline(block)) {
    if (holds(item, id)) return (id.clock > item.id.clock ? [...items, item] : items).reverse();
    items.push(item);
  }
  return [];
}

/**
 * Which letters are where others were before. A line that is cut or joined is, to Yjs, letters deleted here and the same
 * letters written there; this finds the pairs. The same text alone is no sign of it: a line must have begun or ended in the
 * same act, or the letters must have come to stand again behind a letter that they stood behind before it was carried
 * (`rescue.ts` brings them so).
 */
export class Moves {
  readonly removed: readonly Run[];
  readonly added: readonly Run[];
  readonly #passed: boolean;
  #spent = 0;

  /** `known` is what the author of the change has deleted, when it is somebody else's. */
  constructor(
    private readonly transaction: Y.Transaction,
    known: DeleteSet | null,
    readonly names: Names,
  ) {
    this.removed = transaction.deleteSet.clients.size ? removals(transaction, known) : [];
    const added = (this.added = additions(transaction));
    this.#passed = this.removed.length > 0 && passed(transaction);
    const left = [...added];
    // Lines that were there before come first: what was in one that only passed was in one of them.
    const old = ({ block }: Run): boolean => !(block._item && isNew(transaction, block._item.id));
    for (const gone of [...this.removed].sort((a, b) => Number(old(b)) - Number(old(a)))) this.#match(gone, left);
  }

  /** The longest piece first, then what is left before and behind it: a line may be cut more than once. What was found leaves `added`. */
  #match(gone: Run, added: Run[]): void {
    if (!gone.text) return;
    let best = { a: 0, b: 0, length: 0 };
    let into: Run | null = null;
    for (const run of added) {
      const cost = gone.text.length * run.text.length;
      if (cost <= LARGEST && (this.#spent += cost) > MOST) return;
      const found = common(gone.text, run.text);
      if (found.length > best.length && this.#carried(gone, found.a, run, found.b)) [best, into] = [found, run];
    }
    if (!into) return;
    for (let n = 0; n < best.length; n++) this.names.add(gone.ids[best.a + n]!, into.ids[best.b + n]!);
    added.splice(added.indexOf(into), 1, part(into, 0, best.b), part(into, best.b + best.length));
    this.#match(part(gone, 0, best.a), added);
    this.#match(part(gone, best.a + best.length), added);
  }

  #carried(gone: Run, a: number, run: Run, b: number): boolean {
    if (run.block === gone.block) return this.#passed;
    const ended = gone.block._item?.deleted ?? false;
    const began = run.block._item !== null && isNew(this.transaction, run.block._item.id);
    return ended || began || this.#behindTheSame(gone, a, run, b);
  }

  #behindTheSame(gone: Run, a: number, run: Run, b: number): boolean {
    const [now] = before(run.block, run.ids[b]!).filter(shows);
    const left = now && (holds(now, run.ids[b]!) ? idAt(now, run.ids[b]!.clock - now.id.clock - 1) : idAt(now, now.length - 1));
    if (!left) return false;
    return before(gone.block, gone.ids[a]!).some((item) => {
      const went = this.names.went(idAt(item, item.length - 1));
      return went !== null && Y.compareIDs(went, left);
    });
  }

  /** Whether `next` was typed right after `last`, by the same person: between the two they wrote no more than the marks of the letters, or what is gone. */
  follows(last: Y.ID, next: Y.ID): boolean {
    const { store } = this.transaction.doc;
    const [one, other] = [this.names.typed(last), this.names.typed(next)];
    const gap = other.clock - one.clock - 1;
    if (one.client !== other.client || gap < 0 || gap > NEAR) return false;
    for (let clock = one.clock + 1; clock < other.clock; clock++) {
      const id = Y.createID(one.client, clock);
      const between = Y.getItem(store, id) as Y.Item | Y.GC;
      if ((between instanceof Y.Item && shows(between)) || this.names.went(id)) return false;
    }
    return true;
  }

  /** The end of the word that `id` ends, after somebody typed on at it: who stands behind a word is not left in the middle of it. */
  along = (id: Y.ID): Y.ID => {
    let last = id;
    for (let item: Y.Item | null = itemOf(this.transaction.doc, id); item; item = item.right) {
      if (!shows(item)) continue;
      const from = holds(item, id) ? id.clock - item.id.clock + 1 : 0;
      for (let offset = from; offset < item.length; offset++) {
        const next = idAt(item, offset);
        if (!isNew(this.transaction, this.names.typed(next)) || !this.follows(last, next)) return last;
        last = next;
      }
    }
    return last;
  };

  isNew = (id: Y.ID): boolean => isNew(this.transaction, id);
}
