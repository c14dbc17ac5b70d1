import type { KeptCopy, Pending, PendingStore } from "@hearth/provider";
import { type Database, startingWith } from "./db.ts";
import { Emitter } from "./emitter.ts";
import { LATE, PATIENCE, within } from "./patience.ts";

/** Rows of one document's replica are folded into one when there are more than this. */
const FOLD_AT = 200;

interface ReplicaRow {
  n?: number;
  doc: string;
  org: string;
  update: Uint8Array;
}

interface PendingRow extends Pending {
  topic: string;
}

export interface CopyRow extends KeptCopy {
  topic: string;
}

/** Yjs comes with the first document, not with the shell. */
export async function merge(updates: Uint8Array[]): Promise<Uint8Array> {
  if (updates.length === 1) return updates[0]!;
  return (await import("yjs")).mergeUpdates(updates);
}

export interface TopicOf {
  org: string;
  doc: string;
}

export const topicOf = (org: string, doc: string): string => `document:${org}/${doc}`;

export function partsOf(topic: string): TopicOf {
  const [org = "", doc = ""] = topic.slice("document:".length).split("/");
  return { org, doc };
}

/**
 * Documents on this device: a replica of each that was opened, the edits that the server has not acknowledged,
 * and copies of words that it never took. The live provider writes the edits here; the outbox sends those of
 * documents that nobody has open.
 */
export class DocumentStore extends Emitter implements PendingStore {
  #pending: ReadonlySet<string> = new Set();
  #memory = new Map<string, PendingRow>();
  #replicaMemory = new Map<string, Uint8Array[]>();

  #elsewhere = new Set<(doc: string) => void>();

  constructor(
    private readonly db: Database | null,
    private readonly full: (error: unknown) => void,
    private readonly tell: (doc?: string) => void,
    private readonly patience: number = PATIENCE,
  ) {
    super();
  }

  /** Topics with edits that the server has not confirmed. */
  getSnapshot = (): ReadonlySet<string> => this.#pending;

  async readPending(): Promise<void> {
    const rows = await this.#soon(this.db?.all<PendingRow>("pending"), [], () => void this.readPending());
    this.#become(new Set([...rows, ...this.#memory.values()].map((row) => row.topic)));
  }

  // ---- the replica -----------------------------------------------------------------------------------------------

  async load(doc: string): Promise<Uint8Array | null> {
    const rows = (await this.db?.all<ReplicaRow>("updates", IDBKeyRange.only(doc), "doc")) ?? [];
    if (rows.length > FOLD_AT) void this.#fold(rows);
    const updates = [...rows.map((row) => row.update), ...(this.#replicaMemory.get(doc) ?? [])];
    return updates.length ? merge(updates) : null;
  }

  /** A document as this device holds it, and of which history; for as long as the disk takes. */
  async read(doc: string, topic: string): Promise<{ update: Uint8Array | null; epoch: number | null }> {
    const [update, mark] = await Promise.all([this.load(doc), this.db?.get<{ epoch: number }>("meta", `epoch:${topic}`)]);
    return { update, epoch: mark?.epoch ?? null };
  }

  async add(doc: string, org: string, update: Uint8Array): Promise<void> {
    try {
      if (this.db) {
        await this.db.write("updates", [{ doc, org, update } satisfies ReplicaRow]);
        return this.tell(doc);
      }
    } catch (error) {
      this.full(error);
    }
    this.#replicaMemory.set(doc, [...(this.#replicaMemory.get(doc) ?? []), update]);
  }

  /** Whether another tab wrote to a replica. */
  onElsewhere(listener: (doc: string) => void): () => void {
    this.#elsewhere.add(listener);
    return () => this.#elsewhere.delete(listener);
  }

  heardElsewhere(doc: string): void {
    for (const listener of this.#elsewhere) listener(doc);
  }

  /** The replica of one document goes: it was removed, or its history was replaced. */
  async drop(doc: string): Promise<void> {
    this.#replicaMemory.delete(doc);
    const rows = (await this.db?.all<ReplicaRow>("updates", IDBKeyRange.only(doc), "doc")) ?? [];
    await this.db?.write(
      "updates",
      [],
      rows.map((row) => row.n!),
    );
  }

  async #fold(rows: ReplicaRow[]): Promise<void> {
    const row: ReplicaRow = { doc: rows[0]!.doc, org: rows[0]!.org, update: await merge(rows.map((old) => old.update)) };
    await this.db
      ?.write(
        "updates",
        [row],
        rows.map((old) => old.n!),
      )
      .catch(this.full);
  }

  // ---- what the provider keeps here ------------------------------------------------------------------------------

  async append(topic: string, entry: Pending): Promise<void> {
    if (!this.#pending.has(topic)) this.#become(new Set([...this.#pending, topic]));
    const row: PendingRow = { ...entry, topic };
    // Held in memory until the disk has it, which may be long in saying so.
    this.#memory.set(topic + entry.key, row);
    if (!this.db) return;
    const writing = this.db.write("pending", [row]).then(() => void this.#memory.delete(topic + entry.key), this.full);
    await within(writing, this.patience);
  }

  async list(topic: string): Promise<Pending[]> {
    const rows = await this.#soon(this.db?.all<PendingRow>("pending", startingWith(topic)), []);
    const byKey = new Map([...rows, ...this.#memory.values()].filter((row) => row.topic === topic).map((row) => [row.key, row]));
    return [...byKey.values()].sort((a, b) => a.at - b.at);
  }

  async remove(topic: string, keys: string[]): Promise<void> {
    for (const key of keys) this.#memory.delete(topic + key);
    await this.#soon(
      this.db?.write(
        "pending",
        [],
        keys.map((key) => [topic, key]),
      ),
      [],
    );
    await this.readPending();
    this.tell();
  }

  async epoch(topic: string): Promise<number | null> {
    return (await this.#soon(this.db?.get<{ epoch: number }>("meta", `epoch:${topic}`), undefined))?.epoch ?? null;
  }

  async setEpoch(topic: string, epoch: number): Promise<void> {
    await this.db?.write("meta", [{ key: `epoch:${topic}`, epoch }]).catch(this.full);
  }

  async keep(topic: string, copy: KeptCopy): Promise<void> {
    await this.db?.write("copies", [{ ...copy, topic } satisfies CopyRow]);
    this.emit();
    this.tell();
  }

  async copies(topic?: string): Promise<CopyRow[]> {
    return (await this.db?.all<CopyRow>("copies", topic ? startingWith(topic) : undefined)) ?? [];
  }

  async forget(topic: string, key: string): Promise<void> {
    await this.db?.write("copies", [], [[topic, key]]);
    this.emit();
  }

  /** Everything of one org, when somebody is no longer in it. */
  async forgetOrg(org: string): Promise<void> {
    const rows = (await this.db?.all<ReplicaRow>("updates")) ?? [];
    await this.db?.write(
      "updates",
      [],
      rows.filter((row) => row.org === org).map((row) => row.n!),
    );
  }

  /** What the disk says, or `otherwise` when it does not say it soon: nobody's words wait for a disk. */
  async #soon<T>(work: Promise<T> | undefined, otherwise: T, later: () => void = () => undefined): Promise<T> {
    if (!work) return otherwise;
    try {
      const said = await within(work, this.patience);
      if (said !== LATE) return said;
      void work.then(later, this.full);
    } catch (error) {
      this.full(error);
    }
    return otherwise;
  }

  #become(next: ReadonlySet<string>): void {
    if (next.size === this.#pending.size && [...next].every((topic) => this.#pending.has(topic))) return;
    this.#pending = next;
    this.emit();
  }
}
