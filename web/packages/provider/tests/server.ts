import * as Y from 'yjs';
import { fromBase64, toBase64 } from '../src/bytes.ts';
import type { Clock } from '../src/clock.ts';
import type { Role } from '../src/frames.ts';
import { type DocumentState, HttpRefused, LINK_REFUSED, type Push, type PushedUpdate, type UpdatePage } from '../src/http.ts';

interface Entry {
  seq: number;
  update: string;
}

export const TOPIC = 'document:org/doc';

/**
 * The server half of docs/live-protocol.md for one document, in memory. It keeps the promises the real one makes (an
 * ack only after the log has it) and breaks everything the protocol allows to break: it can die between any two steps.
 */
export class FakeServer {
  epoch = 1;
  log: Entry[] = [];
  snapshot: { seq: number; state: Uint8Array } | null = null;
  roles = new Map<string, Role | null>();
  sessions = new Set<FakeSession>();
  /** Chance to die after any step of an update: before it is durable, before the fan-out, before the ack. */
  crash = 0;
  pageSize = 50;
  pingEvery = 240;
  life = 115 * 60_000;
  /** Does not say where the log is to who comes, which the protocol allows. */
  reticent = false;
  /** How far its clock is before that of the clients. */
  ahead = 0;
  /** So many signed links to a snapshot lead nowhere. */
  linksFail = 0;
  tail: number | null = null;
  counts = { updates: 0, checks: 0, broadcasts: 0, pings: 0, pushes: 0, states: 0, pages: 0, subscribes: 0, hellos: 0 };
  framesPerSecond = 60;
  private connections = 0;

  constructor(readonly clock: Clock) {}

  get head(): number {
    return this.log.at(-1)?.seq ?? this.snapshot?.seq ?? 0;
  }

  connect(person: string, send: (text: string) => void, close: (code: number) => void): FakeSession {
    this.connections += 1;
    const session = new FakeSession(this, person, `c${this.connections}`, send, close);
    this.sessions.add(session);
    return session;
  }

  role(person: string): Role | null {
    const role = this.roles.get(person);
    return role === undefined ? 'editor' : role;
  }

  subscribers(): FakeSession[] {
    return [...this.sessions].filter((session) => session.subscribed);
  }

  /** What every honest server does in this order: store, tell the others, answer. `dies` may end it at any step. */
  append(update: string, from: string | null, dies: () => boolean): PushedUpdate | null {
    if (dies()) return null;
    const seq = this.head + 1;
    this.log.push({ seq, update });
    this.counts.updates += 1;
    if (dies()) return null;
    let others = 0;
    for (const session of this.subscribers()) {
      if (session.connection === from) continue;
      others += 1;
      const small = update.length <= 24_000;
      session.tell({ type: 'update', topic: TOPIC, seq, epoch: this.epoch, connection: from ?? 'http', ...(small ? { update } : { fetch: true }) });
      if (dies()) return null;
    }
    return { seq, epoch: this.epoch, others };
  }

  state(person: string): DocumentState {
    this.counts.states += 1;
    this.admit(person);
    const page = this.log.slice(0, this.pageSize);
    return {
      epoch: this.epoch,
      head: this.head,
      role: this.role(person) ?? 'viewer',
      snapshot: this.snapshot ? { seq: this.snapshot.seq, ...this.place(this.snapshot.state) } : null,
      updates: page,
      more: page.length < this.log.length,
    };
  }

  updates(person: string, after: number): UpdatePage {
    this.counts.pages += 1;
    this.admit(person);
    if (after < (this.snapshot?.seq ?? 0)) throw new HttpRefused(410, 'updates_folded');
    const rest = this.log.filter((entry) => entry.seq > after);
    return { epoch: this.epoch, head: this.head, updates: rest.slice(0, this.pageSize), more: rest.length > this.pageSize };
  }

  push(person: string, push: Push): PushedUpdate {
    this.counts.pushes += 1;
    this.admit(person);
    if (this.role(person) !== 'editor') throw new HttpRefused(403, 'forbidden');
    if (push.epoch !== this.epoch) throw new HttpRefused(409, 'epoch_changed', { epoch: this.epoch });
    const answer = this.append(toBase64(push.update), push.connection ?? null, () => false);
    if (!answer) throw new Error('unreachable');
    return answer;
  }

  private place(state: Uint8Array): { url: string } | { data: string } {
    return this.linksFail > 0 ? { url: 'https://files.test/snapshot' } : { data: toBase64(state) };
  }

  download(url: string): Uint8Array {
    this.linksFail -= 1;
    throw new HttpRefused(403, LINK_REFUSED, { url });
  }

  /** Snapshot of all but the last few, then the log is trimmed: through a document, never by merging updates. */
  fold(keep: number): void {
    const folded = this.log.slice(0, Math.max(0, this.log.length - keep));
    const last = folded.at(-1);
    if (!last) return;
    this.snapshot = { seq: last.seq, state: Y.encodeStateAsUpdate(this.document(folded)) };
    this.log = this.log.slice(folded.length);
  }

