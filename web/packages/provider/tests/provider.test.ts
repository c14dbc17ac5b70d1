import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MemoryStore, type Place } from '../src/index.ts';
import { Someone, world } from './people.ts';

const together = async (seed = 1) => {
  const here = world(seed);
  const ann = await new Someone(here, 'ann').arrive();
  const ben = await new Someone(here, 'ben').arrive();
  await here.clock.run(50);
  return { ...here, here, ann, ben };
};

describe('two people in one document', () => {
  it('L14 L16: an edit reaches the other and is saved', async () => {
    const { clock, ann, ben } = await together();
    ann.write('hello');
    expect(ann.provider.status).toMatchObject({ state: 'pending', changes: 1 });
    await clock.run(10);
    expect(ben.words).toBe('hello');
    expect(ann.provider.status.state).toBe('saved');
  });

  it('L17: sends at once after a pause, then in ticks of 30 ms in company', async () => {
    const { clock, server, ann, ben } = await together();
    for (let letter = 0; letter < 100; letter += 1) {
      ann.write('x');
      await clock.run(6);
    }
    await clock.run(60);
    expect(ben.words).toHaveLength(100);
    expect(server.counts.updates).toBeGreaterThan(15);
    expect(server.counts.updates).toBeLessThanOrEqual(21);
  });

  it.each([
    { where: 'in the same block', at: 3, from: 0, to: 9, updates: 100 },
    { where: 'in the next block', at: 4, from: 0, to: 9, updates: 100 },
    { where: 'elsewhere on one screen', at: 8, from: 0, to: 9, updates: 100 },
    { where: 'reading without a caret', at: null, from: 2, to: 9, updates: 100 },
    { where: 'at another place', at: 40, from: 38, to: 50, updates: 10 },
    { where: 'in another tab', at: null, from: 0, to: -1, updates: 10 },
  ])('L17: somebody $where makes it $updates updates in twenty seconds', async ({ at, from, to, updates }) => {
    const { clock, server, ann, ben } = await together();
    ann.awareness.setLocalStateField('place', { at: 3, from: 0, to: 9 });
    ben.awareness.setLocalStateField('place', { at, from, to });
    await clock.run(3_000);
    const before = server.counts.updates ?? 0;
    for (let letter = 0; letter < 100; letter += 1) {
      ann.write('x');
      await clock.run(200);
    }
    await clock.run(2_500);
    expect(ben.words).toHaveLength(100);
    expect(Math.abs((server.counts.updates ?? 0) - before - updates)).toBeLessThanOrEqual(1);
  });

  it('L17: who looks there sees at once what is written', async () => {
    const { clock, ann, ben } = await together();
    ann.awareness.setLocalStateField('place', { at: 3, from: 0, to: 9 });
    ben.awareness.setLocalStateField('place', { at: null, from: 38, to: 50 });
    await clock.run(5_000);
    ann.write('x');
    await clock.run(100);
    ann.write('y');
    await clock.run(500);
    expect(ben.words).toBe('x');
    ben.awareness.setLocalStateField('place', { at: null, from: 0, to: 9 });
    await clock.run(60); // there with the place, back with the words
    expect(ben.words).toBe('xy');
  });

  it('L17: who has not said where they are is near, and so is a crowd with one near', async () => {
    const { clock, server, ann, ben, network } = await together();
    ann.awareness.setLocalStateField('place', { at: 3, from: 0, to: 9 });
    ben.awareness.setLocalStateField('place', { at: 40, from: 38, to: 50 });
    await new Someone({ clock, server, network }, 'cleo').arrive();
    await clock.run(3_000);
    const before = server.counts.updates ?? 0;
    for (let letter = 0; letter < 25; letter += 1) {
      ann.write('x');
      await clock.run(200);
    }
    expect((server.counts.updates ?? 0) - before).toBe(25);
  });

  it('L10: a caret that nobody sees moves once a second at most, and where it is seen every 100 ms', async () => {
    const { clock, network, ann, ben } = await together();
    const moves = async (there: Place): Promise<number> => {
      ben.awareness.setLocalStateField('place', there);
      ann.awareness.setLocalStateField('place', { at: 3, from: 0, to: 9 });
      await clock.run(3_000);
      const before = network.framesFromClients;
      for (let step = 0; step < 100; step += 1) {
        ann.awareness.setLocalStateField('cursor', { at: step });
        await clock.run(50);
      }
      return network.framesFromClients - before;
    };
    expect(await moves({ at: 8, from: 0, to: 9 })).toBeGreaterThan(45);
    expect(await moves({ at: 40, from: 38, to: 50 })).toBeLessThanOrEqual(6);
  });

  it('L17: at most one update in two seconds when alone, and none without a change', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann').arrive();
    for (let letter = 0; letter < 100; letter += 1) {
      ann.write('x');
      await clock.run(100);
    }
    await clock.run(2_000);
    expect(server.counts.updates).toBeLessThanOrEqual(7);
    const sent = network.framesFromClients;
    await clock.run(60_000);
    expect(network.framesFromClients).toBe(sent);
  });

  it('L11: a lost update heals by itself within a fifth of a second', async () => {
    const { clock, server, network, ann, ben } = await together();
    network.faults = { drop: 0, duplicate: 0, jitter: 0, httpFails: 0 };
    const lost = [...server.sessions].find((session) => session.person === 'ben');
    const tell = lost?.tell.bind(lost);
    if (!lost || !tell) throw new Error('ben is not connected');
    lost.tell = () => undefined;
    ann.write('one ');
    await clock.run(40);
    lost.tell = tell;
    ann.write('two');
    await clock.run(200);
    expect(ben.words).toBe('one two');
    expect(server.counts.pages).toBe(1);
  });

  it.each([false, true])('L7 L12: what was written by somebody who left while we were away is here when we are back (reticent server: %s)', async (reticent) => {
    const { clock, server, ann, ben } = await together();
    server.reticent = reticent;
    ann.connection.stop();
    ben.write('gone before you came back');
    await clock.run(50);
    ben.die();
    await clock.run(1_000);
    const states = server.counts.states;
    ann.connection.start();
    await clock.run(100);
    expect(ann.words).toBe('gone before you came back');
    expect(server.counts.states).toBe(states);
  });

  it('L12: a log that went back is loaded again, and given what it lost', async () => {
    const { clock, server, ann, ben } = await together();
    ann.write('one ');
    await clock.run(50);
    ben.write('two ', 4);
    await clock.run(50);
    ben.die();
    ann.connection.stop();
    server.log.pop();
    ann.connection.start();
    await clock.run(5_000);
    expect(server.document().getText('text').toString()).toBe('one two ');
    expect(ann.provider.status.state).toBe('saved');
  });

  it('L12: a lost last update heals after a check', async () => {
    const { clock, server, ann, ben } = await together();
    const deaf = [...server.sessions].find((session) => session.person === 'ben');
    const tell = deaf?.tell.bind(deaf);
    if (!deaf || !tell) throw new Error('ben is not connected');
    await clock.run(5_000);
    ben.write('.');
    await clock.run(1_000);
    deaf.tell = () => undefined;
    ann.write('last');
    await clock.run(50);
    deaf.tell = tell;
    await clock.run(4_000);
    expect(ben.words).toContain('last');
  });

  it('L13: the state is asked for once, while the subscription is on its way', async () => {
    const { clock, server, ann, here } = await together();
    ann.write('before');
    await clock.run(50);
    const before = { ...server.counts };
    const cleo = new Someone(here, 'cleo');
    await clock.runUntil(() => server.counts.states > before.states, 1_000);
    expect(server.counts.subscribes).toBe(before.subscribes);
    ann.write(' and between');
    await cleo.arrive();
    await clock.run(10);
    expect(cleo.words).toBe('before and between');
    expect(server.counts.states).toBe(before.states + 1);
  });

  it('L13 L18: a state from before the history was replaced is asked for again', async () => {
    const { clock, server, here } = await together();
    const states = server.counts.states;
    const cleo = new Someone(here, 'cleo');
    let replaced = false;
    cleo.provider.events.on('replaced', () => (replaced = true));
    await clock.runUntil(() => server.counts.states > states, 1_000);
    server.epoch += 1;
    await cleo.arrive();
    expect(cleo.provider.epoch).toBe(server.epoch);
    expect(replaced).toBe(false);
    expect(server.counts.states).toBe(states + 2);
  });

  it('L13: what was asked for in vain without a network is asked for again when there is one', async () => {
    const { clock, network, ann, here } = await together();
    ann.write('still here');
    await clock.run(50);
    network.online = false;
    network.cut();
    const cleo = new Someone(here, 'cleo');
    await clock.run(30_000);
    expect(cleo.words).toBe('');
    network.online = true;
    await clock.runUntil(() => cleo.provider.status.state === 'saved', 60_000);
    expect(cleo.words).toBe('still here');
  });

  it('L14: an update too large for a frame goes over HTTP and is fetched by the others', async () => {
    const { clock, server, ann, ben } = await together();
    ann.write('x'.repeat(200_000));
    await clock.run(500);
    expect(server.counts.pushes).toBe(1);
    expect(ben.words).toHaveLength(200_000);
    expect(ann.provider.status.state).toBe('saved');
  });

  it('L15: what was not acknowledged is sent again after a new connection', async () => {
    const { clock, network, ann, ben } = await together();
    network.online = false;
    network.cut();
    ann.write('written on a plane');
    await clock.run(60_000);
    expect(ann.provider.status).toMatchObject({ state: 'offline', changes: 1 });
    network.online = true;
    await clock.run(40_000);
    expect(ben.words).toBe('written on a plane');
    expect(ann.provider.status.state).toBe('saved');
  });

  it('L15: what was not acknowledged survives the death of the process', async () => {
    const { clock, network, here, ann, ben } = await together();
    network.online = false;
    network.cut();
    ann.write('last words');
    ann.die();
    network.online = true;
    const again = new Someone(here, 'ann', ann.store);
    await clock.run(40_000);
    expect(again.words).toBe('last words');
    expect(ben.words).toBe('last words');
    expect(await ann.store.list(ann.provider.topic)).toEqual([]);
  });

  it('L15: an update without an answer is sent again', async () => {
    const { clock, server, ann, ben } = await together();
    server.crash = 1;
    ann.write('into the void');
    await clock.run(100);
    server.crash = 0;
    expect(ann.provider.status.state).toBe('pending');
    await clock.run(6_000);
    expect(ben.words).toBe('into the void');
    expect(ann.provider.status.state).toBe('saved');
  });

  it('L13: a long log comes in pages, a folded one as a snapshot and its tail', async () => {
    const { clock, server, here, ann } = await together();
    server.pageSize = 7;
    for (let line = 0; line < 40; line += 1) {
      ann.write(`${line} `);
      await clock.run(40);
    }
    const cleo = await new Someone(here, 'cleo').arrive();
    expect(cleo.words).toBe(ann.words);
    server.fold(3);
    const dan = await new Someone(here, 'dan').arrive();
    expect(dan.words).toBe(ann.words);
  });

  it('L11: a client that was away longer than the log reaches loads the state', async () => {
    const { clock, server, network, ann, ben } = await together();
    network.online = false;
    network.cut();
    network.online = true;
    const [annsTicket] = [network.ticket];
    network.ticket = (person, out) => (person === 'ben' ? Promise.reject(new Error('away')) : annsTicket(person, out));
    await clock.run(2_000);
    for (let line = 0; line < 30; line += 1) {
      ann.write(`${line} `);
      await clock.run(1_100);
    }
    server.fold(2);
    network.ticket = annsTicket;
    await clock.run(60_000);
    expect(ben.words).toBe(ann.words);
  });

  it('heals a server that lost the end of its log', async () => {
    const { clock, server, network, ann, ben } = await together();
    for (let line = 0; line < 10; line += 1) {
      ann.write(`${line} `);
      await clock.run(40);
    }
    server.log = server.log.slice(0, 4);
    network.cut();
    await clock.run(10_000);
    expect(server.document().getText('text').toString()).toBe(ann.words);
    expect(ben.words).toBe(ann.words);
  });
});

