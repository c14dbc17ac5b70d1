import { Coverage } from './bytes.ts';
import { fullJitter, shortId } from './clock.ts';
import type { UpdateFrame } from './frames.ts';
import { decode, type DocumentState, HttpRefused, type LoggedUpdate } from './http.ts';
import { Inbox } from './inbox.ts';
import { LinkLost, RequestRefused } from './link.ts';
import { FINAL, type Session } from './session.ts';

const GAP = 150;
const QUIET = 3_000;
const HEAD = 5_000;
/** A state that was asked for before we were subscribed is no start after so long. */
const AHEAD = 10_000;

export interface ReaderHooks {
  /** Our own update came back in the log: as good as its ack (L15). */
  own(id: string, seq: number): void;
  /** The server's words are here; `missing` is what we hold and it does not. */
  arrived(missing: Uint8Array | null): void;
}

/** From the log to the document: order, gaps, checks and loading (L11 to L13). */
export class Reader {
  private readonly inbox = new Inbox();
  private readonly held: UpdateFrame[] = [];
  private readonly restored: Promise<void>;
  private loading = false;
  private fetching = false;
  private failures = 0;
  private ahead: { state: Promise<DocumentState | null>; at: number } | null = null;

  constructor(
    private readonly session: Session,
    private readonly hooks: ReaderHooks,
  ) {
    this.restored = this.restore();
  }

  /** Asks for the state while the subscription is on its way. What is stored in between the head of the answer tells (L13). */
  lookAhead(): void {
    const { http, clock } = this.session.parts;
    // A failure says nothing yet: it is asked for again when we are subscribed.
    this.ahead = { state: http.state().catch(() => null), at: clock.now() };
  }

  get contiguous(): number {
    return this.inbox.contiguous;
  }

  /** We are subscribed, again or for the first time: only what is missing is fetched. */
  resume(head: number | undefined, epoch: number | undefined): void {
    this.inbox.heard(head ?? 0); // a state that is older than that has a gap, wherever it came from
    if (!this.session.loaded) return void this.load(head === undefined ? undefined : epoch);
    // A head behind us was overtaken by what came since, or the log went back: whoever asks now is told which.
    if (head === undefined || head < this.inbox.contiguous) this.check();
    this.expectGap(0);
    this.expectQuiet();
  }

  receive(frame: UpdateFrame): void {
    const { epoch, loaded } = this.session;
    if (!loaded) this.held.push(frame);
    else if (frame.epoch !== epoch) {
      if (epoch === null || frame.epoch > epoch) void this.session.replace(frame.epoch);
    } else if (frame.update === undefined) this.heard(frame.seq);
    else {
      this.take(frame.seq, decode(frame.update));
      this.expectGap(GAP);
      this.expectQuiet();
    }
  }

  /** A place in the order is taken by our own update. */
  settled(seq: number): void {
    this.inbox.accept(seq);
    this.expectGap(GAP);
  }

  heardHead(seq: number, epoch: number): void {
    if (this.session.over !== null || !this.session.loaded) return;
    if (epoch !== this.session.epoch) return void this.session.replace(epoch);
    this.heard(seq);
  }

  /** In company, a quiet topic is asked where it is once: a lost last frame heals within seconds (L12). */
  expectQuiet(): void {
    const { timers, membership, company } = this.session;
    timers.cancel('quiet');
    if (membership.live) timers.later('quiet', QUIET, () => company.any && this.check());
  }

  check(): void {
    const { membership, parts } = this.session;
    const here = this.inbox.contiguous;
    const frame = { type: 'check' as const, id: shortId(parts.clock), topic: parts.topic, seq: here };
    membership.request(frame, HEAD).then(
      (answer) => {
        if (answer.type !== 'head') return;
        if (answer.seq < here && answer.epoch === this.session.epoch) this.wentBack();
        else this.heardHead(answer.seq, answer.epoch);
      },
      (error: unknown) => {
        if (error instanceof RequestRefused && FINAL.has(error.code)) this.session.askAgain(error.code);
        else if (error instanceof LinkLost && membership.live) membership.suspect();
      },
    );
  }

  /** The server's log is shorter than what we had when we asked (a restored table): load, and give it what it lost. */
  private wentBack(): void {
    if (this.session.over !== null || !this.session.loaded) return;
    this.inbox.rewind();
    this.reload();
  }

  /** Everything anew: the log was folded away, or belongs to another history. */
  reload(): void {
    this.session.loaded = false;
    void this.load();
  }

  /** `epoch`: of the document at this moment, known from the subscription, which told the head as well. */
  async load(epoch?: number): Promise<void> {
    if (this.loading || this.session.loaded || this.session.over !== null) return;
    this.loading = true;
    try {
      await this.restored;
      await this.loadOnce(epoch);
    } catch (error) {
      if (!this.session.refusedForGood(error)) {
        this.failures += 1;
        const wait = 200 + fullJitter(this.session.parts.clock, this.failures, 400, 15_000);
        this.session.timers.later('load', wait, () => void this.load());
      }
    } finally {
      this.loading = false;
    }
  }