  document(log: Entry[] = this.log): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = 1;
    if (this.snapshot) Y.applyUpdate(doc, this.snapshot.state);
    for (const entry of log) Y.applyUpdate(doc, fromBase64(entry.update));
    return doc;
  }

  /** An old version was restored: another history begins (L18). */
  replaceHistory(doc: Y.Doc): void {
    this.epoch += 1;
    this.snapshot = null;
    this.log = [{ seq: 1, update: toBase64(Y.encodeStateAsUpdate(doc)) }];
  }

  setRole(person: string, role: Role | null): void {
    this.roles.set(person, role);
    for (const session of this.subscribers()) {
      if (session.person !== person) continue;
      if (role === null) {
        session.subscribed = false;
        session.tell({ type: 'access-ended', topic: TOPIC, code: 'access_ended' });
      } else session.tell({ type: 'role-changed', topic: TOPIC, role });
    }
  }

  private admit(person: string): void {
    if (this.role(person) === null) throw new HttpRefused(404, 'document_not_found');
  }
}

export class FakeSession {
  subscribed = false;
  private tokens: number;
  private filled: number;

  constructor(
    private readonly server: FakeServer,
    readonly person: string,
    readonly connection: string,
    private readonly send: (text: string) => void,
    readonly close: (code: number) => void,
  ) {
    this.tokens = server.framesPerSecond * 2;
    this.filled = server.clock.now();
  }

  tell(frame: Record<string, unknown>): void {
    this.send(JSON.stringify(frame));
  }

  disconnect(): void {
    this.server.sessions.delete(this);
    if (this.subscribed) this.left();
    this.subscribed = false;
  }

  get participant(): Record<string, unknown> {
    const role = this.server.role(this.person);
    return { connection: this.connection, person: { id: this.person, name: this.person }, role, since: '', idle: false };
  }

  receive(text: string): void {
    if (!this.server.sessions.has(this)) return;
    const frame = JSON.parse(text) as Record<string, unknown> & { type: string; id: string };
    const { counts, clock } = this.server;
    if (!this.admitFrame()) return this.tell({ type: 'refused', id: frame.id, code: 'rate_limited', retry_after: 1 });
    switch (frame.type) {
      case 'hello': {
        counts.hellos += 1;
        const now = clock.now() + this.server.ahead;
        return this.tell({
          type: 'welcome',
          connection: this.connection,
          person: { id: this.person, name: this.person },
          now: new Date(now).toISOString(),
          renew_at: new Date(now + this.server.life).toISOString(),
          ping_every: this.server.pingEvery,
          limits: { frame: 32_768, rate: this.server.framesPerSecond, participants: 100 },
        });
      }
      case 'ping':
        counts.pings += 1;
        return this.tell({ type: 'pong', now: new Date(clock.now()).toISOString() });
      case 'subscribe':
        return this.subscribe(frame.id);
      case 'unsubscribe':
        if (this.subscribed) this.left();
        this.subscribed = false;
        return this.tell({ type: 'unsubscribed', id: frame.id, topic: TOPIC });
      case 'check':
        counts.checks += 1;
        return this.tell({ type: 'head', id: frame.id, topic: TOPIC, seq: this.server.head, epoch: this.server.epoch });
      case 'broadcast':
        counts.broadcasts += 1;
        for (const other of this.others()) other.tell({ ...frame, connection: this.connection, person: { id: this.person, name: this.person } });
        return;
      case 'update':
        return this.update(frame.id, frame);
    }
  }

  private subscribe(id: string): void {
    this.server.counts.subscribes += 1;
    const role = this.server.role(this.person);
    if (role === null) return this.tell({ type: 'refused', id, topic: TOPIC, code: 'not_found' });
    const fresh = !this.subscribed;
    this.subscribed = true;
    const participants = this.server.subscribers().map((session) => session.participant);
    this.tell({
      type: 'subscribed',
      id,
      topic: TOPIC,
      role,
      ...(this.server.reticent ? {} : { head: this.server.head }),
      epoch: this.server.epoch,
      participants,
    });
    if (!fresh) return;
    const joined = { type: 'user-joined', topic: TOPIC, participant: this.participant };
    const many = { type: 'users-joined', topic: TOPIC, participants }; // a crowd is told of together, all of it to all
    for (const other of this.others()) other.tell(participants.length > 3 ? many : joined);
  }

  private update(id: string, frame: Record<string, unknown>): void {
    const { server } = this;
    const refuse = (code: string, more: object = {}): void => this.tell({ type: 'refused', id, topic: TOPIC, code, ...more });
    if (server.role(this.person) === null || !this.subscribed) return refuse('not_found');
    if (server.role(this.person) !== 'editor') return refuse('forbidden');
    if (frame.epoch !== server.epoch) return refuse('epoch_changed', { epoch: server.epoch });
    const text = frame.update as string;
    try {
      Y.decodeUpdate(fromBase64(text));
    } catch {
      return refuse('invalid_update');
    }
    const answer = server.append(text, this.connection, () => server.clock.random() < server.crash);
    if (answer) this.tell({ type: 'ack', id, topic: TOPIC, ...answer });
  }

  private others(): FakeSession[] {
    return this.server.subscribers().filter((session) => session !== this);
  }

  private left(): void {
    const gone = { connection: this.connection, person: { id: this.person, name: this.person } };
    const others = this.others();
    // who leaves a crowd is told of together with those who left before, who are known to be gone
    const many = { type: 'users-left', topic: TOPIC, left: [{ connection: 'gone before', person: gone.person }, gone] };
    for (const other of others) other.tell(others.length > 2 ? many : { type: 'user-left', topic: TOPIC, ...gone });
  }

  private admitFrame(): boolean {
    const now = this.server.clock.now();
    const rate = this.server.framesPerSecond;
    this.tokens = Math.min(rate * 2, this.tokens + ((now - this.filled) / 1000) * rate);
    this.filled = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
