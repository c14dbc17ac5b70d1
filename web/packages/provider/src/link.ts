import { type Clock, shortId } from './clock.ts';
import { type Answer, type ClientFrame, parseFrame, type Refused, type ServerFrame, type Welcome } from './frames.ts';
import { Pacer } from './pacer.ts';

/** What a socket must be able to do; the browser's and Node's `WebSocket` both fit, and so does a test's. */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
}
export type SocketFactory = (url: string) => Socket;

export interface Ticket {
  ticket: string;
  url: string;
  expires_in?: number;
}

/** Thrown by the injected ticket function when the server says 401: the person has to sign in again (L4). */
export class TicketRefused extends Error {
  override name = 'TicketRefused';
}

/** The server's `refused`, as the error of the request it answers. */
export class RequestRefused extends Error {
  override name = 'RequestRefused';
  constructor(readonly frame: Refused) {
    super(frame.detail ?? frame.code);
  }
  get code(): string {
    return this.frame.code;
  }
}

/** No answer came: the socket ended, or it stayed silent too long. */
export class LinkLost extends Error {
  override name = 'LinkLost';
}

export type LinkEnd = { kind: 'lost'; retryAfter?: number } | { kind: 'ticket-refused' } | { kind: 'session-ended'; code: string; detail: string };

export interface LinkHandlers {
  welcomed(link: Link, frame: Welcome): void;
  frame(link: Link, frame: ServerFrame): void;
  ended(link: Link, end: LinkEnd): void;
  /** Nothing was sent for `ping_every`: true when the handler used the moment for something better than a ping. */
  quiet(link: Link): boolean;
}

export interface LinkOptions {
  clock: Clock;
  ticket: () => Promise<Ticket>;
  socket: SocketFactory;
  client: string;
}

interface Waiting {
  frame: ClientFrame & { id: string };
  resolve(answer: Answer): void;
  reject(error: Error): void;
  cancel(): void;
}

const HANDSHAKE = 10_000;
const PONG = 10_000;
const PROBE = 4_000;
const PROBE_AFTER = 10_000;

/** One socket from its ticket to its close: greeting, heartbeat, pacing, and answers matched to questions by id. */
export class Link {
  state: 'ticket' | 'connecting' | 'greeting' | 'open' | 'closed' = 'ticket';
  connection = '';
  frameLimit = 32_768;
  private socket: Socket | null = null;
  private pacer: Pacer | null = null;
  private readonly waiting = new Map<string, Waiting>();
  private farewell: LinkEnd | null = null;
  private pingEvery = 240_000;
  private cancelDeadline: (() => void) | null = null;
  private cancelPing: (() => void) | null = null;
  private cancelPong: (() => void) | null = null;
  private lastSent = 0;
  private lastHeard = 0;

  constructor(
    private readonly options: LinkOptions,
    private readonly handlers: LinkHandlers,
  ) {
    this.deadline();
    void this.connect();
  }

  /** `mayBeLost` frames (cursors) give way to others and are dropped when the connection is not open. */
  send(frame: ClientFrame, mayBeLost = false): boolean {
    if (this.state !== 'open') return false;
    const text = JSON.stringify(frame);
    if (text.length > this.frameLimit || new TextEncoder().encode(text).length > this.frameLimit) return false;
    this.pacer?.run(() => this.write(text), mayBeLost);
    return true;
  }

