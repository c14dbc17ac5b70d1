/** Words that are not yet durable elsewhere, kept where a crash cannot take them (L15). */
export interface Pending {
  key: string;
  epoch: number | null;
  update: Uint8Array;
  at: number;
}

/** Words that can no longer be sent, kept for the person: an older epoch, a lost role, a refused update. */
export interface KeptCopy {
  key: string;
  reason: string;
  epoch: number | null;
  /** The whole document as it was on this client, as one Yjs update. */
  state: Uint8Array;
  at: number;
}

export interface PendingStore {
  append(document: string, entry: Pending): Promise<void>;
  list(document: string): Promise<Pending[]>;
  remove(document: string, keys: string[]): Promise<void>;
  epoch(document: string): Promise<number | null>;
  setEpoch(document: string, epoch: number): Promise<void>;
  keep(document: string, copy: KeptCopy): Promise<void>;
  copies(document: string): Promise<KeptCopy[]>;
  forget(document: string, key: string): Promise<void>;
}

export class MemoryStore implements PendingStore {
  private readonly pending = new Map<string, Map<string, Pending>>();
  private readonly kept = new Map<string, Map<string, KeptCopy>>();
  private readonly epochs = new Map<string, number>();

  async append(document: string, entry: Pending): Promise<void> {
    const of = this.pending.get(document) ?? new Map<string, Pending>();
    this.pending.set(document, of.set(entry.key, entry));
  }
  async list(document: string): Promise<Pending[]> {
    return [...(this.pending.get(document)?.values() ?? [])];
  }
  async remove(document: string, keys: string[]): Promise<void> {
    for (const key of keys) this.pending.get(document)?.delete(key);
  }
  async epoch(document: string): Promise<number | null> {
    return this.epochs.get(document) ?? null;
  }
  async setEpoch(document: string, epoch: number): Promise<void> {
    this.epochs.set(document, epoch);
  }
  async keep(document: string, copy: KeptCopy): Promise<void> {
    const of = this.kept.get(document) ?? new Map<string, KeptCopy>();
    this.kept.set(document, of.set(copy.key, copy));
  }
  async copies(document: string): Promise<KeptCopy[]> {
    return [...(this.kept.get(document)?.values() ?? [])];
  }
  async forget(document: string, key: string): Promise<void> {
    this.kept.get(document)?.delete(key);
  }
}
