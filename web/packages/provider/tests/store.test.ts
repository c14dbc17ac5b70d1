import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { IndexedDbStore, MemoryStore, type PendingStore } from '../src/index.ts';

const entry = (key: string, epoch: number | null = 1) => ({ key, epoch, update: new Uint8Array([1, 2, 3]), at: 5 });

describe.each<[string, () => PendingStore]>([
  ['memory', () => new MemoryStore()],
  ['IndexedDB', () => new IndexedDbStore(`test-${Math.random()}`)],
])('the pending store in %s', (_, make) => {
  it('keeps edits by document until they are removed by key', async () => {
    const store = make();
    await store.append('document:a/1', entry('k1'));
    await store.append('document:a/1', entry('k2', null));
    await store.append('document:a/10', entry('k3'));
    expect(await store.list('document:a/1')).toEqual([entry('k1'), entry('k2', null)]);
    await store.remove('document:a/1', ['k1', 'unknown']);
    expect(await store.list('document:a/1')).toEqual([entry('k2', null)]);
    expect(await store.list('document:a/10')).toEqual([entry('k3')]);
  });

  it('remembers the epoch and the copies', async () => {
    const store = make();
    expect(await store.epoch('d')).toBeNull();
    await store.setEpoch('d', 3);
    expect(await store.epoch('d')).toBe(3);
    const copy = { key: 'c', reason: 'epoch_changed', epoch: 3, state: new Uint8Array([7]), at: 1 };
    await store.keep('d', copy);
    expect(await store.copies('d')).toEqual([copy]);
    await store.forget('d', 'c');
    expect(await store.copies('d')).toEqual([]);
  });
});

it('IndexedDB: a second tab sees what the first wrote, and a wipe leaves nothing', async () => {
  const one = new IndexedDbStore('shared');
  const two = new IndexedDbStore('shared');
  await one.append('d', entry('k'));
  expect(await two.list('d')).toHaveLength(1);
  await two.wipe();
  expect(await new IndexedDbStore('shared').list('d')).toEqual([]);
});