  /** Resolves with the answer; rejects with RequestRefused, or with LinkLost after `timeout` or a close. */
  request(frame: ClientFrame & { id: string }, timeout = 10_000): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const cancel = this.options.clock.after(timeout, () => {
        this.waiting.delete(frame.id);
        reject(new LinkLost('no answer'));
      });
      this.waiting.set(frame.id, { frame, resolve, reject, cancel });
      if (!this.send(frame)) {
        cancel();
        this.waiting.delete(frame.id);
        reject(new LinkLost('not open, or the frame is too large'));
      }
    });
  }

  /** Whether anybody is still there: a machine that slept keeps sockets that nobody holds at the other end. */
  probe(): void {
    const { clock } = this.options;
    if (this.state !== 'open' || this.cancelPong || clock.now() - this.lastHeard < PROBE_AFTER) return;
    this.send({ type: 'ping' });
    this.cancelPong = clock.after(PROBE, () => this.close());
  }

  newId(): string {
    return shortId(this.options.clock);
  }

  /** Ends it from our side; `silent` leaves out the handler, for a link that has been replaced. */
  close(code = 1000, silent = false): void {
    if (this.state === 'closed') return;
    const socket = this.socket;
    this.finish(silent ? null : (this.farewell ?? { kind: 'lost' }));
    try {
      socket?.close(code);
    } catch {
      // A socket that cannot be closed any more is closed.
    }
  }

  private async connect(): Promise<void> {
    let ticket: Ticket;
    try {
      ticket = await this.options.ticket();
    } catch (error) {
      this.finish(error instanceof TicketRefused ? { kind: 'ticket-refused' } : { kind: 'lost' });
      return;
    }
    if (this.state !== 'ticket') return;
    this.state = 'connecting';
    const joined = ticket.url.includes('ticket=')
      ? ticket.url
      : `${ticket.url}${ticket.url.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket.ticket)}`;
    let socket: Socket;
    try {
      socket = this.options.socket(joined);
    } catch {
      this.finish({ kind: 'lost' });
      return;
    }
    this.socket = socket;
    socket.onopen = () => {
      if (this.state !== 'connecting') return;
      this.state = 'greeting';
      socket.send(JSON.stringify({ type: 'hello', client: this.options.client, protocol: 1 } satisfies ClientFrame));
    };
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = (event) => this.finish(this.farewell ?? (event.code === 1008 ? ended('session_ended', event.reason) : { kind: 'lost' }));
    socket.onerror = () => undefined; // a close follows, and only it counts
  }

  private receive(data: unknown): void {
    if (this.state === 'closed') return;
    const frame = parseFrame(data);
    if (!frame) return;
    this.cancelPong?.();
    this.cancelPong = null;
    this.lastHeard = this.options.clock.now();
    switch (frame.type) {
      case 'welcome':
        if (this.state === 'greeting') this.welcome(frame);
        return;
      case 'bye':
        this.farewell =
          frame.code === 'session_ended' || frame.code === 'access_ended'
            ? ended(frame.code, frame.detail ?? '')
            : { kind: 'lost', retryAfter: (frame.retry_after ?? (frame.code === 'rate_limited' ? 5 : 0)) * 1000 };
        return;
      case 'pong':
        return;
      case 'refused':
        this.refused(frame);
        return;
      case 'subscribed':
      case 'unsubscribed':
      case 'head':
      case 'ack': {
        const question = this.waiting.get(frame.id);
        // An answer that came twice, or after its time limit, still tells something: pass it on as a plain frame.
        if (!question) return this.handlers.frame(this, frame);
        this.waiting.delete(frame.id);
        question.cancel();
        question.resolve(frame);
        return;
      }
      default:
        this.handlers.frame(this, frame);
    }
  }

  private welcome(frame: Welcome): void {
    this.cancelDeadline?.();
    this.state = 'open';
    this.connection = frame.connection;
    this.frameLimit = frame.limits.frame || this.frameLimit;
    this.pingEvery = Math.max(1, frame.ping_every) * 1000;
    const rate = frame.limits.rate || 60;
    // A fifth below the limit: frames bunch up on their way, and the server counts at its end.
    this.pacer = new Pacer(this.options.clock, rate * 0.8, rate * 1.6);
    this.lastSent = this.options.clock.now();
    this.heartbeat();
    this.handlers.welcomed(this, frame);
  }

  private refused(frame: Refused): void {
    const question = frame.id === undefined ? undefined : this.waiting.get(frame.id);
    if (frame.code === 'rate_limited' && frame.retry_after !== undefined) {
      this.pacer?.pause(frame.retry_after * 1000);
      if (question) {
        this.send(question.frame);
        return;
      }
    }
    if (!question) {
      if (this.state === 'greeting') {
        this.farewell = ended(frame.code, frame.detail ?? 'refused'); // protocol_unsupported: retrying cannot help
        this.close(1000);
      } else {
        this.handlers.frame(this, frame);
      }
      return;
    }
    this.waiting.delete(question.frame.id);
    question.cancel();
    question.reject(new RequestRefused(frame));
  }

  private write(text: string): void {
    if (this.state !== 'open' || !this.socket) return;
    this.lastSent = this.options.clock.now();
    try {
      this.socket.send(text);
    } catch {
      this.close();
    }
  }

  private heartbeat(): void {
    const due = this.lastSent + this.pingEvery - this.options.clock.now();
    this.cancelPing = this.options.clock.after(Math.max(0, due), () => {
      if (this.state !== 'open') return;
      if (this.options.clock.now() - this.lastSent >= this.pingEvery) {
        if (!this.handlers.quiet(this)) this.send({ type: 'ping' });
        this.cancelPong?.();
        this.cancelPong = this.options.clock.after(PONG, () => this.close());
      }
      this.heartbeat();
    });
  }

  private deadline(): void {
    this.cancelDeadline = this.options.clock.after(HANDSHAKE, () => this.close());
  }

  private finish(end: LinkEnd | null): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    for (const cancel of [this.cancelDeadline, this.cancelPing, this.cancelPong]) cancel?.();
    this.pacer?.stop();
    if (this.socket) {
      this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
      this.socket.onerror = () => undefined; // closing a socket that is still connecting reports an error
    }
    for (const question of [...this.waiting.values()]) {
      question.cancel();
      question.reject(new LinkLost('the connection ended'));
    }
    this.waiting.clear();
    if (end) this.handlers.ended(this, end);
  }
}

function ended(code: string, detail: string): LinkEnd {
  return { kind: 'session-ended', code, detail };
}
