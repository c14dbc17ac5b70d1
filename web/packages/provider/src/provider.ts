import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { AwarenessRelay } from './awareness.ts';
import { base64Length, Coverage, emptyUpdate, toBase64 } from './bytes.ts';
import { type Clock, fullJitter, shortId, systemClock } from './clock.ts';
import { Company } from './company.ts';
import type { LiveConnection, Membership } from './connection.ts';
import { Emitter } from './emitter.ts';
import type { Ack, Answer, BroadcastKind, Participant, Person, Refused, Role, Subscribed, TopicFrame, UpdateFrame } from './frames.ts';
import { decode, type DocumentHttp, HttpRefused, type LoggedUpdate, type PushedUpdate } from './http.ts';
import { Inbox } from './inbox.ts';
import { LinkLost, RequestRefused } from './link.ts';
import { type Batch, Outbox } from './outbox.ts';
import { sameStatus, type SyncStatus } from './status.ts';
import { type KeptCopy, MemoryStore, type PendingStore } from './store.ts';

export interface ProviderOptions {
  connection: LiveConnection;
  doc: Y.Doc;
  org: string;
  document: string;
  http: DocumentHttp;
  store?: PendingStore;
  awareness?: Awareness;
  /** Milliseconds between updates while others watch, and alone (L17). */
  tick?: { company: number; alone: number };
  /** Origins whose updates are no edits: a local replica such as y-indexeddb reading itself in. */
  replicas?: unknown[];
  clock?: Clock;
}

export interface ProviderEvents {
  status: SyncStatus;
  loaded: { epoch: number };
  role: Role;
  people: Participant[];
  /** Somebody's typing, pointer or signal; awareness is handled here. */
  broadcast: { kind: BroadcastKind; data: unknown; connection: string; person: Person };
  /** The history was replaced (L18). Make a new Y.Doc and a new provider; `copy` holds words that were not saved. */
  replaced: { epoch: number; copy: KeptCopy | null };
  /** Access ended or the document is gone (L20); unsaved words stay in the store. */
  ended: { code: string; detail: string };
  /** An update the server will never take; its words were kept. */
  kept: KeptCopy;
}

const FRAME_BASE64 = 24_000;
const GAP = 150;
const QUIET = 3_000;
const ACK = 5_000;
const HTTP_AFTER = 3_000;
const FINAL = new Set(['not_found', 'document_not_found', 'access_ended', 'org_not_found']);

/** One Yjs document kept equal with everybody else's. The rules are those of docs/live-protocol.md, cited as L11 and so on. */
export class HearthProvider {
  readonly events = new Emitter<ProviderEvents>();
  readonly topic: string;
  readonly company = new Company();
  status: SyncStatus = { state: 'loading' };
  role: Role | null = null;
  epoch: number | null = null;
  /** Resolves once the words of the server are in the document. */
  readonly loaded: Promise<void>;

  private readonly doc: Y.Doc;
  private readonly http: DocumentHttp;
  private readonly store: PendingStore;
  private readonly clock: Clock;
  private readonly tick: { company: number; alone: number };
  private readonly inbox = new Inbox();
  private readonly outbox = new Outbox();
  private readonly relay: AwarenessRelay | null;
  private readonly membership: Membership;
  private readonly restored: Promise<void>;
  private readonly timers = new Map<string, () => void>();
  private readonly held: UpdateFrame[] = [];
  private markLoaded: () => void = () => undefined;
  private isLoaded = false;
  private loading = false;
  private fetching = false;
  private failures = 0;
  private silences = 0;
  private lastSent = -Infinity;
  private notBefore = 0;
  private savedAt: number | null = null;
  private downSince: number | null;
  private barred: { code: string; detail: string } | null = null;
  private over: { code: string; detail: string } | null = null;

