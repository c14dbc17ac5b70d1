import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { Hocuspocus } from "@hocuspocus/server";
import * as Y from "yjs";
import type { Socket } from "../../packages/provider/src/link.ts";
import { Someone, world } from "../../packages/provider/tests/people.ts";
import { SimClock, seeded } from "../../packages/provider/tests/sim.ts";
import { type Company, type Extensions, library, ours, written, Writer } from "./crowd.ts";
import type { Meet } from "./stories.ts";

/** Frames in one direction of one socket: each takes 5 to 120 ms, and none overtakes another. */
class Lane {
  #last = 0;

  constructor(private readonly clock: SimClock) {}

  carry(act: () => void): void {
    const { clock } = this;
    this.#last = Math.max(this.#last, clock.now() + 5 + clock.random() * 115);
    clock.after(this.#last - clock.now(), act);
  }
}

/** Editors on a provider as it is, and its server, in one process: only time lies between them, and it passes when it is told to. */
class Live implements Company {
  readonly writers: Writer[];

  constructor(
    private readonly clock: SimClock,
    docs: readonly Y.Doc[],
    extensions: Extensions,
    private readonly leave: () => void,
  ) {
    this.writers = docs.map((doc, n) => new Writer(n, doc, extensions));
  }

  async send(): Promise<void> {
    await this.clock.run(10);
  }

  async hear(_: Writer, most = 1): Promise<void> {
    await this.clock.run(most * 25);
  }

  async settle(): Promise<void> {
    await this.clock.run(3_000);
  }

  close(): void {
    for (const { editor } of this.writers) editor.destroy();
    this.leave();
    for (const { doc } of this.writers) doc.destroy();
  }
}

const NAMES = ["ada", "bo", "cy"];

function slow(socket: Socket, clock: SimClock): Socket {
  const [out, back] = [new Lane(clock), new Lane(clock)];
  const send = socket.send.bind(socket);
  socket.send = (text) => out.carry(() => send(text));
  let hear: Socket["onmessage"] = null;
  Object.defineProperty(socket, "onmessage", {
    get: () => hear && ((event: { data: unknown }) => back.carry(() => hear?.(event))),
    set: (given: Socket["onmessage"]) => (hear = given),
  });
  return socket;
}

/** Hearth's editor on Hearth's provider. */
export const onHearth: Meet = async (count, lines, ids) => {
  const { clock, server, network } = world(ids(0));
  server.snapshot = { seq: 1, state: written(lines) };
  server.framesPerSecond = 1_000;
  const quick = network.socket;
  network.socket = (url) => slow(quick(url), clock);
  const people = NAMES.slice(0, count).map((name, n) => new Someone({ clock, server, network }, name, undefined, undefined, (doc) => (doc.clientID = ids(n))));
  for (const person of people) await person.arrive();
  return new Live(
    clock,
    people.map(({ doc }) => doc),
    ours,
    () => people.forEach((person) => person.die()),
  );
};

/** A socket of the browser's kind whose other end is the server, in the same process. */
function socketTo(server: Hocuspocus, clock: SimClock, sessions: { handleClose: () => void }[]): new () => EventTarget {
  return class extends EventTarget {
    static readonly OPEN = 1;
    readyState = 1;
    readonly #out = new Lane(clock);
    readonly #session;

    constructor() {
      super();
      const back = new Lane(clock);
      const send = (data: unknown): void => back.carry(() => this.dispatchEvent(new MessageEvent("message", { data: (data as Uint8Array).slice().buffer })));
      this.#session = server.handleConnection({ send, close: () => undefined, readyState: 1 }, new Request("http://here.test/"));
      sessions.push(this.#session);
      clock.after(1, () => this.dispatchEvent(new Event("open")));
    }

    send(data: Uint8Array): void {
      this.#out.carry(() => this.#session.handleMessage(data));
    }

    close(): void {
      this.readyState = 3;
    }
  };
}

/** The same editor on @hocuspocus/provider, with the binding as it comes or with ours. */
export const onHocuspocus =
  (extensions: Extensions = library): Meet =>
  async (count, lines, ids) => {
    const clock = new SimClock(seeded(ids(0)));
    const server = new Hocuspocus({ quiet: true, onLoadDocument: ({ document }) => Promise.resolve(Y.applyUpdate(document, written(lines))) });
    const sessions: { handleClose: () => void }[] = [];
    const sockets: HocuspocusProviderWebsocket[] = [];
    const docs: Y.Doc[] = [];
    const providers = NAMES.slice(0, count).map((_, n) => {
      const document = new Y.Doc();
      document.clientID = ids(n);
      docs.push(document);
      const websocketProvider = new HocuspocusProviderWebsocket({ url: "ws://here.test", WebSocketPolyfill: socketTo(server, clock, sessions) });
      sockets.push(websocketProvider);
      const provider = new HocuspocusProvider({ websocketProvider, name: "doc", document, awareness: null });
      provider.attach();
      return provider;
    });
    const here = (): boolean => providers.every(({ isSynced }) => isSynced);
    for (let tries = 0; !here(); tries++) {
      if (tries > 1_000) throw new Error("the server never answers");
      await new Promise((resolve) => setTimeout(resolve));
      await clock.runUntil(here, 50);
    }
    return new Live(clock, docs, extensions, () => {
      providers.forEach((provider) => provider.destroy());
      sockets.forEach((socket) => socket.destroy());
      sessions.forEach((session) => session.handleClose());
    });
  };