describe('histories and roles', () => {
  it('L18: another epoch keeps unsaved words as a copy and never merges them', async () => {
    const { clock, server, network, ann } = await together();
    ann.write('saved. ');
    await clock.run(100);
    network.online = false;
    network.cut();
    ann.write('unsaved');
    const old = new Y.Doc();
    old.getText('text').insert(0, 'the restored version');
    server.replaceHistory(old);
    const replaced: unknown[] = [];
    ann.provider.events.on('replaced', (event) => replaced.push(event));
    network.online = true;
    await clock.run(60_000);
    expect(replaced).toHaveLength(1);
    const [copy] = await ann.store.copies(ann.provider.topic);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, copy?.state ?? new Uint8Array());
    expect(kept.getText('text').toString()).toBe('saved. unsaved');
    expect(server.document().getText('text').toString()).toBe('the restored version');
    expect(await ann.store.list(ann.provider.topic)).toEqual([]);
  });

  it('L18: pending words of an older epoch, found at the next start, become a copy too', async () => {
    const { clock, server, network, here, ann } = await together();
    network.online = false;
    network.cut();
    ann.write('from yesterday');
    ann.die();
    server.replaceHistory(new Y.Doc());
    network.online = true;
    const again = new Someone(here, 'ann', ann.store);
    await clock.run(10_000);
    expect(again.provider.status).toMatchObject({ state: 'ended', code: 'epoch_changed' });
    expect(await ann.store.copies(ann.provider.topic)).toHaveLength(1);
    expect(server.document().getText('text').toString()).toBe('');
  });

  it('L19 L20: a lowered role says so, keeps the words, and sends them when it is raised again', async () => {
    const { clock, server, ann, ben } = await together();
    server.setRole('ann', 'viewer');
    await clock.run(10);
    expect(ann.provider.readOnly).toBe(true);
    ann.write('too late');
    await clock.run(1_000);
    expect(ben.words).toBe('');
    server.setRole('ann', 'editor');
    await clock.run(1_000);
    expect(ben.words).toBe('too late');
  });

  it('L19: an edit under way when the role is lowered is refused, not lost', async () => {
    const { clock, server, ann } = await together();
    server.roles.set('ann', 'viewer'); // the notice is late
    ann.write('in the middle');
    await clock.run(100);
    expect(ann.provider.status).toMatchObject({ state: 'refused', code: 'forbidden', changes: 1 });
    expect(await ann.store.list(ann.provider.topic)).toHaveLength(1);
  });

  it('L20: ended access ends the provider, and the words stay in the store', async () => {
    const { clock, server, ann } = await together();
    const ended: unknown[] = [];
    ann.provider.events.on('ended', (event) => ended.push(event));
    server.setRole('ann', null);
    await clock.run(100);
    expect(ended).toEqual([{ code: 'access_ended', detail: '' }]);
    expect(ann.provider.readOnly).toBe(true);
  });

  it('L7: a subscription that the server forgot is asked for again, and nothing is lost', async () => {
    const { clock, server, ann, ben } = await together();
    for (const session of server.sessions) if (session.person === 'ann') session.subscribed = false;
    ann.write('still here');
    await clock.run(5_000);
    expect(ben.words).toBe('still here');
    expect(ann.provider.status.state).toBe('saved');
  });

  it('a document that is not there is refused with its reason', async () => {
    const { clock, server, network } = world();
    server.roles.set('eve', null);
    const eve = new Someone({ clock, server, network }, 'eve');
    await clock.run(5_000);
    expect(eve.provider.status).toMatchObject({ state: 'ended', code: 'not_found' });
  });
});