  constructor(private readonly options: ProviderOptions) {
    this.doc = options.doc;
    this.http = options.http;
    this.store = options.store ?? new MemoryStore();
    this.clock = options.clock ?? systemClock;
    this.tick = options.tick ?? { company: 30, alone: 1_000 };
    this.topic = `document:${options.org}/${options.document}`;
    this.downSince = this.clock.now();
    this.loaded = new Promise((resolve) => (this.markLoaded = resolve));
    this.doc.on('update', this.onEdit);
    this.membership = options.connection.join(this.topic, {
      subscribed: (frame) => this.onSubscribed(frame),
      frame: (frame) => this.onFrame(frame),
      refused: (frame) => this.onRefused(frame),
      down: () => this.onDown(),
      quiet: () => this.onQuiet(),
    });
    this.relay = options.awareness
      ? new AwarenessRelay(
          options.awareness,
          this.clock,
          (data) => this.membership.broadcast('awareness', data),
          () => this.membership.live && this.company.any,
        )
      : null;
    this.restored = this.restore();
    this.later('http', HTTP_AFTER, () => this.overHttp());
  }

  get readOnly(): boolean {
    return this.over !== null || (this.role !== null && this.role !== 'editor');
  }

  get people(): Participant[] {
    return this.company.list;
  }

  broadcast(kind: BroadcastKind, data: unknown, to?: string): void {
    if (this.company.any) this.membership.broadcast(kind, data, to);
  }

  setIdle(idle: boolean): void {
    if (this.company.any) this.membership.idle(idle);
  }

  /** Sends what waits now: for a page that is about to be hidden. */
  flush(): void {
    this.cancel('send');
    if (this.canSend()) this.send();
  }

