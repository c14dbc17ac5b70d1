import { describe, expect, it } from 'vitest';
import { Someone, together, world } from './people.ts';

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
