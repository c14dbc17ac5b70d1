import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { AwarenessRelay } from './awareness.ts';
import { emptyUpdate } from './bytes.ts';
import { type Clock, fullJitter, systemClock } from './clock.ts';
import type { LiveConnection } from './connection.ts';
import { distance, matters, type Place, placeIn, type Tick, TICK } from './distance.ts';
import { Emitter } from './emitter.ts';
import type { Answer, BroadcastKind, Participant, Refused, Role, Subscribed, TopicFrame } from './frames.ts';
import type { DocumentHttp } from './http.ts';
import { Reader } from './reader.ts';
import { FINAL, type ProviderEvents, Session } from './session.ts';
import type { SyncStatus } from './status.ts';
import { MemoryStore, type PendingStore } from './store.ts';
import { Writer } from './writer.ts';

export interface ProviderOptions {
  connection: LiveConnection;
  doc: Y.Doc;
  org: string;
  document: string;
  http: DocumentHttp;
  store?: PendingStore;
  awareness?: Awareness;
  /** Milliseconds between updates, by how closely somebody may watch (L17). */
  tick?: Tick;
  /** Origins whose updates are no edits: a local replica such as y-indexeddb reading itself in. */
  replicas?: unknown[];
  clock?: Clock;
}

const HTTP_AFTER = 3_000;

/** One Yjs document kept equal with everybody else's. The rules are those of docs/live-protocol.md, cited as L11 and so on. */
export class HearthProvider {
  readonly events = new Emitter<ProviderEvents>();
  readonly topic: string;
  /** Resolves once the words of the server are in the document. */
  readonly loaded: Promise<void>;

  private readonly clock: Clock;
  private readonly session: Session;
  private readonly writer: Writer;
  private readonly reader: Reader;
  private readonly relay: AwarenessRelay | null;
  private markLoaded: () => void = () => undefined;

  constructor(private readonly options: ProviderOptions) {
    const { connection, doc, http, store = new MemoryStore(), clock = systemClock } = options;
    this.clock = clock;
    this.topic = `document:${options.org}/${options.document}`;
    this.loaded = new Promise((resolve) => (this.markLoaded = resolve));
    const { topic, events } = this;
    this.session = new Session({ topic, doc, http, store, clock, events, origin: this, stop: () => this.stop() });
    const reader: Reader = (this.reader = new Reader(this.session, {
      own: (id, seq) => this.writer.acked(id, { seq, epoch: this.session.epoch ?? 0 }),
      arrived: (missing) => this.onArrived(missing),
    }));
    this.writer = new Writer(this.session, options.tick ?? TICK, {
      after: () => reader.contiguous,
      settled: (seq) => reader.settled(seq),
      sent: () => reader.expectQuiet(),
      distance: () => distance(this.place, this.places),
      reload: () => reader.reload(),
    });
    doc.on('update', this.onEdit);
    this.session.membership = connection.join(topic, {
      subscribed: (frame) => this.onSubscribed(frame),
      frame: (frame) => this.onFrame(frame),
      refused: (frame) => this.onRefused(frame),
      down: () => this.onDown(),
      quiet: () => this.onQuiet(),
    });
    if (connection.hopeful) reader.lookAhead();
    this.relay = options.awareness ? this.newRelay(options.awareness) : null;
    this.session.timers.later('http', HTTP_AFTER, () => this.overHttp());
  }

  get status(): SyncStatus {
    return this.session.status;
  }

  get role(): Role | null {
    return this.session.role;
  }

  get epoch(): number | null {
    return this.session.epoch;
  }

  get readOnly(): boolean {
    return this.session.over !== null || (this.role !== null && this.role !== 'editor');
  }

  get people(): Participant[] {
    return this.session.company.list;
  }

  broadcast(kind: BroadcastKind, data: unknown, to?: string): void {
    if (this.session.company.any) this.session.membership.broadcast(kind, data, to);
  }

  setIdle(idle: boolean): void {
    if (this.session.company.any) this.session.membership.idle(idle);
  }

  /** Sends what waits now: for a page that is about to be hidden. */
  flush(): void {
    this.writer.flush();
  }

  /** The whole document as this client has it; what a person gets to keep when nothing else is left. */
  copy(): Uint8Array {
    return Y.encodeStateAsUpdate(this.options.doc);
  }

  /** Stops syncing. What is not acknowledged stays in the store and is sent when the document is opened again. */
  destroy(): void {
    this.flush();
    this.session.release({ code: 'closed', detail: '' });
    this.events.clear();
  }

  private newRelay(awareness: Awareness): AwarenessRelay {
    const { membership, company } = this.session;
    return new AwarenessRelay(
      awareness,
      this.clock,
      (data) => membership.broadcast('awareness', data),
      () => membership.live && company.any,
      () => matters(this.place, this.places),
      () => this.writer.reschedule(),
    );
  }

