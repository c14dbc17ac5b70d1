/**
 * One IndexedDB database per person: replica, outbox and document updates live and die together, so wiping
 * somebody's traces from a device is one deletion.
 */
export interface StoredObject {
  scope: string;
  noun: string;
  id: string;
  value: unknown;
}

const VERSION = 1;
const PREFIX = "hearth:";

export type StorageProblem = "denied" | "full";

export function problemOf(error: unknown): StorageProblem {
  const name = error instanceof DOMException ? error.name : "";
  return name === "QuotaExceededError" ? "full" : "denied";
}

function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error!);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}

export type StoreName = "objects" | "lists" | "outbox" | "updates" | "pending" | "copies" | "meta" | "blobs";

/**
 * The database, which may still be opening: another tab that holds it, or a busy disk, is waited for by whoever asks
 * something, not by everybody who wants to begin.
 */
export class Database {
  private constructor(private readonly raw: Promise<IDBDatabase>) {}

  static open(person: string, factory: IDBFactory = indexedDB): Database {
    const raw = Database.#connect(person, factory);
    raw.catch(() => undefined);
    return new Database(raw);
  }

  static #connect(person: string, factory: IDBFactory): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = factory.open(PREFIX + person, VERSION);
      request.onupgradeneeded = () => {
        const raw = request.result;
        raw.createObjectStore("objects", { keyPath: ["scope", "noun", "id"] });
        raw.createObjectStore("lists", { keyPath: "key" });
        raw.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
        const updates = raw.createObjectStore("updates", { keyPath: "n", autoIncrement: true });
        updates.createIndex("doc", "doc");
        raw.createObjectStore("pending", { keyPath: ["topic", "key"] });
        raw.createObjectStore("copies", { keyPath: ["topic", "key"] });
        raw.createObjectStore("meta", { keyPath: "key" });
        raw.createObjectStore("blobs", { keyPath: "id" });
      };
      request.onsuccess = () => {
        // Another tab that wipes the person must not wait for this one.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      // A tab that holds an older version lets go when it is asked; until then this waits, and nobody with it.
      request.onerror = () => reject(request.error!);
    });
  }

  static remove(person: string, factory: IDBFactory = indexedDB): Promise<void> {
    return new Promise((resolve) => {
      const request = factory.deleteDatabase(PREFIX + person);
      request.onsuccess = () => resolve();
      request.onerror = () => resolve();
      request.onblocked = () => resolve();
    });
  }

  close(): void {
    void this.raw.then((raw) => raw.close()).catch(() => undefined);
  }

  async get<T>(store: StoreName, key: IDBValidKey): Promise<T | undefined> {
    const raw = await this.raw;
    return promised(raw.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>);
  }

  async all<T>(store: StoreName, range?: IDBKeyRange, index?: string): Promise<T[]> {
    const source = (await this.raw).transaction(store).objectStore(store);
    return promised((index ? source.index(index) : source).getAll(range) as IDBRequest<T[]>);
  }

  async keys(store: StoreName, range: IDBKeyRange): Promise<IDBValidKey[]> {
    return promised((await this.raw).transaction(store).objectStore(store).getAllKeys(range));
  }

  /** Writes and deletes in one transaction: all of it is kept, or none. Returns the keys of what was put. */
  async write(store: StoreName, puts: readonly unknown[], deletes: readonly (IDBValidKey | IDBKeyRange)[] = []): Promise<IDBValidKey[]> {
    const transaction = (await this.raw).transaction(store, "readwrite", { durability: "strict" });
    const target = transaction.objectStore(store);
    for (const key of deletes) target.delete(key);
    const requests = puts.map((value) => target.put(value));
    await finished(transaction);
    return requests.map((request) => request.result);
  }

  /** All rows of a range and one row of another store, as they were at one moment. */
  async snapshot<R, M>(store: StoreName, range: IDBKeyRange, other: StoreName, key: IDBValidKey): Promise<{ rows: R[]; mark: M | undefined }> {
    const transaction = (await this.raw).transaction([store, other]);
    const [rows, mark] = await Promise.all([
      promised(transaction.objectStore(store).getAll(range) as IDBRequest<R[]>),
      promised(transaction.objectStore(other).get(key) as IDBRequest<M | undefined>),
    ]);
    return { rows, mark };
  }

  /**
   * Writes and deletes in several stores: all of it is kept, or none. With a condition on a row, false when it does not
   * hold, and nothing is written then.
   */
  async commit<M>(
    work: Partial<Record<StoreName, { puts: readonly unknown[]; deletes: readonly (IDBValidKey | IDBKeyRange)[] }>>,
    only?: { store: StoreName; key: IDBValidKey; holds: (row: M | undefined) => boolean },
  ): Promise<boolean> {
    const stores = Object.keys(work) as StoreName[];
    const transaction = (await this.raw).transaction(stores, "readwrite", { durability: "strict" });
    const done = finished(transaction);
    const held = !only || only.holds(await promised(transaction.objectStore(only.store).get(only.key) as IDBRequest<M | undefined>));
    for (const store of held ? stores : []) {
      const target = transaction.objectStore(store);
      for (const key of work[store]!.deletes) target.delete(key);
      for (const row of work[store]!.puts) target.put(row);
    }
    await done;
    return held;
  }

  /** Read, decide and write in one transaction, so that two tabs cannot both decide on the old state. */
  async update<T>(store: StoreName, key: IDBValidKey, change: (old: T | undefined) => T | undefined | null): Promise<T | undefined> {
    const transaction = (await this.raw).transaction(store, "readwrite", { durability: "strict" });
    const target = transaction.objectStore(store);
    const done = finished(transaction);
    const old = await promised(target.get(key) as IDBRequest<T | undefined>);
    const next = change(old);
    if (next === null) target.delete(key);
    else if (next !== undefined) target.put(next);
    await done;
    return next ?? undefined;
  }
}

/** All rows of a scope whose nouns' names begin so. */
export function nounsOf(scope: string, beginning: string): IDBKeyRange {
  return IDBKeyRange.bound([scope, beginning], [scope, `${beginning}\uffff`]);
}

/** All rows whose compound key starts with `parts`. */
export function startingWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}