  /** The whole document as this client has it; what a person gets to keep when nothing else is left. */
  copy(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** Stops syncing. What is not acknowledged stays in the store and is sent when the document is opened again. */
  destroy(): void {
    if (this.over === null) this.flush();
    this.release();
    this.events.clear();
  }

  // ---- local edits ------------------------------------------------------------------------------------------------

  private readonly onEdit = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.options.replicas?.includes(origin) || emptyUpdate(update)) return;
    this.enqueue(update);
  };

  private enqueue(update: Uint8Array): void {
    const entry = { key: `${this.clock.now().toString(36)}-${shortId(this.clock)}`, epoch: this.epoch, update, at: this.clock.now() };
    this.outbox.add(entry);
    this.store.append(this.topic, entry).catch(() => this.events.emit('status', this.status)); // storage full: still sent
    this.schedule();
    this.tell();
  }

  private canSend(): boolean {
    return (
      this.isLoaded && this.over === null && this.barred === null && this.role !== 'viewer' && this.membership.live &&
      this.outbox.unsent > 0 && this.outbox.flying.size === 0 // one at a time: the log keeps our order (L14)
    );
  }

  /** At once after a pause; then one update per tick, shorter while others watch (L17). */
  private schedule(): void {
    if (!this.canSend() || this.timers.has('send')) return;
    const tick = this.company.any ? this.tick.company : this.tick.alone;
    const due = Math.max(this.lastSent + tick, this.notBefore) - this.clock.now();
    this.later('send', Math.max(0, due), () => this.canSend() && this.send());
  }

  private send(): void {
    const batch = this.outbox.take(shortId(this.clock));
    if (!batch) return;
    this.lastSent = this.clock.now();
    const fits = base64Length(batch.update) <= FRAME_BASE64;
    void (fits ? this.sendFrame(batch) : this.sendHttp(batch)).then(() => {
      this.schedule();
      this.tell();
    });
    this.expectQuiet();
  }

  private async sendFrame(batch: Batch): Promise<void> {
    const timeout = Math.min(30_000, ACK * 2 ** batch.attempt);
    try {
      const answer = await this.membership.request(
        {
          type: 'update',
          id: batch.id,
          topic: this.topic,
          epoch: this.epoch ?? 0,
          after: this.inbox.contiguous,
          update: toBase64(batch.update),
        },
        timeout,
      );
      this.silences = 0;
      if (answer.type === 'ack') this.acked(batch.id, answer);
      else this.outbox.giveBack(batch.id);
    } catch (error) {
      if (error instanceof RequestRefused) return this.sendRefused(batch, error.frame);
      this.outbox.giveBack(batch.id);
      if (error instanceof LinkLost && this.membership.live && ++this.silences >= 2) {
        this.silences = 0;
        this.membership.suspect();
      }
    }
  }

  private async sendHttp(batch: Batch): Promise<void> {
    try {
      const { id, update } = batch;
      this.acked(id, await this.http.push({ id, update, epoch: this.epoch ?? 0, after: this.inbox.contiguous }));
    } catch (error) {
      if (error instanceof HttpRefused && error.status < 500 && error.status !== 429 && error.status !== 401) {
        const { epoch } = error.problem;
        this.sendRefused(batch, { type: 'refused', code: error.code, ...(typeof epoch === 'number' ? { epoch } : {}) });
        return;
      }
      this.outbox.giveBack(batch.id);
      this.notBefore = this.clock.now() + 500 + fullJitter(this.clock, batch.attempt + 2);
    }
  }

  private acked(id: string, ack: Pick<Ack, 'seq' | 'epoch' | 'others'> | PushedUpdate): void {
    const entries = this.outbox.settle(id);
    if (entries.length > 0) {
      this.savedAt = this.clock.now();
      void this.store.remove(this.topic, entries.map((entry) => entry.key)).catch(() => undefined);
    }
    if (this.over !== null) return; // closed while it was under way: durable all the same
    if (ack.epoch !== this.epoch) return void this.replace(ack.epoch);
    this.inbox.accept(ack.seq);
    if (ack.others !== undefined) this.company.counted(ack.others);
    if (this.inbox.gap) this.expectGap(GAP);
  }

  private sendRefused(batch: Batch, frame: Refused): void {
    if (frame.code === 'epoch_changed') {
      this.outbox.giveBack(batch.id);
      this.isLoaded = false;
      void (frame.epoch === undefined ? this.load() : this.replace(frame.epoch));
    } else if (frame.code === 'forbidden') {
      this.outbox.giveBack(batch.id);
      this.bar(frame.code, frame.detail ?? '');
    } else if (FINAL.has(frame.code)) {
      this.outbox.giveBack(batch.id);
      this.askAgain(frame.code);
    } else if (['invalid_update', 'too_large', 'invalid_frame'].includes(frame.code)) {
      // It will never be taken. The words stay with the person, and what is typed next is not held up by them.
      const keys = this.outbox.settle(batch.id).map((entry) => entry.key);
      void this.keep(frame.code).then((kept) => {
        this.events.emit('kept', kept);
        return this.store.remove(this.topic, keys);
      });
    } else {
      this.outbox.giveBack(batch.id);
      this.notBefore = this.clock.now() + (frame.retry_after ?? 1) * 1000 + fullJitter(this.clock, batch.attempt + 1);
    }
    this.tell();
  }

  /** A subscription can be lost without access being lost (a server that took us for dead); the next answer decides. */
  private askAgain(code: string): void {
    this.notBefore = this.clock.now() + 1_000;
    if (this.membership.live) this.membership.again();
    else this.end(code, '');
  }

  // ---- the topic --------------------------------------------------------------------------------------------------

  private onSubscribed(frame: Subscribed): void {
    if (this.over !== null) return;
    this.downSince = null;
    this.silences = 0;
    this.cancel('http');
    this.setRole(frame.role);
    this.company.replace(frame.participants, this.membership.isMine);
    this.events.emit('people', this.people);
    if (this.isLoaded && frame.epoch !== undefined && frame.epoch !== this.epoch) return void this.replace(frame.epoch);
    if (this.isLoaded && frame.head !== undefined && frame.head < this.inbox.contiguous) {
      this.inbox.rewind();
      this.isLoaded = false; // the server's log went back (a restored table): load, and give it what it lost
    }
    if (this.isLoaded) {
      this.inbox.heard(frame.head ?? 0);
      if (this.inbox.gap) this.expectGap(0);
      this.expectQuiet();
    } else void this.load();
    this.relay?.announce();
    this.schedule();
    this.tell();
  }

  private onFrame(frame: TopicFrame | Answer): void {
    if (this.over !== null) return;
    switch (frame.type) {
      case 'update':
        if (frame.connection && !this.membership.isMine(frame.connection)) this.company.heardFrom(frame.connection);
        if (this.isLoaded) this.receive(frame);
        else this.held.push(frame);
        break;
      case 'ack':
        this.acked(frame.id, frame); // late: its time limit had passed, and the words wait to be sent again, harmlessly
        break;
      case 'broadcast':
        this.company.heardFrom(frame.connection);
        if (frame.kind === 'awareness') this.relay?.receive(frame.connection, frame.data);
        else this.events.emit('broadcast', frame);
        break;
      case 'user-joined':
        if (this.membership.isMine(frame.participant.connection)) break;
        if (this.company.joined(frame.participant)) {
          this.cancel('send'); // the tick is shorter now
          this.schedule();
          this.relay?.announce();
        }
        this.events.emit('people', this.people);
        break;
      case 'user-left':
        this.company.left(frame.connection);
        this.relay?.left(frame.connection);
        this.events.emit('people', this.people);
        break;
      case 'user-idle':
        this.company.idle(frame.connection, frame.idle);
        this.events.emit('people', this.people);
        break;
      case 'role-changed':
        this.setRole(frame.role);
        break;
      case 'access-ended':
        this.end(frame.code, frame.detail ?? '');
        break;
      case 'head':
        this.heardHead(frame.seq, frame.epoch);
        break;
      default:
        break;
    }
  }

  private onRefused(frame: Refused): void {
    if (FINAL.has(frame.code) || frame.code === 'forbidden') this.end(frame.code, frame.detail ?? '');
  }

  private onDown(): void {
    if (this.over !== null) return;
    this.downSince = this.clock.now();
    this.outbox.giveBackAll();
    this.relay?.allLeft();
    this.company.clear();
    for (const name of ['send', 'quiet']) this.cancel(name);
    this.later('http', HTTP_AFTER, () => this.overHttp());
    this.events.emit('people', []);
    this.tell();
  }

  private onQuiet(): boolean {
    if (!this.isLoaded || this.over !== null) return false;
    this.check();
    return true;
  }

  // ---- order, gaps and checks (L11, L12) ---------------------------------------------------------------------------

  private receive(frame: UpdateFrame): void {
    if (frame.epoch !== this.epoch) {
      if (this.epoch === null || frame.epoch > this.epoch) void this.replace(frame.epoch);
      return;
    }
    if (frame.update === undefined) {
      this.inbox.heard(frame.seq);
      this.expectGap(0);
      return;
    }
    this.take(frame.seq, decode(frame.update));
    if (this.inbox.gap) this.expectGap(GAP);
    this.expectQuiet();
  }

  private take(seq: number, update: Uint8Array): void {
    if (!this.inbox.accept(seq)) return;
    const own = this.outbox.findFlying(update);
    if (own) this.acked(own.id, { seq, epoch: this.epoch ?? 0 });
    else this.apply(update);
  }

  private apply(update: Uint8Array): void {
    try {
      Y.applyUpdate(this.doc, update, this);
    } catch (error) {
      console.error('an update from the log could not be applied', error);
    }
  }

  private async bytesOf(updates: LoggedUpdate[]): Promise<Array<[number, Uint8Array]>> {
    const bytes: Array<[number, Uint8Array]> = [];
    for (const { seq, update, url } of updates) {
      bytes.push([seq, update === undefined ? await this.http.download(url ?? '') : decode(update)]);
    }
    return bytes;
  }

  private expectGap(ms: number): void {
    if (ms === 0) this.cancel('gap');
    this.later('gap', ms, () => this.inbox.gap && void this.fetchMissing());
  }

  private async fetchMissing(): Promise<void> {
    if (this.fetching || !this.isLoaded || this.over !== null) return;
    this.fetching = true;
    try {
      let more = true;
      while (more && this.over === null) {
        const page = await this.http.updates(this.inbox.contiguous);
        if (page.epoch !== this.epoch) return void this.replace(page.epoch);
        for (const [seq, update] of await this.bytesOf(page.updates)) this.take(seq, update);
        more = page.more && page.updates.length > 0;
      }
      this.failures = 0;
    } catch (error) {
      if (error instanceof HttpRefused && error.code === 'updates_folded') {
        this.isLoaded = false;
        void this.load();
        return;
      }
      if (this.refusedForGood(error)) return;
      this.failures += 1;
    } finally {
      this.fetching = false;
      this.tell();
    }
    if (this.inbox.gap) this.expectGap(this.failures > 0 ? 200 + fullJitter(this.clock, this.failures, 200, 10_000) : GAP);
  }

  private expectQuiet(): void {
    this.cancel('quiet');
    if (this.membership.live) this.later('quiet', QUIET, () => this.company.any && this.check());
  }

  private check(): void {
    const frame = { type: 'check' as const, id: shortId(this.clock), topic: this.topic, seq: this.inbox.contiguous };
    this.membership.request(frame, ACK).then(
      (answer) => answer.type === 'head' && this.heardHead(answer.seq, answer.epoch),
      (error: unknown) => {
        if (error instanceof RequestRefused && FINAL.has(error.code)) this.askAgain(error.code);
        else if (error instanceof LinkLost && this.membership.live) this.membership.suspect();
      },
    );
  }

  private heardHead(seq: number, epoch: number): void {
    if (this.over !== null || !this.isLoaded) return;
    if (epoch !== this.epoch) return void this.replace(epoch);
    this.inbox.heard(seq);
    if (this.inbox.gap) this.expectGap(0);
  }

  // ---- loading (L13) ------------------------------------------------------------------------------------------------

  /** Reads in what an earlier session could not send. */
  private async restore(): Promise<void> {
    try {
      this.epoch = await this.store.epoch(this.topic);
      for (const entry of await this.store.list(this.topic)) {
        this.apply(entry.update);
        this.outbox.add(entry);
      }
    } catch {
      // Storage denied: the session works, and says that nothing survives a reload (status).
    }
    this.tell();
  }

  private async load(): Promise<void> {
    if (this.loading || this.isLoaded || this.over !== null) return;
    this.loading = true;
    try {
      await this.restored;
      const state = await this.http.state();
      if (this.isOver()) return;
      const stale = [...this.outbox.all()].some((entry) => entry.epoch !== null && entry.epoch !== state.epoch);
      if (stale || (this.epoch !== null && this.epoch !== state.epoch)) return void (await this.replace(state.epoch));
      const coverage = new Coverage();
      const { snapshot } = state;
      if (snapshot) {
        const bytes = snapshot.data !== undefined ? decode(snapshot.data) : await this.http.download(snapshot.url ?? '');
        if (this.isOver()) return;
        coverage.add(bytes);
        this.apply(bytes);
      }
      this.epoch = state.epoch;
      this.inbox.reset(snapshot?.seq ?? 0);
      let page: { updates: LoggedUpdate[]; more: boolean } = state;
      for (;;) {
        for (const [seq, update] of await this.bytesOf(page.updates)) {
          coverage.add(update);
          this.take(seq, update);
        }
        if (!page.more || page.updates.length === 0) break;
        const next = await this.http.updates(this.inbox.contiguous);
        if (this.isOver()) return;
        if (next.epoch !== state.epoch) return void (await this.replace(next.epoch));
        page = next;
      }
      this.inbox.heard(state.head);
      this.arrived(state.epoch, state.role, coverage);
    } catch (error) {
      if (!this.refusedForGood(error)) {
        this.failures += 1;
        this.later('load', 200 + fullJitter(this.clock, this.failures, 400, 15_000), () => void this.load());
      }
    } finally {
      this.loading = false;
    }
  }

  private arrived(epoch: number, role: Role | undefined, coverage: Coverage): void {
    this.failures = 0;
    this.isLoaded = true;
    void this.store.setEpoch(this.topic, epoch).catch(() => undefined);
    if (role && this.role === null) this.setRole(role);
    // A local replica may hold words that no record of ours names, and a restored server may have lost some: both heal.
    for (const entry of this.outbox.all()) coverage.add(entry.update);
    const missing = this.role === 'viewer' ? null : coverage.missingFrom(this.doc);
    if (missing) this.enqueue(missing);
    for (const frame of this.held.splice(0)) this.receive(frame);
    if (this.inbox.gap) this.expectGap(0);
    this.expectQuiet();
    this.markLoaded();
    this.events.emit('loaded', { epoch });
    this.schedule();
    this.tell();
  }

  /** The socket has been down for a while: the same document over plain HTTP, slower but as safe (L14). */
  private async overHttp(): Promise<void> {
    if (this.over !== null || this.membership.live) return;
    if (!this.isLoaded) await this.load();
    else {
      await this.fetchMissing();
      if (this.outbox.unsent > 0 && this.barred === null && this.role !== 'viewer' && this.outbox.flying.size === 0) {
        const batch = this.outbox.take(shortId(this.clock));
        if (batch) await this.sendHttp(batch);
        this.tell();
      }
    }
    if (!this.isOver() && !this.membership.live) this.later('http', 2_000 + fullJitter(this.clock, 5), () => this.overHttp());
  }

  // ---- endings ------------------------------------------------------------------------------------------------------

  private setRole(role: Role): void {
    if (role === 'editor') this.barred = null;
    if (this.role !== role) {
      this.role = role;
      this.events.emit('role', role);
    }
    if (role === 'viewer' && this.outbox.size > 0) this.bar('forbidden', 'you may read this document, not change it');
    this.schedule();
    this.tell();
  }

  private bar(code: string, detail: string): void {
    this.barred = { code, detail };
    this.tell();
  }

  private async keep(reason: string): Promise<KeptCopy> {
    const kept = { key: shortId(this.clock), reason, epoch: this.epoch, state: this.copy(), at: this.clock.now() };
    await this.store.keep(this.topic, kept).catch(() => undefined);
    return kept;
  }

  private async replace(epoch: number): Promise<void> {
    if (this.over !== null) return;
    const entries = this.outbox.clear();
    this.over = { code: 'epoch_changed', detail: 'this document was replaced by an earlier version' };
    this.release();
    // First the copy, then the records it replaces: a crash between leaves both, never neither.
    const copy = entries.length > 0 ? await this.keep('epoch_changed') : null;
    await this.store.remove(this.topic, entries.map((entry) => entry.key)).catch(() => undefined);
    await this.store.setEpoch(this.topic, epoch).catch(() => undefined);
    this.tell();
    this.events.emit('replaced', { epoch, copy });
  }

  private end(code: string, detail: string): void {
    if (this.over !== null) return;
    this.over = { code, detail };
    this.release();
    this.tell();
    this.events.emit('ended', { code, detail });
  }

  private refusedForGood(error: unknown): boolean {
    if (!(error instanceof HttpRefused) || (error.status !== 403 && error.status !== 404)) return false;
    this.end(error.code, '');
    return true;
  }

  private release(): void {
    this.over ??= { code: 'closed', detail: '' };
    this.doc.off('update', this.onEdit);
    for (const name of [...this.timers.keys()]) this.cancel(name);
    this.relay?.destroy();
    this.company.clear();
    this.membership.leave();
  }

  /** After an `await` the world may have ended; TypeScript cannot know that, so it is asked afresh. */
  private isOver(): boolean {
    return this.over !== null;
  }

  private tell(): void {
    const changes = this.outbox.size;
    const since = this.outbox.since ?? this.clock.now();
    let status: SyncStatus;
    if (this.over) status = { state: 'ended', ...this.over, changes };
    else if (this.barred && changes > 0) status = { state: 'refused', ...this.barred, changes };
    else if (this.downSince !== null && (this.isLoaded || changes > 0)) status = { state: 'offline', changes, since: this.downSince };
    else if (!this.isLoaded) status = { state: 'loading' };
    else if (changes > 0) status = { state: 'pending', changes, since };
    else status = { state: 'saved', at: this.savedAt };
    if (sameStatus(status, this.status)) return;
    this.status = status;
    this.events.emit('status', status);
  }

  private later(name: string, ms: number, act: () => unknown): void {
    if (this.timers.has(name)) return;
    this.timers.set(
      name,
      this.clock.after(ms, () => {
        this.timers.delete(name);
        act();
      }),
    );
  }

  private cancel(name: string): void {
    this.timers.get(name)?.();
    this.timers.delete(name);
  }
}
