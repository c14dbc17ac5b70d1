// One scenario on one server: `node driver.mjs <phase> <JSON>` prints one line of JSON. The Yjs clients are the same for
// both servers; only the provider between the document and the wire differs.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

const [phase, json] = process.argv.slice(2);
const options = JSON.parse(json);
let bytes = 0;

class CountingSocket extends WebSocket {
  constructor(...parameters) {
    super(...parameters);
    this.on('message', (data) => (bytes += data.length ?? data.byteLength));
  }
}

async function openPeer() {
  const { HocuspocusProvider } = await import('@hocuspocus/provider');
  globalThis.WebSocket = CountingSocket; // Node 20 has none of its own
  const doc = new Y.Doc();
  const provider = new HocuspocusProvider({ url: options.url, name: options.document, document: doc });
  await new Promise((resolve) => provider.on('synced', resolve));
  return { doc, close: () => provider.destroy() };
}

async function openHearth() {
  const { fetchDocumentHttp, HearthProvider, LiveConnection } = await import('./provider.mjs');
  const counted = async (url, init) => {
    const response = await fetch(url, init);
    // What came over the wire: fetch() unpacks the body, and leaves the length of what was packed.
    bytes += Number(response.headers.get('content-length') ?? (await response.clone().arrayBuffer()).byteLength);
    return response;
  };
  const authorized = (url, init) => counted(url, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${options.token}` } });
  const connection = new LiveConnection({
    ticket: async () => (await authorized(`${options.url}/v1/live/tickets`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } })).json(),
    socket: (url) => new CountingSocket(url),
  });
  const doc = new Y.Doc();
  const http = fetchDocumentHttp({ base: options.url, org: options.org, document: options.document, fetch: authorized, plainFetch: counted });
  const provider = new HearthProvider({ connection, doc, org: options.org, document: options.document, http });
  connection.start();
  await provider.loaded;
  return { doc, close: () => (provider.destroy(), connection.stop()) };
}

const open = () => (options.server === 'hearth' ? openHearth() : openPeer());
const text = (peer) => peer.doc.getText('text');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(check, ms = 60_000) {
  const end = Date.now() + ms;
  while (!check()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await wait(2);
  }
}
const rank = (values, share) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Letters at 10 a second, timed from the local insert to the reader's own document. */
async function type(writer, readers, seconds) {
  const written = [];
  const seen = [];
  const start = text(writer).length;
  for (const reader of readers) {
    let known = start;
    text(reader).observe(() => {
      const now = performance.now();
      for (; known < text(reader).length && known - start < written.length; known += 1) seen.push(now - written[known - start]);
    });
  }
  for (let letter = 0; letter < seconds * 10; letter += 1) {
    written.push(performance.now());
    text(writer).insert(text(writer).length, 'x');
    await wait(100);
  }
  await until(() => readers.every((reader) => text(reader).length === text(writer).length));
  return seen;
}

const units = (content, points) => (/[\ud800-\udfff]/.test(content) ? [...content].slice(0, points).join('').length : points);

async function writeTrace(writer, steps, seconds) {
  let content = text(writer).toString();
  const start = Date.now();
  for (let done = 0; done < steps.length; ) {
    const due = Math.min(steps.length, Math.floor((steps.length * (Date.now() - start)) / (seconds * 1000)) + 1);
    writer.doc.transact(() => {
      for (; done < due; done += 1) {
        for (const [at, removed, added] of steps[done].patches) {
          const from = units(content, at);
          const to = removed ? units(content, at + removed) : from;
          if (to > from) text(writer).delete(from, to - from);
          if (added) text(writer).insert(from, added);
          content = content.slice(0, from) + added + content.slice(to);
        }
      }
    });
    await wait(30);
  }
}

async function run() {
  if (phase === 'propagation') {
    const writer = await open();
    const readers = await Promise.all(Array.from({ length: options.readers }, open));
    await wait(500);
    const seen = await type(writer, readers, options.seconds);
    return { p50: rank(seen, 0.5), p95: rank(seen, 0.95), p99: rank(seen, 0.99), seen: seen.length };
  }
  if (phase === 'trace') {
    const raw = readFileSync(options.trace);
    const trace = JSON.parse(options.trace.endsWith('.gz') ? gunzipSync(raw) : raw);
    const writer = await open();
    const reader = await open();
    await writeTrace(writer, trace.txns, options.seconds);
    await until(() => text(reader).toString() === trace.endContent, 120_000);
    return { length: trace.endContent.length, snapshot: Y.encodeStateAsUpdate(writer.doc).length };
  }
  if (phase === 'join') {
    const start = performance.now();
    const late = await open();
    await until(() => text(late).length === options.length);
    const ms = performance.now() - start;
    await wait(200);
    return { ms, bytes };
  }
  if (phase === 'kill') {
    const writer = await open();
    const reader = await open();
    await wait(500);
    await type(writer, [reader], options.seconds);
    console.log(JSON.stringify({ seen: text(reader).length }));
    for await (const _ of createInterface({ input: process.stdin })) break; // the server is dead now, and so are we
    process.exit(0);
  }
  if (phase === 'read') {
    const late = await open();
    await wait(options.patience ?? 1_000);
    return { length: text(late).length };
  }
  throw new Error(`no phase ${phase}`);
}

console.log(JSON.stringify(await run()));
process.exit(0);
