import { describe, expect, it } from 'vitest';
import type { Place } from '../src/index.ts';
import { Someone, together, world } from './people.ts';

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

  it.each([false, true])(
    'L7 L12: what was written by somebody who left while we were away is here when we are back (reticent server: %s)',
    async (reticent) => {
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
    },
  );

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
