import type { KeptCopy, Pending, PendingStore } from './store.ts';

type Name = 'pending' | 'copies' | 'epochs';

/**
 * One record per edit, so that a keystroke writes a few bytes and never rewrites what is already kept. Keys start with
 * the document; several tabs share the records, and whoever gets the ack removes them.
 */
export class IndexedDbStore implements PendingStore {
  private opened: Promise<IDBDatabase> | null = null;

  constructor(private readonly name = 'hearth-live') {}

  append(document: string, entry: Pending): Promise<void> {
    return this.write('pending', (store) => store.put(entry, [document, entry.key]));
  }
  list(document: string): Promise<Pending[]> {
    return this.read('pending', (store) => store.getAll(range(document)));
  }
  remove(document: string, keys: string[]): Promise<void> {
    return this.write('pending', (store) => keys.forEach((key) => store.delete([document, key])));
  }
  async epoch(document: string): Promise<number | null> {
    return (await this.read<number | undefined>('epochs', (store) => store.get([document]))) ?? null;
  }
  setEpoch(document: string, epoch: number): Promise<void> {
    return this.write('epochs', (store) => store.put(epoch, [document]));
  }
  keep(document: string, copy: KeptCopy): Promise<void> {
    return this.write('copies', (store) => store.put(copy, [document, copy.key]));
  }
  copies(document: string): Promise<KeptCopy[]> {
    return this.read('copies', (store) => store.getAll(range(document)));
  }
  forget(document: string, key: string): Promise<void> {
    return this.write('copies', (store) => store.delete([document, key]));
  }

  /** Everything local is gone after this: for signing out, or being removed. */
  async wipe(): Promise<void> {
    await this.close();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error!);
      request.onblocked = () => resolve(); // another tab closes it when it hears of the sign-out
    });
  }

  async close(): Promise<void> {
    const opened = this.opened;
    this.opened = null;
    (await opened?.catch(() => null))?.close();
  }

  private database(): Promise<IDBDatabase> {
    this.opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        for (const store of ['pending', 'copies', 'epochs'] satisfies Name[]) request.result.createObjectStore(store);
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => void this.close(); // another tab wipes
        resolve(request.result);
      };
      request.onerror = () => reject(request.error!);
    });
    this.opened.catch(() => (this.opened = null));
    return this.opened;
  }

  private async write(name: Name, act: (store: IDBObjectStore) => unknown): Promise<void> {
    const database = await this.database();
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(name, 'readwrite');
      act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error!);
    });
  }

  private async read<T>(name: Name, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.database();
    return new Promise<T>((resolve, reject) => {
      const request = ask(database.transaction(name, 'readonly').objectStore(name));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
  }
}

const range = (document: string): IDBKeyRange => IDBKeyRange.bound([document], [document, []]);
