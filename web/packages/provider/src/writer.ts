import { base64Length, toBase64 } from './bytes.ts';
import { fullJitter, shortId } from './clock.ts';
import type { Distance, Tick } from './distance.ts';
import type { Ack, Refused } from './frames.ts';
import { HttpRefused, type PushedUpdate } from './http.ts';
import { LinkLost, RequestRefused } from './link.ts';
import type { Batch } from './outbox.ts';
import { FINAL, type Session } from './session.ts';

const FRAME_BASE64 = 24_000;
const ACK = 5_000;
const ORDER: Distance[] = ['near', 'sight', 'unseen'];
const NEVER_TAKEN = new Set(['invalid_update', 'update_not_allowed', 'update_too_complex', 'too_large', 'invalid_frame']);

export interface WriterHooks {
  /** The client's contiguous place, a hint for the server. */
  after(): number;
  /** Durable at `seq`. */
  settled(seq: number): void;
  /** Something was sent: the topic should be heard of soon. */
  sent(): void;
  /** How closely somebody may watch. */
  distance(): Distance;
  /** The epoch is another, and the server did not say which. */
  reload(): void;
}

/** From the keyboard to the ack (L14, L15, L17). */
export class Writer {
  private silences = 0;
  private lastSent = -Infinity;
  private notBefore = 0;
  private from: Distance = 'unseen';

  constructor(
    private readonly session: Session,
    private readonly tick: Tick,
    private readonly hooks: WriterHooks,
  ) {}

  enqueue(update: Uint8Array): void {
    const { clock, store, topic, events } = this.session.parts;
    const entry = { key: `${clock.now().toString(36)}-${shortId(clock)}`, epoch: this.session.epoch, update, at: clock.now() };
    this.session.outbox.add(entry);
    store.append(topic, entry).catch(() => events.emit('status', this.session.status)); // storage full: still sent
    this.schedule();
    this.session.tell();
  }

  /** At once after a pause; then one update per tick, shorter the closer somebody watches (L17). */
  schedule(): void {
    const { timers, parts } = this.session;
    if (!this.canSend() || timers.has('send')) return;
    const due = this.lastSent + this.tick[this.hooks.distance()];
    timers.later('send', Math.max(due, this.notBefore) - parts.clock.now(), () => this.flush());
  }

  /** The tick may be another. Whoever has just come closer sees at once what they could not see before. */
  reschedule(): void {
    const now = this.hooks.distance();
    if (ORDER.indexOf(now) < ORDER.indexOf(this.from)) this.lastSent = -Infinity;
    this.from = now;
    this.session.timers.cancel('send');
    this.schedule();
  }

  /** Sends what waits now. */
  flush(): void {
    this.session.timers.cancel('send');
    if (this.canSend()) this.send();
  }

  /** A new connection: what was in flight waits again. */
  lineIsDown(): void {
    this.session.timers.cancel('send');
    this.session.outbox.giveBackAll();
    this.silences = 0;
  }

  /** Without a socket: the same update as a request, one at a time. */
  async overHttp(): Promise<void> {
    const { outbox, parts } = this.session;
    if (!this.session.mayWrite() || outbox.unsent === 0 || outbox.flying.size > 0) return;
    const batch = outbox.take(shortId(parts.clock));
    if (batch) await this.sendHttp(batch);
    this.session.tell();
  }

  acked(id: string, ack: Pick<Ack, 'seq' | 'epoch' | 'others'> | PushedUpdate): void {
    const { outbox, parts, company } = this.session;
    const entries = outbox.settle(id);
    if (entries.length > 0) {
      this.session.savedAt = parts.clock.now();
      void parts.store
        .remove(
          parts.topic,
          entries.map((entry) => entry.key),
        )
        .catch(() => undefined);
    }
    if (this.session.over !== null) return; // closed while it was under way: durable all the same
    if (ack.epoch !== this.session.epoch) return void this.session.replace(ack.epoch);
    if (ack.others !== undefined) company.counted(ack.others);
    this.hooks.settled(ack.seq);
  }

  private canSend(): boolean {
    const { outbox, membership } = this.session;
    // One at a time: so the log keeps the order in which we wrote (L14).
    return this.session.mayWrite() && membership.live && outbox.unsent > 0 && outbox.flying.size === 0;
  }

  private send(): void {
    const { outbox, parts } = this.session;
    const batch = outbox.take(shortId(parts.clock));
    if (!batch) return;
    this.lastSent = parts.clock.now();
    const fits = base64Length(batch.update) <= FRAME_BASE64;
    void (fits ? this.sendFrame(batch) : this.sendHttp(batch)).then(() => {
      this.schedule();
      this.session.tell();
    });
    this.hooks.sent();
  }

  private async sendFrame(batch: Batch): Promise<void> {
    const { membership, outbox, parts, epoch } = this.session;
    const timeout = Math.min(30_000, ACK * 2 ** batch.attempt);
    const { id } = batch;
    try {
      const answer = await membership.request(
        { type: 'update', id, topic: parts.topic, epoch: epoch ?? 0, after: this.hooks.after(), update: toBase64(batch.update) },
        timeout,
      );
      this.silences = 0;
      if (answer.type === 'ack') this.acked(id, answer);
      else outbox.giveBack(id);
    } catch (error) {
      if (error instanceof RequestRefused) return this.refused(batch, error.frame);
      outbox.giveBack(id);
      if (error instanceof LinkLost && membership.live && ++this.silences >= 2) {
        this.silences = 0;
        membership.suspect();
      }
    }
  }

  private async sendHttp(batch: Batch): Promise<void> {
    const { http } = this.session.parts;
    try {
      const { id, update } = batch;
      this.acked(id, await http.push({ id, update, epoch: this.session.epoch ?? 0, after: this.hooks.after() }));
    } catch (error) {
      if (error instanceof HttpRefused && error.status < 500 && error.status !== 429 && error.status !== 401) {
        const { epoch, detail } = error.problem;
        const more = { ...(typeof epoch === 'number' ? { epoch } : {}), ...(typeof detail === 'string' ? { detail } : {}) };
        this.refused(batch, { type: 'refused', code: error.code, ...more });
      } else this.tryLater(batch, 500);
    }
  }

  private refused(batch: Batch, frame: Refused): void {
    const { session } = this;
    // What is written next builds on what was refused, so it goes with it: into a copy, and the document begins anew.
    if (NEVER_TAKEN.has(frame.code)) return void session.replace(session.epoch ?? 0, frame.code, frame.detail ?? '');
    session.outbox.giveBack(batch.id);
    if (frame.code === 'epoch_changed') {
      if (frame.epoch === undefined) this.hooks.reload();
      else void session.replace(frame.epoch);
    } else if (frame.code === 'forbidden') session.bar(frame.code, frame.detail ?? '');
    else if (FINAL.has(frame.code)) {
      this.notBefore = session.parts.clock.now() + 1_000;
      session.askAgain(frame.code);
    } else this.tryLater(batch, (frame.retry_after ?? 1) * 1000);
    session.tell();
  }

  private tryLater(batch: Batch, ms: number): void {
    const { clock } = this.session.parts;
    this.session.outbox.giveBack(batch.id);
    this.notBefore = clock.now() + ms + fullJitter(clock, batch.attempt + 1);
  }
}
