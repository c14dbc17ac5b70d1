import { type Clock, fullJitter, systemClock } from './clock.ts';
import { Emitter } from './emitter.ts';
import type { Answer, BroadcastKind, ClientFrame, Refused, ServerFrame, Subscribed, TopicFrame, Welcome } from './frames.ts';
import { Link, type LinkEnd, LinkLost, RequestRefused, type Socket, type SocketFactory, type Ticket } from './link.ts';
import { next, type Phase, type PhaseEvent } from './phase.ts';

export interface LiveConnectionOptions {
  /** `POST /v1/live/tickets`; throws TicketRefused on 401 and anything else when it could not be asked. */
  ticket: () => Promise<Ticket>;
  socket?: SocketFactory;
  clock?: Clock;
  /** Told to the server in `hello`, for its logs. */
  client?: string;
}

/** What a topic's owner hears. All of it can repeat: resuming is the normal path. */
export interface TopicListener {
  subscribed(frame: Subscribed): void;
  frame(frame: TopicFrame | Answer): void;
  refused(frame: Refused): void;
  down(): void;
  /** The connection was quiet for long; true when the listener sent something (a `check`) that serves as a ping. */
  quiet?(): boolean;
}

export interface Membership {
  readonly topic: string;
  readonly live: boolean;
  /** Our own connections: two while renewing. */
  isMine: (connection: string) => boolean;
  request(frame: ClientFrame & { topic: string; id: string }, timeout?: number): Promise<Answer>;
  broadcast(kind: BroadcastKind, data: unknown, to?: string): void;
  idle(idle: boolean): void;
  newId(): string;
  /** The server does not know us on this topic: ask again, and hear the reason if it means it. */
  again(): void;
  /** The socket stays open but answers nothing: take another. */
  suspect(): void;
  leave(): void;
}

interface Topic {
  listeners: Set<TopicListener>;
  live: boolean;
  answer: Subscribed | null;
}

const SUBSCRIBE_TIMEOUT = 10_000;
const LINGER = 5_000;

/** The one socket of a client. Knows topics, not documents, and no component at all. */
export class LiveConnection {
  phase: Phase = { name: 'idle' };
  readonly events = new Emitter<{ phase: Phase }>();
  private readonly clock: Clock;
  private readonly topics = new Map<string, Topic>();
  private current: Link | null = null;
  private renewal: Link | null = null;
  private readonly mine = new Set<string>();
  private cancelWait: (() => void) | null = null;
  private cancelRenew: (() => void) | null = null;

  constructor(private readonly options: LiveConnectionOptions) {
    this.clock = options.clock ?? systemClock;
  }

  start(): void {
    this.step({ name: 'start' });
  }

  stop(): void {
    this.step({ name: 'stop' });
  }

  /** The machine came back online or the page was shown: do not sit out the wait, nor trust a socket from before. */
  nudge(): void {
    if (this.phase.name === 'open') this.current?.probe();
    else this.step({ name: 'nudged' });
  }

  /** There is a connection, or will be in a moment. */
  get hopeful(): boolean {
    return ['idle', 'connecting', 'open'].includes(this.phase.name);
  }

  get open(): boolean {
    return this.phase.name === 'open';
  }

  join(name: string, listener: TopicListener): Membership {
    const topic: Topic = this.topics.get(name) ?? { listeners: new Set(), live: false, answer: null };
    const first = topic.listeners.size === 0;
    topic.listeners.add(listener);
    this.topics.set(name, topic);
    if (first && this.current?.state === 'open') void this.subscribe(this.current, name);
    else if (topic.live && topic.answer) {
      const answer = topic.answer;
      queueMicrotask(() => topic.listeners.has(listener) && listener.subscribed(answer));
    }
    return this.membership(name, topic, listener);
  }

  private membership(name: string, topic: Topic, listener: TopicListener): Membership {
    const live = (): boolean => topic.live && this.current?.state === 'open';
    return {
      topic: name,
      get live() {
        return live();
      },
      isMine: (id) => this.mine.has(id),
      request: (frame, timeout) => (this.current ? this.current.request(frame, timeout) : Promise.reject(new LinkLost('not connected'))),
      broadcast: (kind, data, to) => {
        this.current?.send({ type: 'broadcast', topic: name, kind, data, ...(to ? { to } : {}) }, true);
      },
      idle: (idle) => {
        this.current?.send({ type: 'idle', topic: name, idle }, true);
      },
      newId: () => this.current?.newId() ?? '',
      again: () => {
        if (this.current?.state === 'open' && this.topics.get(name) === topic) void this.subscribe(this.current, name);
      },
      suspect: () => this.current?.close(),
      leave: () => {
        topic.listeners.delete(listener);
        if (topic.listeners.size > 0 || this.topics.get(name) !== topic) return;
        this.topics.delete(name);
        const link = this.current;
        if (topic.live && link?.state === 'open') {
          link.request({ type: 'unsubscribe', id: link.newId(), topic: name }).catch(() => undefined);
        }
      },
    };
  }

  private step(event: PhaseEvent): void {
    const before = this.phase;
    const after = next(before, event);
    if (after === before) return;
    this.phase = after;
    this.cancelWait?.();
    this.cancelWait = null;
    switch (after.name) {
      case 'connecting':
        this.current = this.newLink();
        break;
      case 'waiting':
        this.drop();
        this.cancelWait = this.clock.after(after.atLeast + fullJitter(this.clock, after.attempt), () => this.step({ name: 'due' }));
        break;
      case 'signed-out':
      case 'ended':
      case 'stopped':
        this.drop();
        break;
      case 'idle':
      case 'open':
        break;
    }
    this.events.emit('phase', after);
  }

