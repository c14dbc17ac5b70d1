import type { Clock } from '../src/clock.ts';
import type { Socket, Ticket } from '../src/link.ts';
import { TicketRefused } from '../src/link.ts';
import type { DocumentHttp, Push } from '../src/http.ts';
import type { FakeServer, FakeSession } from './server.ts';

/** Small, fast, and the same everywhere: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Due {
  at: number;
  order: number;
  act: () => void;
}

/** Time that passes only when asked: hours of a session in milliseconds, and the same order every time. */
export class SimClock implements Clock {
  private time = Date.parse('2026-11-21T10:00:00Z');
  private order = 0;
  private queue: Due[] = [];

  constructor(readonly random: () => number = seeded(1)) {}

  now(): number {
    return this.time;
  }

  after(ms: number, act: () => void): () => void {
    const due = { at: this.time + Math.max(0, ms), order: this.order++, act };
    this.queue.push(due);
    return () => {
      this.queue = this.queue.filter((one) => one !== due);
    };
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets `ms` pass, promises included. */
  async run(ms: number): Promise<void> {
    await this.runUntil(() => false, ms);
  }

  async runUntil(done: () => boolean, ms: number): Promise<boolean> {
    const end = this.time + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve)); // every promise that can go on has gone on
      if (done()) return true;
      let first: Due | undefined;
      for (const due of this.queue) {
        if (!first || due.at < first.at || (due.at === first.at && due.order < first.order)) first = due;
      }
      if (!first || first.at > end) break;
      this.queue = this.queue.filter((due) => due !== first);
      this.time = Math.max(this.time, first.at);
      first.act();
    }
    this.time = end;
    return false;
  }
}

export interface Faults {
  drop: number;
  duplicate: number;
  /** Frames take 1 to 1 + `jitter` ms each, so they overtake one another. */
  jitter: number;
  httpFails: number;
}

export const quiet: Faults = { drop: 0, duplicate: 0, jitter: 0, httpFails: 0 };

/** The wire between clients and the fake server, with everything that can go wrong on it. */
export class Network {
  faults: Faults = quiet;
  online = true;
  framesFromClients = 0;
  framesToClients = 0;
  /** What has happened so far. */
  readonly happened = { dropped: 0, doubled: 0, overtaken: 0 };
  private latest = 0;
  private readonly wires = new Set<Wire>();

  constructor(
    readonly clock: SimClock,
    readonly server: FakeServer,
  ) {}

  ticket = async (person: string, signedOut = false): Promise<Ticket> => {
    await this.clock.wait(1);
    if (!this.online) throw new Error('no network');
    if (signedOut) throw new TicketRefused('401');
    return { ticket: person, url: 'wss://hearth.test/live', expires_in: 30 };
  };

  socket = (url: string): Socket => {
    const wire = new Wire(this, new URL(url).searchParams.get('ticket') ?? '');
    this.wires.add(wire);
    return wire;
  };

  /** Ends sockets without a word, as a dead machine does: one at random, or all. */
  cut(all = true): void {
    const open = [...this.wires].filter((wire) => wire.session);
    const chosen = all ? open : open.slice(0).splice(Math.floor(this.clock.random() * open.length), 1);
    for (const wire of chosen) wire.lose(1006);
  }

  forget(wire: Wire): void {
    this.wires.delete(wire);
  }

  deliver(act: () => void): void {
    const copies = this.clock.random() < this.faults.duplicate ? 2 : 1;
    this.happened.doubled += copies - 1;
    for (let copy = 0; copy < copies; copy += 1) {
      if (this.clock.random() < this.faults.drop) {
        this.happened.dropped += 1;
        continue;
      }
      const wait = 1 + Math.floor(this.clock.random() * this.faults.jitter);
      if (this.clock.now() + wait < this.latest) this.happened.overtaken += 1;
      this.latest = Math.max(this.latest, this.clock.now() + wait);
      this.clock.after(wait, act);
    }
  }

  http(person: string): DocumentHttp {
    const call = async <T>(act: () => T): Promise<T> => {
      await this.clock.wait(2 + this.clock.random() * this.faults.jitter);
      if (!this.online || this.clock.random() < this.faults.httpFails / 2) throw new Error('no network');
      const answer = act();
      await this.clock.wait(1 + this.clock.random() * this.faults.jitter);
      if (!this.online || this.clock.random() < this.faults.httpFails / 2) throw new Error('the answer was lost');
      return answer;
    };
    return {
      state: () => call(() => this.server.state(person)),
      updates: (after) => call(() => this.server.updates(person, after)),
      push: (push: Push) => call(() => this.server.push(person, push)),
      download: (url) => call(() => this.server.download(url)),
    };
  }
}

export class Wire implements Socket {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  session: FakeSession | null = null;
  private closed = false;

  constructor(
    private readonly network: Network,
    person: string,
  ) {
    network.clock.after(1, () => {
      if (this.closed) return;
      if (!network.online) return this.lose(1006);
      this.session = network.server.connect(
        person,
        (text) => this.toClient(text),
        (code) => this.lose(code),
      );
      this.onopen?.(undefined as never);
    });
  }

  send(text: string): void {
    if (this.closed) throw new Error('closed');
    this.network.framesFromClients += 1;
    // The greeting is never lost: a socket whose first frame is lost is a socket that never opened.
    if (text.includes('"hello"')) this.network.clock.after(1, () => this.session?.receive(text));
    else this.network.deliver(() => this.session?.receive(text));
  }

  close(): void {
    this.gone();
  }

  lose(code: number): void {
    const told = this.onclose;
    this.gone();
    this.network.clock.after(1, () => told?.({ code, reason: '' }));
  }

  private toClient(text: string): void {
    this.network.framesToClients += 1;
    const pass = (): void => {
      if (!this.closed) this.onmessage?.({ data: text });
    };
    if (text.includes('"welcome"') || text.includes('"bye"')) this.network.clock.after(1, pass);
    else this.network.deliver(pass);
  }

  private gone(): void {
    if (this.closed) return;
    this.closed = true;
    this.network.forget(this);
    this.session?.disconnect();
    this.session = null;
  }
}