  async fetchMissing(): Promise<void> {
    const { session } = this;
    if (this.fetching || !session.loaded || session.over !== null) return;
    this.fetching = true;
    try {
      await this.fetchPages();
      this.failures = 0;
    } catch (error) {
      if (error instanceof HttpRefused && error.code === 'updates_folded') return this.reload();
      if (session.refusedForGood(error)) return;
      this.failures += 1;
    } finally {
      this.fetching = false;
      session.tell();
    }
    this.expectGap(this.failures > 0 ? 200 + fullJitter(session.parts.clock, this.failures, 200, 10_000) : GAP);
  }

  /** Reads in what an earlier session could not send. */
  private async restore(): Promise<void> {
    const { store, topic } = this.session.parts;
    try {
      this.session.epoch = await store.epoch(topic);
      for (const entry of await store.list(topic)) {
        this.session.apply(entry.update);
        this.session.outbox.add(entry);
      }
    } catch {
      // Storage denied: the session works, only nothing of it survives a reload.
    }
    this.session.tell();
  }

  private async loadOnce(epoch?: number): Promise<void> {
    const { session } = this;
    const { http } = session.parts;
    const state = (await this.foreseen(epoch)) ?? (await http.state());
    if (session.isOver()) return;
    if (this.isOfAnotherHistory(state.epoch)) return session.replace(state.epoch);
    const coverage = new Coverage();
    const { snapshot } = state;
    if (snapshot) {
      const bytes = snapshot.data !== undefined ? decode(snapshot.data) : await http.download(snapshot.url ?? '');
      if (session.isOver()) return;
      coverage.add(bytes);
      session.apply(bytes);
    }
    session.epoch = state.epoch;
    this.inbox.reset(snapshot?.seq ?? 0);
    let page: { updates: LoggedUpdate[]; more: boolean } = state;
    for (;;) {
      for (const [seq, update] of await this.bytesOf(page.updates)) {
        coverage.add(update);
        this.take(seq, update);
      }
      if (!page.more || page.updates.length === 0) break;
      const next = await http.updates(this.inbox.contiguous);
      if (session.isOver()) return;
      if (next.epoch !== state.epoch) return session.replace(next.epoch);
      page = next;
    }
    if (!session.isOver()) this.arrived(state, coverage);
  }

  /** The state that was asked for ahead; null when it does not serve. */
  private async foreseen(epoch?: number): Promise<DocumentState | null> {
    const { ahead, session } = this;
    this.ahead = null;
    if (ahead === null || session.parts.clock.now() - ahead.at > AHEAD) return null;
    const state = await ahead.state;
    return state?.epoch === epoch ? state : null;
  }

  private isOfAnotherHistory(epoch: number): boolean {
    const { session } = this;
    if (session.epoch !== null && session.epoch !== epoch) return true;
    return [...session.outbox.all()].some((entry) => entry.epoch !== null && entry.epoch !== epoch);
  }

  private arrived(state: DocumentState, coverage: Coverage): void {
    const { session } = this;
    const { store, topic, doc } = session.parts;
    this.failures = 0;
    session.loaded = true;
    this.inbox.heard(state.head);
    void store.setEpoch(topic, state.epoch).catch(() => undefined);
    if (state.role && session.role === null) session.setRole(state.role);
    // A local replica may hold words that no record of ours names, and a restored server may have lost some: both heal.
    for (const entry of session.outbox.all()) coverage.add(entry.update);
    const missing = session.role === 'viewer' ? null : coverage.missingFrom(doc);
    for (const frame of this.held.splice(0)) this.receive(frame);
    this.expectGap(0);
    this.expectQuiet();
    this.hooks.arrived(missing);
  }

  private async fetchPages(): Promise<void> {
    const { session } = this;
    for (;;) {
      const page = await session.parts.http.updates(this.inbox.contiguous);
      if (session.isOver()) return;
      if (page.epoch !== session.epoch) return session.replace(page.epoch);
      for (const [seq, update] of await this.bytesOf(page.updates)) this.take(seq, update);
      if (!page.more || page.updates.length === 0) return;
    }
  }

  private take(seq: number, update: Uint8Array): void {
    if (!this.inbox.accept(seq)) return;
    const own = this.session.outbox.findFlying(update);
    if (own) this.hooks.own(own.id, seq);
    else this.session.apply(update);
  }

  private async bytesOf(updates: LoggedUpdate[]): Promise<Array<[number, Uint8Array]>> {
    const bytes: Array<[number, Uint8Array]> = [];
    for (const { seq, update, url } of updates) {
      bytes.push([seq, update === undefined ? await this.session.parts.http.download(url ?? '') : decode(update)]);
    }
    return bytes;
  }

  private heard(head: number): void {
    this.inbox.heard(head);
    this.expectGap(0);
  }

  /** Waits a moment for the missing ones, or not at all (L11). */
  private expectGap(ms: number): void {
    if (!this.inbox.gap) return;
    if (ms === 0) this.session.timers.cancel('gap');
    this.session.timers.later('gap', ms, () => this.inbox.gap && void this.fetchMissing());
  }
}
