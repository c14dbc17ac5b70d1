import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

export { fromBase64, toBase64 };

export const base64Length = (bytes: Uint8Array): number => Math.ceil(bytes.length / 3) * 4;

/** In a tree of hundreds: one call over thousands takes worse than linear time (measured; facts in docs/decisions). */
export function mergeAll(updates: Uint8Array[]): Uint8Array {
  let level = updates;
  while (level.length > 1) {
    const merged: Uint8Array[] = [];
    for (let start = 0; start < level.length; start += 100) merged.push(Y.mergeUpdates(level.slice(start, start + 100)));
    level = merged;
  }
  return level[0] ?? new Uint8Array([0, 0]);
}

export const emptyUpdate = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

/** Which structs a series of updates brings, as a state vector; deletions are not seen by it. */
export class Coverage {
  readonly clocks = new Map<number, number>();

  add(update: Uint8Array): void {
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, end] of to) {
      const known = this.clocks.get(client) ?? 0;
      if ((from.get(client) ?? 0) <= known && end > known) this.clocks.set(client, end);
    }
  }

  /** What `doc` holds and these updates do not, or null. */
  missingFrom(doc: Y.Doc): Uint8Array | null {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
      if (clock > (this.clocks.get(client) ?? 0)) return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.clocks));
    }
    return null;
  }
}
