import { mergeAll } from './bytes.ts';
import type { Pending } from './store.ts';

export interface Batch {
  id: string;
  entries: Pending[];
  update: Uint8Array;
  attempt: number;
}

/** Edits sent together: merging keeps each letter typed apart from the next, and an update has at most 20,000 pieces. */
const MOST = 500;

/** Local edits between the keyboard and their ack: waiting, or in flight. Nothing leaves it any other way. */
export class Outbox {
  private waiting: Pending[] = [];
  private retries = 0;
  readonly flying = new Map<string, Batch>();

  add(entry: Pending): void {
    this.waiting.push(entry);
  }

  get unsent(): number {
    return this.waiting.length;
  }

  get size(): number {
    let size = this.waiting.length;
    for (const batch of this.flying.values()) size += batch.entries.length;
    return size;
  }

  /** When the oldest of them was written, or null. */
  get since(): number | null {
    let oldest: number | null = null;
    for (const entry of this.all()) oldest = oldest === null ? entry.at : Math.min(oldest, entry.at);
    return oldest;
  }

  *all(): Iterable<Pending> {
    for (const batch of this.flying.values()) yield* batch.entries;
    yield* this.waiting;
  }

  /** What waits, merged into one update: as much as the server takes at once (L14). */
  take(id: string): Batch | null {
    if (this.waiting.length === 0) return null;
    const entries = this.waiting.slice(0, MOST);
    this.waiting = this.waiting.slice(MOST);
    const batch = { id, entries, update: mergeAll(entries.map((entry) => entry.update)), attempt: this.retries };
    this.flying.set(id, batch);
    return batch;
  }

  /** Durable. The answer is what may now be forgotten. */
  settle(id: string): Pending[] {
    const batch = this.flying.get(id);
    this.flying.delete(id);
    if (batch) this.retries = 0;
    return batch?.entries ?? [];
  }

  /** No answer: it waits again, before what came later. The next try is patient in proportion. */
  giveBack(id: string): void {
    const batch = this.flying.get(id);
    if (!batch) return;
    this.flying.delete(id);
    this.retries = batch.attempt + 1;
    this.waiting = [...batch.entries, ...this.waiting];
  }

  giveBackAll(): void {
    for (const id of [...this.flying.keys()].reverse()) this.giveBack(id);
    this.retries = 0;
  }

  /** Our own update seen in the log: as good as its ack (L15). */
  findFlying(update: Uint8Array): Batch | null {
    for (const batch of this.flying.values()) {
      if (batch.update.length === update.length && batch.update.every((byte, at) => byte === update[at])) return batch;
    }
    return null;
  }

  clear(): Pending[] {
    const all = [...this.all()];
    this.flying.clear();
    this.waiting = [];
    return all;
  }
}
