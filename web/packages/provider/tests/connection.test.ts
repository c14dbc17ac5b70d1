import { describe, expect, it } from 'vitest';
import { Pacer } from '../src/pacer.ts';
import { next, type Phase } from '../src/phase.ts';
import { Someone, world } from './people.ts';
import { SimClock } from './sim.ts';

describe('the phases of a connection', () => {
  const connecting: Phase = { name: 'connecting', attempt: 3 };

  it('L4: waits longer after each failure, and starts over after a connection that held', () => {
    expect(next(connecting, { name: 'lost', at: 0 })).toMatchObject({ name: 'waiting', attempt: 4 });
    const open = next(connecting, { name: 'welcomed', connection: 'c', at: 0 });
    expect(next(open, { name: 'lost', at: 500 })).toMatchObject({ name: 'waiting', attempt: 4 });
    expect(next(open, { name: 'lost', at: 60_000 })).toMatchObject({ name: 'waiting', attempt: 1 });
  });

  it('L4: a refused ticket means signing in again, and only a new start leaves that', () => {
    const out = next(connecting, { name: 'ticket-refused' });
    expect(out).toEqual({ name: 'signed-out' });
    expect(next(out, { name: 'due' })).toBe(out);
    expect(next(out, { name: 'start' })).toEqual({ name: 'connecting', attempt: 0 });
  });

  it('L4: a network that is back ends the wait at once, and what it failed before counts no more', () => {
    const waiting: Phase = { name: 'waiting', attempt: 9, atLeast: 0 };
    expect(next(waiting, { name: 'nudged' })).toEqual({ name: 'connecting', attempt: 0 });
    expect(next(connecting, { name: 'nudged' })).toBe(connecting);
    expect(next({ name: 'signed-out' }, { name: 'nudged' })).toEqual({ name: 'signed-out' });
  });

  it('stays put on what cannot happen', () => {
    const idle: Phase = { name: 'idle' };
    expect(next(idle, { name: 'lost', at: 0 })).toBe(idle);
    expect(next({ name: 'stopped' }, { name: 'due' })).toEqual({ name: 'stopped' });
  });
});

describe('one socket', () => {
  it('L3: is renewed before its time, overlapping, without a word lost or an offline moment', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann').arrive();
    const ben = await new Someone({ clock, server, network }, 'ben').arrive();
    for (let minute = 0; minute < 130; minute += 1) {
      ann.write(`${minute} `);
      await clock.run(60_000);
    }
    expect(ben.words).toBe(ann.words);
    expect(server.counts.hellos).toBe(4);
    expect(server.sessions.size).toBe(2);
    expect([...ann.statuses, ...ben.statuses].filter((status) => status.state === 'offline')).toEqual([]);
  });

  it('L3: says something every four minutes, and only then', async () => {
    const { clock, server, network } = world();
    await new Someone({ clock, server, network }, 'ann').arrive();
    const before = network.framesFromClients;
    await clock.run(60 * 60_000);
    expect(network.framesFromClients - before).toBe(15);
    expect(server.counts.checks).toBe(15);
  });

  it('L4: after hours without a network, the first nudge connects within the moment', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann').arrive();
    network.online = false;
    network.cut();
    await clock.run(2 * 60 * 60_000);
    expect(ann.connection.open).toBe(false);
    network.online = true;
    ann.connection.nudge();
    await clock.run(500);
    expect(ann.connection.open).toBe(true);
  });

  it('L3: a nudge finds a socket that died while the machine slept within seconds', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann').arrive();
    network.faults = { drop: 1, duplicate: 0, jitter: 0, httpFails: 0 };
    await clock.run(30_000);
    expect(ann.statuses.at(-1)?.state).toBe('saved');
    ann.connection.nudge();
    await clock.run(4_500);
    expect(ann.statuses.some((status) => status.state === 'offline')).toBe(true);
  });

  it('L3: a socket that is dead without a close is found by its silence', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann').arrive();
    network.faults = { drop: 1, duplicate: 0, jitter: 0, httpFails: 0 };
    await clock.run(240_000 + 11_000);
    network.faults = { drop: 0, duplicate: 0, jitter: 0, httpFails: 0 };
    await clock.run(60_000);
    expect(server.counts.hellos).toBeGreaterThanOrEqual(2);
    expect(ann.provider.status.state).toBe('saved');
  });

  it('L5: bye with an ended session stops for good and says why', async () => {
    const { clock, server, network } = world();
    const ann = await new Someone({ clock, server, network }, 'ann').arrive();
    const [session] = server.sessions;
    session?.tell({ type: 'bye', code: 'session_ended', detail: 'signed out elsewhere' });
    await clock.run(10);
    session?.close(1008);
    await clock.run(60_000);
    expect(ann.connection.phase).toEqual({ name: 'ended', code: 'session_ended', detail: 'signed out elsewhere' });
    expect(server.sessions.size).toBe(0);
  });

  it('L4: a crowd does not come back as one', async () => {
    const { clock, server, network } = world();
    const crowd = [];
    for (let one = 0; one < 20; one += 1) crowd.push(await new Someone({ clock, server, network }, `p${one}`).arrive());
    const arrivals: number[] = [];
    network.online = false;
    network.cut();
    await clock.run(20_000);
    network.online = true;
    for (const one of crowd) one.connection.events.on('phase', (phase) => phase.name === 'open' && arrivals.push(clock.now()));
    await clock.run(40_000);
    expect(arrivals).toHaveLength(20);
    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeGreaterThan(3_000);
  });

  it('L21: stays under the rate by itself, and waits when told to', async () => {
    const { clock, server, network } = world();
    server.framesPerSecond = 20;
    const ann = await new Someone({ clock, server, network }, 'ann', undefined, { near: 1, sight: 1, unseen: 1 }).arrive();
    const ben = await new Someone({ clock, server, network }, 'ben').arrive();
    for (let letter = 0; letter < 2_000; letter += 1) {
      ann.write('x');
      await clock.run(2);
    }
    await clock.run(10_000);
    expect(ben.words).toHaveLength(2_000);
    expect(ann.provider.status.state).toBe('saved');
  });
});

describe('the pacer', () => {
  it('lets urgent frames pass before cursors and drops old cursors', async () => {
    const clock = new SimClock();
    const pacer = new Pacer(clock, 10, 1);
    const done: string[] = [];
    pacer.run(() => done.push('first'));
    for (let cursor = 0; cursor < 20; cursor += 1) pacer.run(() => done.push(`cursor ${cursor}`), true);
    pacer.run(() => done.push('update'));
    await clock.run(5_000);
    expect(done.slice(0, 2)).toEqual(['first', 'update']);
    expect(done).toHaveLength(10);
    expect(done.at(-1)).toBe('cursor 19');
  });
});
