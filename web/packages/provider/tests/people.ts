import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { LiveConnection, HearthProvider, MemoryStore, type SyncStatus, type Tick } from '../src/index.ts';
import { FakeServer } from './server.ts';
import { Network, seeded, SimClock } from './sim.ts';

export interface World {
  clock: SimClock;
  server: FakeServer;
  network: Network;
}

export function world(seed = 1): World {
  const clock = new SimClock(seeded(seed));
  const server = new FakeServer(clock);
  return { clock, server, network: new Network(clock, server) };
}

/** One person at one machine: the store is the disk, the rest is the process. */
export class Someone {
  readonly store: MemoryStore;
  readonly statuses: SyncStatus[] = [];
  doc: Y.Doc;
  connection: LiveConnection;
  provider: HearthProvider;
  awareness: Awareness;

  constructor(
    private readonly world: World,
    readonly name: string,
    store = new MemoryStore(),
    tick?: Tick,
    prepare?: (doc: Y.Doc) => void,
  ) {
    const { clock, network } = world;
    this.store = store;
    this.doc = new Y.Doc();
    this.doc.clientID = Math.floor(clock.random() * 2 ** 32);
    prepare?.(this.doc);
    this.awareness = new Awareness(this.doc);
    this.connection = new LiveConnection({ ticket: () => network.ticket(name), socket: network.socket, clock });
    this.provider = new HearthProvider({
      connection: this.connection,
      doc: this.doc,
      org: 'org',
      document: 'doc',
      http: network.http(name),
      store,
      awareness: this.awareness,
      clock,
      ...(tick ? { tick } : {}),
    });
    this.provider.events.on('status', (status) => this.statuses.push(status));
    this.connection.start();
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  get words(): string {
    return this.text.toString();
  }

  write(words: string, at = this.text.length): void {
    this.text.insert(Math.min(at, this.text.length), words);
  }

  /** The process dies: no goodbye, nothing flushed, only the store remains. */
  die(): void {
    this.connection.stop();
    this.provider.destroy();
  }

  async arrive(): Promise<this> {
    await this.world.clock.runUntil(() => this.provider.status.state === 'saved', 5_000);
    return this;
  }
}

/** Ann and Ben, both in one document. */
export const together = async (seed = 1) => {
  const here = world(seed);
  const ann = await new Someone(here, 'ann').arrive();
  const ben = await new Someone(here, 'ben').arrive();
  await here.clock.run(50);
  return { ...here, here, ann, ben };
};
