import { WebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fetchDocumentHttp, HearthProvider, LiveConnection, type Socket, TicketRefused } from '../src/index.ts';
import { runningStack } from './running.ts';

/** Official Yjs peers against the running stack. Skipped where there is none; `make test` starts one and requires it. */
const stack = runningStack(process.env);

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
  body: JSON.stringify(body),
});

/** The engine keeps mails in lists under an account and a region. */
function lists(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(lists) : [];
}

async function mailed(address: string): Promise<string> {
  let token = '';
  const look = async (): Promise<string> => {
    const texts = lists(await json(await fetch(`${stack?.endpoint}/_ministack/ses/messages`))).map((one) => JSON.stringify(one));
    token = /token=([A-Za-z0-9_.~-]{16,})/.exec(texts.filter((text) => text.includes(address)).at(-1) ?? '')?.[1] ?? '';
    return token;
  };
  await expect.poll(look, { timeout: 20_000, interval: 100 }).not.toBe('');
  return token;
}

async function signUp(): Promise<Fetch> {
  const email = `${crypto.randomUUID()}@provider.hearth.example`;
  const anonymous = (route: string, body: unknown) => fetch(`${stack?.rest_url}${route}`, post(body));
  const password = `pass-${crypto.randomUUID()}`;
  const registered = await anonymous('/v1/auth/register', { email, password, name: 'Yuki' });
  if (!registered.ok) throw new Error(`register: ${registered.status} ${await registered.text()}`);
  const { access_token } = await json<{ access_token: string }>(await anonymous('/v1/auth/verify-email', { token: await mailed(email), password }));
  return (url, init) => fetch(url, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${access_token}` } });
}

interface Peer {
  doc: Y.Doc;
  awareness: Awareness;
  provider: HearthProvider;
  connection: LiveConnection;
  sockets: WebSocket[];
}

const peers: Peer[] = [];

function open(authorized: Fetch, org: string, document: string): Peer {
  const sockets: WebSocket[] = [];
  const connection = new LiveConnection({
    ticket: async () => {
      const response = await authorized(`${stack?.rest_url}/v1/live/tickets`, post({}));
      if (response.status === 401) throw new TicketRefused();
      return json(response);
    },
    socket: (url) => {
      const socket = new WebSocket(url);
      sockets.push(socket);
      return socket as unknown as Socket;
    },
  });
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const http = fetchDocumentHttp({ base: stack?.rest_url ?? '', org, document, fetch: authorized });
  const provider = new HearthProvider({ connection, doc, org, document, http, awareness });
  connection.start();
  const peer = { doc, awareness, provider, connection, sockets };
  peers.push(peer);
  return peer;
}

/** In the editor's fragment: the server takes nothing elsewhere. */
const write = (peer: Peer, text: string): void => {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  peer.doc.getXmlFragment('default').insert(0, [paragraph]);
};
const words = (peer: Peer) =>
  peer.doc
    .getXmlFragment('default')
    .toArray()
    .map((block) => (block as Y.XmlElement).toArray().join(''))
    .join('');
const saved = (peer: Peer) => expect.poll(() => peer.provider.status.state, { timeout: 20_000, interval: 20 }).toBe('saved');
const same = async (all: Peer[]) => {
  for (const peer of all) await saved(peer);
  await expect.poll(() => new Set(all.map(words)).size, { timeout: 20_000, interval: 20 }).toBe(1);
};

afterEach(() => {
  for (const peer of peers.splice(0)) {
    peer.provider.destroy();
    peer.connection.stop();
  }
});

describe.skipIf(!stack)('official Yjs peers on the running stack', () => {
  async function room(count: number): Promise<Peer[]> {
    const authorized = await signUp();
    const { id: org } = await json<{ id: string }>(await authorized(`${stack?.rest_url}/v1/orgs`, post({ name: 'Peers' })));
    const documents = `${stack?.rest_url}/v1/orgs/${org}/documents`;
    const { id } = await json<{ id: string }>(await authorized(documents, post({ title: 'Together' })));
    const all = Array.from({ length: count }, () => open(authorized, org, id));
    for (const peer of all) await peer.provider.loaded;
    return all;
  }

  it('converge while all of them write, and agree with a late comer', async () => {
    const all = await room(3);
    for (let round = 0; round < 10; round += 1) {
      for (const [index, peer] of all.entries()) write(peer, `${index}.${round} `);
      await saved(all[round % 3] as Peer);
    }
    await same(all);
    expect(
      words(all[0] as Peer)
        .trim()
        .split(' '),
    ).toHaveLength(30);
  }, 60_000);

  it('lose nothing when sockets are torn down in the middle', async () => {
    const all = await room(2);
    const [ann, ben] = all as [Peer, Peer];
    for (let round = 0; round < 5; round += 1) {
      write(ann, `a${round} `);
      write(ben, `b${round} `);
      for (const socket of (round % 2 ? ann : ben).sockets) socket.terminate();
    }
    await same(all);
    expect(words(ann).trim().split(' ')).toHaveLength(10);
  }, 60_000);

  it('hear at once what was written while they were away, by somebody who has left since', async () => {
    const [ann, ben] = (await room(2)) as [Peer, Peer];
    await same([ann, ben]);
    ann.connection.stop();
    write(ben, 'gone before you came back');
    await saved(ben);
    ben.provider.destroy();
    ben.connection.stop();
    ann.connection.start();
    await expect.poll(() => words(ann), { timeout: 20_000, interval: 20 }).toBe('gone before you came back');
  }, 60_000);

  it('carry an update that is too large for a frame', async () => {
    const all = await room(2);
    write(all[0] as Peer, 'x'.repeat(200_000));
    await same(all);
    expect(words(all[1] as Peer)).toHaveLength(200_000);
  }, 60_000);

  it('see each other', async () => {
    const [ann, ben] = (await room(2)) as [Peer, Peer];
    ann.awareness.setLocalStateField('user', { name: 'Ann' });
    await expect.poll(() => [...ben.awareness.getStates().values()].map((state) => state.user?.name), { timeout: 10_000 }).toContain('Ann');
  }, 60_000);
});