  private newLink(): Link {
    return new Link(
      {
        clock: this.clock,
        ticket: this.options.ticket,
        socket: this.options.socket ?? browserSocket,
        client: this.options.client ?? 'hearth-provider',
      },
      {
        welcomed: (link, frame) => this.welcomed(link, frame),
        frame: (link, frame) => this.dispatch(link, frame),
        ended: (link, end) => this.linkEnded(link, end),
        quiet: (link) => link === this.current && this.quiet(),
      },
    );
  }

  private welcomed(link: Link, frame: Welcome): void {
    this.mine.add(link.connection);
    this.planRenewal(frame);
    if (link === this.renewal) {
      void this.takeOver(link);
      return;
    }
    this.step({ name: 'welcomed', connection: frame.connection, at: this.clock.now() });
    for (const name of this.topics.keys()) void this.subscribe(link, name);
  }

  /** The renewed socket takes over once every topic has answered on it, so that no moment is without one (L3). */
  private async takeOver(link: Link): Promise<void> {
    await Promise.all([...this.topics.keys()].map((name) => this.subscribe(link, name)));
    if (link.state !== 'open' || this.renewal !== link) return;
    const old = this.current;
    this.current = link;
    this.renewal = null;
    this.step({ name: 'welcomed', connection: link.connection, at: this.clock.now() });
    // The old one stays a little for the answers that are under way.
    if (old) {
      this.clock.after(LINGER, () => {
        this.mine.delete(old.connection);
        old.close(1001, true);
      });
    }
  }

  private planRenewal(frame: Welcome): void {
    // The server's own two clocks are compared, never ours: a client's clock may be days off.
    const life = Date.parse(frame.renew_at) - Date.parse(frame.now);
    this.cancelRenew?.();
    this.cancelRenew = this.clock.after(Number.isFinite(life) && life > 0 ? life : 110 * 60_000, () => this.renew());
  }

  private renew(): void {
    if (this.phase.name !== 'open' || this.renewal) return;
    this.renewal = this.newLink();
  }

  private async subscribe(link: Link, name: string): Promise<void> {
    const topic = this.topics.get(name);
    if (!topic) return;
    try {
      const answer = await link.request({ type: 'subscribe', id: link.newId(), topic: name }, SUBSCRIBE_TIMEOUT);
      if (answer.type !== 'subscribed' || this.topics.get(name) !== topic || (link !== this.current && link !== this.renewal)) return;
      topic.live = true;
      topic.answer = answer;
      for (const listener of [...topic.listeners]) listener.subscribed(answer);
    } catch (error) {
      if (error instanceof RequestRefused) {
        topic.live = false;
        for (const listener of [...topic.listeners]) listener.refused(error.frame);
        if (['topic_full', 'rate_limited', 'unavailable'].includes(error.code)) this.retryLater(link, name);
      } else if (link.state === 'open') {
        link.close(); // open but silent
      }
    }
  }

  private retryLater(link: Link, name: string): void {
    this.clock.after(5_000 + this.clock.random() * 10_000, () => {
      if (link.state === 'open' && link === this.current && this.topics.has(name)) void this.subscribe(link, name);
    });
  }

  private dispatch(link: Link, frame: ServerFrame): void {
    if (!('topic' in frame) || frame.topic === undefined) return;
    const topic = this.topics.get(frame.topic);
    if (!topic) return;
    if (frame.type === 'access-ended' && link === this.current) topic.live = false;
    for (const listener of [...topic.listeners]) listener.frame(frame);
  }

  private quiet(): boolean {
    let served = false;
    for (const topic of this.topics.values()) {
      for (const listener of topic.listeners) served = listener.quiet?.() || served;
    }
    return served;
  }

  private linkEnded(link: Link, end: LinkEnd): void {
    this.mine.delete(link.connection);
    if (link === this.renewal) {
      this.renewal = null;
      if (end.kind !== 'session-ended') {
        this.cancelRenew = this.clock.after(15_000 + this.clock.random() * 15_000, () => this.renew());
        return;
      }
    } else if (link !== this.current) {
      return;
    }
    if (end.kind === 'ticket-refused') this.step({ name: 'ticket-refused' });
    else if (end.kind === 'session-ended') this.step({ name: 'session-ended', code: end.code, detail: end.detail });
    else if (this.renewal?.state === 'open') {
      // The old socket died while its successor was already subscribing: nothing to wait for.
      this.current = this.renewal;
      this.renewal = null;
      this.step({ name: 'welcomed', connection: this.current.connection, at: this.clock.now() });
    } else this.step({ name: 'lost', at: this.clock.now(), ...(end.retryAfter ? { retryAfter: end.retryAfter } : {}) });
  }

  private drop(): void {
    this.cancelRenew?.();
    this.cancelRenew = null;
    const links = [this.current, this.renewal];
    this.current = null;
    this.renewal = null;
    for (const link of links) link?.close(1000, true);
    this.mine.clear();
    for (const topic of this.topics.values()) {
      if (!topic.live) continue;
      topic.live = false;
      for (const listener of [...topic.listeners]) listener.down();
    }
  }
}

function browserSocket(url: string): Socket {
  return new WebSocket(url) as unknown as Socket;
}
