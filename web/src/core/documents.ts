import * as Y from "yjs";
import type { Database, StoredUpdate } from "./db.ts";
import { Emitter } from "./emitter.ts";

/** Rows of one document are folded into one when they are more than this and all confirmed. */
const FOLD_AT = 200;

/**
 * Yjs updates of all documents on this device. A local edit is on disk before it is sent, and stays marked
 * `pending` until the server has confirmed it, whichever page is open by then.
 */
export class DocumentStore extends Emitter {
  #memory: (StoredUpdate & { n: number })[] = [];
  #memoryN = 1e12;
  #pending: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly db: Database | null,
    private readonly full: (error: unknown) => void,
  ) {
    super();
  }

  /** Documents with unconfirmed edits, and their org. */
  getSnapshot = (): ReadonlyMap<string, string> => this.#pending;

  async readPending(): Promise<void> {
    const rows = await this.#rows(IDBKeyRange.bound([1], [1, []]), "pending", (row) => row.pending === 1);
    const next = new Map(rows.map((row) => [row.doc, row.org]));
    if (next.size === this.#pending.size && [...next.keys()].every((doc) => this.#pending.has(doc))) return;
    this.#pending = next;
    this.emit();
  }

  async load(doc: string): Promise<Uint8Array | null> {
    const rows = await this.#rows(IDBKeyRange.only(doc), "doc", (row) => row.doc === doc);
    if (rows.length === 0) return null;
    if (rows.length > FOLD_AT && rows.every((row) => !row.pending)) void this.#fold(doc, rows);
    return Y.mergeUpdates(rows.map((row) => row.update));
  }

  async append(doc: string, org: string, update: Uint8Array, pending: 0 | 1): Promise<void> {
    const row: StoredUpdate = { doc, org, update, pending };
    if (pending && !this.#pending.has(doc)) {
      this.#pending = new Map([...this.#pending, [doc, org]]);
      this.emit();
    }
    try {
      if (this.db) return void (await this.db.write("updates", [row]));
    } catch (error) {
      this.full(error);
    }
    this.#memory.push({ ...row, n: this.#memoryN++ });
  }

  /** What the server has not confirmed, merged, and the row numbers that stand behind it. */
  async unconfirmed(doc: string): Promise<{ update: Uint8Array; rows: number[] } | null> {
    const rows = await this.#rows(IDBKeyRange.only([1, doc]), "pending", (row) => row.doc === doc && row.pending === 1);
    if (rows.length === 0) return null;
    return { update: Y.mergeUpdates(rows.map((row) => row.update)), rows: rows.map((row) => row.n!) };
  }

  /** The server has these. With no rows named: all that are there now. */
  async confirm(doc: string, numbers?: readonly number[]): Promise<void> {
    const rows = await this.#rows(IDBKeyRange.only([1, doc]), "pending", (row) => row.doc === doc && row.pending === 1);
    const done = numbers ? rows.filter((row) => numbers.includes(row.n!)) : rows;
    for (const row of this.#memory) if (done.some((other) => other.n === row.n)) row.pending = 0;
    if (this.db && done.length) {
      try {
        await this.db.write("updates", done.filter((row) => row.n! < 1e12).map((row) => ({ ...row, pending: 0 })));
      } catch (error) {
        this.full(error);
      }
    }
    await this.readPending();
  }

  /** Everything local of one document: it was removed, or its epoch ended. */
  async drop(doc: string): Promise<void> {
    const rows = await this.#rows(IDBKeyRange.only(doc), "doc", (row) => row.doc === doc);
    this.#memory = this.#memory.filter((row) => row.doc !== doc);
    await this.db?.write("updates", [], rows.filter((row) => row.n! < 1e12).map((row) => row.n!));
    await this.readPending();
  }

  async #fold(doc: string, rows: StoredUpdate[]): Promise<void> {
    const row: StoredUpdate = { doc, org: rows[0]!.org, update: Y.mergeUpdates(rows.map((old) => old.update)), pending: 0 };
    await this.db?.write("updates", [row], rows.map((old) => old.n!)).catch(this.full);
  }

  async #rows(range: IDBKeyRange, index: string, memory: (row: StoredUpdate) => boolean): Promise<StoredUpdate[]> {
    const stored = this.db ? await this.db.all<StoredUpdate>("updates", range, index) : [];
    return [...stored, ...this.#memory.filter(memory)];
  }
}
