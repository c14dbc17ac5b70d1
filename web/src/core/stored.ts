import { type Database, startingWith, type StoredObject } from "./db.ts";
import type { Identified } from "./resource.ts";

interface ListMark {
  key: string;
  at: number;
  cursor?: string | null;
}

export interface Kept<T> {
  rows: readonly T[];
  /** When the list was last told. */
  at: number | null;
  /** Where to ask on from for what changed; it belongs to these rows. */
  cursor: string | null;
}

/** One list as the disk has it: its rows, and how far the server has told of it. */
export class StoredList<T extends Identified> {
  /** Objects that the disk has as they are: a list that was read again unchanged writes nothing. */
  #there = new WeakSet<T>();
  /** The cursor that the rows on disk belong to, as far as this tab knows; `undefined` when it does not know. */
  #cursor: string | null | undefined;
  readonly #key: string;

  constructor(
    private readonly db: Database,
    private readonly scope: string,
    private readonly noun: string,
  ) {
    this.#key = `${scope}/${noun}`;
  }

  /** Rows and cursor of one moment. */
  async read(): Promise<Kept<T>> {
    const { rows, mark } = await this.db.snapshot<StoredObject, ListMark>("objects", this.#range, "lists", this.#key);
    this.#cursor = mark?.cursor ?? null;
    return { rows: rows.map((row) => row.value as T), at: mark?.at ?? null, cursor: mark?.cursor ?? null };
  }

  /** What was read stays as it is in memory, so it needs not be written. */
  has(value: T): void {
    this.#there.add(value);
  }

  forgotten(): void {
    this.#there = new WeakSet();
    this.#cursor = null;
  }

  /** Some rows, of which the server has just spoken. */
  async keep(items: readonly T[], gone: readonly string[], at?: number): Promise<void> {
    const there = this.#there;
    const unknown = items.filter((value) => !there.has(value));
    if (unknown.length + gone.length)
      await this.db.write(
        "objects",
        unknown.map(this.#row),
        gone.map((id) => [this.scope, this.noun, id]),
      );
    for (const value of unknown) there.add(value);
    if (at && there === this.#there) await this.db.write("lists", [{ key: this.#key, at } satisfies ListMark]);
  }

  /** Nothing of it stays. */
  async clear(): Promise<void> {
    this.forgotten();
    await this.db.commit({ objects: { puts: [], deletes: [this.#range] }, lists: { puts: [], deletes: [this.#key] } });
  }

  /** The whole list, and the cursor that came with it: nothing else of it stays. */
  async keepWhole(items: readonly T[], at: number, cursor: string): Promise<void> {
    const there = this.#there;
    this.#cursor = undefined;
    await this.db.commit({ objects: { puts: items.map(this.#row), deletes: [this.#range] }, lists: { puts: [this.#mark(at, cursor)], deletes: [] } });
    for (const value of items) there.add(value);
    if (there === this.#there) this.#cursor = cursor;
  }

  /**
   * What changed, and the next cursor. `all` are the rows as they are then: written when the disk was missed before.
   * False when another tab has gone on from the same rows meanwhile: what is on disk now is to be read.
   */
  async keepChanges(items: readonly T[], gone: readonly string[], all: readonly T[], at: number, cursor: string): Promise<boolean> {
    const base = this.#cursor;
    if (base === undefined) return this.keepWhole(all, at, cursor).then(() => true);
    const there = this.#there;
    this.#cursor = undefined;
    const done = await this.db.commit(
      {
        objects: { puts: items.map(this.#row), deletes: gone.map((id) => [this.scope, this.noun, id]) },
        lists: { puts: [this.#mark(at, cursor)], deletes: [] },
      },
      { store: "lists", key: this.#key, holds: (mark: ListMark | undefined) => (mark?.cursor ?? null) === base },
    );
    if (done && there === this.#there) this.#cursor = cursor;
    return done;
  }

  get #range(): IDBKeyRange {
    return startingWith(this.scope, this.noun);
  }

  #mark(at: number, cursor: string): ListMark {
    return { key: this.#key, at, cursor };
  }

  #row = (value: T): StoredObject => ({ scope: this.scope, noun: this.noun, id: value.id, value });
}
