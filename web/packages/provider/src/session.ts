import * as Y from 'yjs';
import { type Clock, shortId, Timers } from './clock.ts';
import { Company } from './company.ts';
import type { Membership } from './connection.ts';
import type { Emitter } from './emitter.ts';
import type { BroadcastKind, Changed, Participant, Person, Role } from './frames.ts';
import { type DocumentHttp, HttpRefused, LINK_REFUSED } from './http.ts';
import { Outbox } from './outbox.ts';
import { sameStatus, type SyncStatus } from './status.ts';
import type { KeptCopy, PendingStore } from './store.ts';

export interface ProviderEvents {
  status: SyncStatus;
  loaded: { epoch: number };
  role: Role;
  people: Participant[];
  /** Somebody's typing, pointer or signal; awareness is handled here. */
  broadcast: { kind: BroadcastKind; data: unknown; connection: string; person: Person };
  /** The history was replaced (L18), or the server will never take what was written here (L19; `copy.reason` says which).
   * Make a new Y.Doc and a new provider; `copy` holds words that were not saved. */
  replaced: { epoch: number; copy: KeptCopy | null };
  /** What lists show of the document is newer (L24). */
  changed: Changed;
  /** Access ended or the document is gone (L20); unsaved words stay in the store. */
  ended: { code: string; detail: string };
}

/** Codes that say there is nothing here for us. */
export const FINAL = new Set(['not_found', 'document_not_found', 'access_ended', 'org_not_found']);

export interface SessionParts {
  topic: string;
  doc: Y.Doc;
  http: DocumentHttp;
  store: PendingStore;
  clock: Clock;
  events: Emitter<ProviderEvents>;
  /** What our own changes to the document carry as their origin. */
  origin: unknown;
  /** Everything else stops when the session is over. */
  stop: () => void;
}

/**
 * What the writing and the reading side of one document share: where it stands, what may be done, and how it ends.
 * An ending happens once; after it nothing is sent, applied or fetched.
 */
export class Session {
  readonly company = new Company();
  readonly outbox = new Outbox();
  readonly timers: Timers;
  membership!: Membership;
  status: SyncStatus = { state: 'loading' };
  role: Role | null = null;
  epoch: number | null = null;
  loaded = false;
  downSince: number | null;
  savedAt: number | null = null;
  barred: { code: string; detail: string } | null = null;
  over: { code: string; detail: string } | null = null;

  constructor(readonly parts: SessionParts) {
    this.timers = new Timers(parts.clock);
    this.downSince = parts.clock.now();
  }

  /** After an `await` the world may have ended; TypeScript cannot know that, so it is asked afresh. */
  isOver(): boolean {
    return this.over !== null;
  }

  mayWrite(): boolean {
    return this.loaded && this.over === null && this.barred === null && this.role !== 'viewer';
  }

  apply(update: Uint8Array): void {
    try {
      // What an update says for itself cannot be told any more once it is applied; an editor may want to know.
      (this.parts.doc as unknown as { emit: (name: string, values: unknown[]) => void }).emit('arriving', [update]);
      Y.applyUpdate(this.parts.doc, update, this.parts.origin);
    } catch (error) {
      console.error('an update from the log could not be applied', error);
    }
  }

  setRole(role: Role): void {
    if (role === 'editor') this.barred = null;
    if (this.role !== role) {
      this.role = role;
      this.parts.events.emit('role', role);
    }
    if (role === 'viewer' && this.outbox.size > 0) this.bar('forbidden', 'you may read this document, not change it');
    this.tell();
  }

  /** Nothing is sent until the role says otherwise; the words wait. */
  bar(code: string, detail: string): void {
    this.barred = { code, detail };
    this.tell();
  }

  /** The whole document as it is here, kept for the person. */
  async keep(reason: string): Promise<KeptCopy> {
    const { clock, doc, store, topic } = this.parts;
    const kept = { key: shortId(clock), reason, epoch: this.epoch, state: Y.encodeStateAsUpdate(doc), at: clock.now() };
    await store.keep(topic, kept).catch(() => undefined);
    return kept;
  }

  /** Another history (L18): unsaved words become a copy, and are never merged. */
  async replace(epoch: number, code = 'epoch_changed', detail = 'this document was replaced by an earlier version'): Promise<void> {
    if (this.over !== null) return;
    const { store, topic, events } = this.parts;
    const entries = this.outbox.clear();
    this.release({ code, detail });
    // First the copy, then the records it replaces: a crash between leaves both, never neither.
    const copy = entries.length > 0 ? await this.keep(code) : null;
    await store
      .remove(
        topic,
        entries.map((entry) => entry.key),
      )
      .catch(() => undefined);
    await store.setEpoch(topic, epoch).catch(() => undefined);
    this.tell();
    events.emit('replaced', { epoch, copy });
  }

  end(code: string, detail: string): void {
    if (this.over !== null) return;
    this.release({ code, detail });
    this.tell();
    this.parts.events.emit('ended', { code, detail });
  }

  release(over: { code: string; detail: string }): void {
    if (this.over !== null) return;
    this.over = over;
    this.timers.clear();
    this.company.clear();
    this.parts.stop();
    this.membership.leave();
  }

  /** A subscription can be lost without access being lost (a server that took us for dead); the next answer decides. */
  askAgain(code: string): void {
    if (this.membership.live) this.membership.again();
    else this.end(code, '');
  }

  refusedForGood(error: unknown): boolean {
    if (!(error instanceof HttpRefused) || (error.status !== 403 && error.status !== 404)) return false;
    if (error.code === LINK_REFUSED) return false; // says it of a signed link only: the next load brings another
    this.end(error.code, '');
    return true;
  }

  tell(): void {
    const status = this.currentStatus();
    if (sameStatus(status, this.status)) return;
    this.status = status;
    this.parts.events.emit('status', status);
  }

  private currentStatus(): SyncStatus {
    const changes = this.outbox.size;
    if (this.over) return { state: 'ended', ...this.over, changes };
    if (this.barred && changes > 0) return { state: 'refused', ...this.barred, changes };
    if (this.downSince !== null && (this.loaded || changes > 0)) return { state: 'offline', changes, since: this.downSince };
    if (!this.loaded) return { state: 'loading' };
    if (changes > 0) return { state: 'pending', changes, since: this.outbox.since ?? this.parts.clock.now() };
    return { state: 'saved', at: this.savedAt };
  }
}