describe('awareness (L9, L10)', () => {
  it('says nothing when alone, introduces itself to who comes, and forgets who leaves', async () => {
    const { clock, server, network } = world();
    const here = { clock, server, network };
    const ann = await new Someone(here, 'ann').arrive();
    ann.awareness.setLocalStateField('user', { name: 'Ann' });
    await clock.run(60_000);
    expect(server.counts.broadcasts).toBe(0);
    const ben = await new Someone(here, 'ben').arrive();
    ben.awareness.setLocalStateField('user', { name: 'Ben' });
    await clock.run(500);
    const names = (one: Someone) => [...one.awareness.getStates().values()].map((state) => state.user?.name).sort();
    expect(names(ann)).toEqual(['Ann', 'Ben']);
    expect(names(ben)).toEqual(['Ann', 'Ben']);
    await clock.run(120_000);
    expect(names(ann)).toEqual(['Ann', 'Ben']);
    ben.die();
    await clock.run(100);
    expect(names(ann)).toEqual(['Ann']);
    expect(ann.provider.people).toEqual([]);
  });

  it('forgets all of a crowd that leaves, whether it is told of one by one or together', async () => {
    const { clock, server, network } = world();
    const here = { clock, server, network };
    const crowd: Someone[] = [];
    for (const name of ['ann', 'ben', 'cy', 'dee', 'eve']) {
      const one = await new Someone(here, name).arrive();
      one.awareness.setLocalStateField('user', { name });
      crowd.push(one);
    }
    await clock.run(500);
    const [ann, ...others] = crowd as [Someone, ...Someone[]];
    const names = (): string[] => ann.provider.people.map(({ person }) => person?.id ?? '').sort();
    const cursors = (): string[] => [...ann.awareness.getStates().values()].map((state) => state.user?.name).sort();
    expect(names()).toEqual(['ben', 'cy', 'dee', 'eve']);
    let told = 0;
    ann.provider.events.on('people', () => (told += 1));
    for (const [at, one] of others.entries()) {
      one.die(); // the first of them is told of in a frame for many
      await clock.run(100);
      const stay = ['ben', 'cy', 'dee', 'eve'].slice(at + 1);
      expect(names()).toEqual(stay);
      expect(cursors()).toEqual(['ann', ...stay]);
    }
    expect(told).toBe(4);
  });

  it('throttles a moving cursor to ten a second', async () => {
    const { clock, server, ann } = await together();
    const before = server.counts.broadcasts;
    for (let step = 0; step < 100; step += 1) {
      ann.awareness.setLocalStateField('cursor', { at: step });
      await clock.run(10);
    }
    expect(server.counts.broadcasts - before).toBeLessThanOrEqual(12);
  });
});

