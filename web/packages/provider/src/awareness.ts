import { applyAwarenessUpdate, type Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { fromBase64, toBase64 } from './bytes.ts';
import type { Clock } from './clock.ts';
import { type Place, placeIn } from './distance.ts';

const EVERY = 100;
const EVERY_UNSEEN = 1_000;

/**
 * Names and cursors over ephemeral broadcasts (L10): at once after a pause, then every 100 ms where somebody sees them,
 * every second where nobody does, and never when alone.
 * While somebody types, Yjs positions keep their meaning, so a moving text sends no cursor at all.
 */
export class AwarenessRelay {
  private readonly ids = new Map<string, Set<number>>();
  private lastSent = -Infinity;
  private cancel: (() => void) | null = null;
  private every = EVERY;
  private heard: string | null = null;

  constructor(
    readonly awareness: Awareness,
    private readonly clock: Clock,
    private readonly send: (data: { update: string }) => void,
    private readonly inCompany: () => boolean,
    /** Somebody sees where we are, or we see them. */
    private readonly seen: () => boolean,
    /** Somebody, or we, went to another place or looked elsewhere. */
    private readonly moved: () => void,
  ) {
    // Presence tells who is gone; the library's own timer would re-announce every 15 s and forget people after 30 s.
    clearInterval(awareness._checkInterval as ReturnType<typeof setInterval>);
    awareness.on('update', this.onUpdate);
  }

  receive(connection: string, data: unknown): void {
    const update = (data as { update?: unknown } | null)?.update;
    if (typeof update !== 'string') return;
    this.heard = connection;
    try {
      applyAwarenessUpdate(this.awareness, fromBase64(update), this);
    } catch {
      // Somebody else's broken cursor is nobody's problem.
    } finally {
      this.heard = null;
    }
  }

  /** Somebody came who cannot know us yet. */
  announce(): void {
    if (this.awareness.getLocalState() !== null) this.schedule();
  }

  /** Where they are who sit at a connection; null for who has not said. */
  placeOf(connection: string): Place | null {
    const states = this.awareness.getStates();
    for (const id of this.ids.get(connection) ?? []) {
      const place = placeIn(states.get(id));
      if (place) return place;
    }
    return null;
  }

  left(connection: string): void {
    const ids = [...(this.ids.get(connection) ?? [])];
    this.ids.delete(connection);
    if (ids.length > 0) removeAwarenessStates(this.awareness, ids, this);
  }

  /** The line is down: nobody's cursor is true any more. */
  allLeft(): void {
    for (const connection of [...this.ids.keys()]) this.left(connection);
  }

  destroy(): void {
    this.cancel?.();
    this.awareness.off('update', this.onUpdate);
    this.allLeft();
  }

  private readonly onUpdate = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown): void => {
    if (origin === this) {
      if (this.heard === null) return;
      const known = this.ids.get(this.heard) ?? new Set();
      this.ids.set(this.heard, known);
      for (const id of [...added, ...updated]) if (id !== this.awareness.clientID) known.add(id);
      return this.moved();
    }
    if ([...added, ...updated, ...removed].includes(this.awareness.clientID)) {
      this.moved();
      this.schedule();
    }
  };

  private schedule(): void {
    if (!this.inCompany()) return;
    const every = this.seen() ? EVERY : EVERY_UNSEEN;
    if (this.cancel && every >= this.every) return;
    this.cancel?.();
    this.every = every;
    const wait = Math.max(0, this.lastSent + every - this.clock.now());
    this.cancel = this.clock.after(wait, () => {
      this.cancel = null;
      if (!this.inCompany()) return;
      this.lastSent = this.clock.now();
      this.send({ update: toBase64(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])) });
    });
  }
}