  private get place(): Place | null {
    return placeIn(this.options.awareness?.getLocalState());
  }

  /** Where the others are; null for each who has not said, and for one of whom we only know that they are there. */
  private get places(): Array<Place | null> {
    const { company } = this.session;
    if (!company.any) return [];
    const known = company.connections.map((one) => this.relay?.placeOf(one) ?? null);
    return known.length > 0 ? known : [null];
  }

  private stop(): void {
    this.options.doc.off('update', this.onEdit);
    this.relay?.destroy();
  }

  private readonly onEdit = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || this.options.replicas?.includes(origin) || emptyUpdate(update)) return;
    this.writer.enqueue(update);
  };

  private onArrived(missing: Uint8Array | null): void {
    if (missing) this.writer.enqueue(missing);
    this.markLoaded();
    this.events.emit('loaded', { epoch: this.session.epoch ?? 0 });
    this.writer.schedule();
    this.session.tell();
  }

  private onSubscribed(frame: Subscribed): void {
    const { session } = this;
    if (session.over !== null) return;
    session.downSince = null;
    session.timers.cancel('http');
    this.setRole(frame.role);
    session.company.replace(frame.participants, session.membership.isMine);
    this.tellPeople();
    if (session.loaded && frame.epoch !== undefined && frame.epoch !== session.epoch) return void session.replace(frame.epoch);
    this.reader.resume(frame.head, frame.epoch);
    this.relay?.announce();
    this.writer.schedule();
    session.tell();
  }

  private onFrame(frame: TopicFrame | Answer): void {
    const { session } = this;
    const { company, membership } = session;
    if (session.over !== null) return;
    switch (frame.type) {
      case 'update':
        if (frame.connection && !membership.isMine(frame.connection)) company.heardFrom(frame.connection);
        return this.reader.receive(frame);
      case 'ack': // late: its time limit had passed, and the words wait to be sent again, harmlessly
        return this.writer.acked(frame.id, frame);
      case 'head':
        return this.reader.heardHead(frame.seq, frame.epoch);
      case 'broadcast':
        company.heardFrom(frame.connection);
        if (frame.kind === 'awareness') this.relay?.receive(frame.connection, frame.data);
        else this.events.emit('broadcast', frame);
        return;
      case 'user-joined':
        return this.onJoined([frame.participant]);
      case 'users-joined':
        return this.onJoined(frame.participants);
      case 'user-left':
        return this.onLeft([frame]);
      case 'users-left':
        return this.onLeft(frame.left);
      case 'user-idle':
        company.idle(frame.connection, frame.idle);
        return this.tellPeople();
      case 'changed':
        return this.events.emit('changed', frame);
      case 'role-changed':
        return this.setRole(frame.role);
      case 'access-ended':
        return session.end(frame.code, frame.detail ?? '');
    }
  }

  private onJoined(participants: Participant[]): void {
    const { company, membership } = this.session;
    const others = participants.filter((one) => !membership.isMine(one.connection));
    if (others.filter((one) => company.joined(one)).length > 0) {
      this.writer.reschedule(); // the tick is shorter now
      this.relay?.announce();
    }
    if (others.length > 0) this.tellPeople();
  }

  private onLeft(gone: { connection: string }[]): void {
    for (const { connection } of gone) {
      this.session.company.left(connection);
      this.relay?.left(connection);
    }
    this.writer.reschedule();
    this.tellPeople();
  }

  private onRefused(frame: Refused): void {
    if (FINAL.has(frame.code) || frame.code === 'forbidden') this.session.end(frame.code, frame.detail ?? '');
  }

  private onDown(): void {
    const { session } = this;
    if (session.over !== null) return;
    session.downSince = this.clock.now();
    this.writer.lineIsDown();
    this.relay?.allLeft();
    session.company.clear();
    session.timers.cancel('quiet');
    session.timers.later('http', HTTP_AFTER, () => this.overHttp());
    this.tellPeople();
    session.tell();
  }

  /** A check instead of a ping, at the same price (L12). */
  private onQuiet(): boolean {
    if (!this.session.loaded || this.session.over !== null) return false;
    this.reader.check();
    return true;
  }

  private setRole(role: Role): void {
    this.session.setRole(role);
    this.writer.schedule();
  }

  private tellPeople(): void {
    this.events.emit('people', this.people);
  }

  /** The socket has been down for a while: the same document over plain HTTP, slower but as safe (L14). */
  private async overHttp(): Promise<void> {
    const { session } = this;
    if (session.over !== null || session.membership.live) return;
    if (!session.loaded) await this.reader.load();
    else {
      await this.reader.fetchMissing();
      await this.writer.overHttp();
    }
    if (session.isOver() || session.membership.live) return;
    session.timers.later('http', 2_000 + fullJitter(this.clock, 5), () => this.overHttp());
  }
}