describe('without a socket', () => {
  it('loads, saves and hears others over HTTP', async () => {
    const { clock, server, network } = world();
    const here = { clock, server, network };
    const ann = await new Someone(here, 'ann').arrive();
    network.socket = () => {
      throw new Error('a proxy forbids web sockets');
    };
    const ben = new Someone(here, 'ben');
    await clock.run(30_000);
    ben.write('by post');
    ann.write('quick ');
    await clock.run(30_000);
    expect(ann.words).toContain('by post');
    expect(ben.words).toContain('quick');
    expect(await ben.store.list(ben.provider.topic)).toEqual([]);
  });

  it('a new document written offline is whole once the server is there', async () => {
    const { clock, server, network } = world();
    network.online = false;
    const ann = new Someone({ clock, server, network }, 'ann', new MemoryStore());
    ann.write('a first draft');
    await clock.run(10_000);
    network.online = true;
    await clock.run(60_000);
    expect(server.document().getText('text').toString()).toBe('a first draft');
  });

  it('a local replica with words no record names is healed by the difference', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann', new MemoryStore(), undefined, (doc) =>
      doc.getText('text').insert(0, 'only in the replica'),
    ).arrive();
    await clock.run(2_000);
    expect(server.document().getText('text').toString()).toBe('only in the replica');
    expect(ann.provider.status.state).toBe('saved');
  });
});
