import * as Y from "yjs";
import { blockOf, idAt, inline, shows } from "./places.ts";

interface Run {
  block: Y.XmlElement;
  text: string;
  ids: Y.ID[];
}

const LARGEST = 1_000_000;
const keyOf = (id: Y.ID): string => `${id.client}-${id.clock}`;
const isNew = (transaction: Y.Transaction, id: Y.ID): boolean => id.clock >= (transaction.beforeState.get(id.client) ?? 0);

function append(run: Run, item: Y.Item, text: string): void {
  run.text += text;
  for (let offset = 0; offset < item.length; offset++) run.ids.push(idAt(item, offset));
}

/** What `transaction` took out of each line, with the letters between left aside. */
function removals(transaction: Y.Transaction): Run[] {
  const gone = new Map<Y.Item, string>();
  const blocks = new Set<Y.XmlElement>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString) || isNew(transaction, struct.id)) return;
    const block = blockOf(struct);
    if (block) blocks.add(block);
    gone.set(struct, struct.content.str);
  });
  return [...blocks].map((block) => {
    const run: Run = { block, text: "", ids: [] };
    for (const item of inline(block)) if (gone.has(item)) append(run, item, gone.get(item)!);
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

/**
 * Which letters are where others were before. A line that is cut or joined is, to Yjs, letters deleted here and the same
 * letters written there; this finds the pairs, where a line began or ended in the same act.
 */
export class Moves {
  readonly removed: readonly Run[];
  readonly added: readonly Run[];
  readonly #to = new Map<string, Y.ID>();

  constructor(private readonly transaction: Y.Transaction) {
    this.removed = transaction.deleteSet.clients.size ? removals(transaction) : [];
    const added = (this.added = additions(transaction));
    for (const gone of this.removed) this.#match(gone, added, transaction);
  }

  /** The longest piece first, then what is left before and behind it: a line may be cut more than once. */
  #match(gone: Run, added: readonly Run[], transaction: Y.Transaction): void {
    const ended = gone.block._item?.deleted ?? false;
    let best = { a: 0, b: 0, length: 0 };
    let into: Run | null = null;
    for (const run of added) {
      const began = run.block._item !== null && isNew(transaction, run.block._item.id);
      if (run.block === gone.block || !(ended || began)) continue;
      const found = common(gone.text, run.text);
      if (found.length > best.length) [best, into] = [found, run];
    }
    if (!into) return;
    for (let n = 0; n < best.length; n++) this.add(gone.ids[best.a + n]!, into.ids[best.b + n]!);
    const rest = added.filter((run) => run !== into);
    const part = (from: number, to?: number): Run => ({ block: gone.block, text: gone.text.slice(from, to), ids: gone.ids.slice(from, to) });
    if (best.a > 0) this.#match(part(0, best.a), rest, transaction);
    if (best.a + best.length < gone.text.length) this.#match(part(best.a + best.length), rest, transaction);
  }

  add(from: Y.ID, to: Y.ID): void {
    this.#to.set(keyOf(from), to);
  }

  /** The end of the word that `id` ends, after somebody typed on at it: who stands behind a word is not left in the middle of it. */
  along = (id: Y.ID): Y.ID => {
    let last = id;
    for (let item = Y.getItem(this.transaction.doc.store, last) as Y.Item | Y.GC; item instanceof Y.Item; ) {
      const next = item.right;
      if (item.id.clock + item.length - 1 !== last.clock || !next || !shows(next) || !isNew(this.transaction, next.id)) break;
      if (next.id.client !== last.client || next.id.clock !== last.clock + 1) break;
      last = idAt(next, next.length - 1);
      item = next;
    }
    return last;
  };

  isNew = (id: Y.ID): boolean => isNew(this.transaction, id);

  went = (id: Y.ID): Y.ID | null => {
    let found = this.#to.get(keyOf(id)) ?? null;
    for (let next = found; next; next = this.#to.get(keyOf(next)) ?? null) found = next;
    return found;
  };
}
