import { afterEach, expect, it, vi } from 'vitest';
import { MemoryStore } from '../src/index.ts';
import { systemClock } from '../src/clock.ts';
import { Someone, world } from './people.ts';

const DAY = 24 * 60 * 60_000;

afterEach(() => vi.restoreAllMocks());

it.each([3 * DAY, -3 * DAY, 2 * 60 * 60_000])('L2, L3: a clock that is %i ms off renews and writes as any', async (ahead) => {
  const here = world();
  here.server.ahead = ahead;
  const ann = await new Someone(here, 'ann').arrive();
  const ben = await new Someone(here, 'ben').arrive();
  for (let minute = 0; minute < 130; minute += 1) {
    ann.write(`${minute} `);
    await here.clock.run(60_000);
  }
  expect(ben.words).toBe(ann.words);
  expect(here.server.counts.hellos).toBe(4);
});

it('a clock that is set back in the middle of a session holds nothing up', () => {
  const before = systemClock.now();
  vi.spyOn(Date, 'now').mockReturnValue(0);
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  expect(systemClock.now() - before).toBeLessThan(60_000);
});

it('L13: a snapshot that cannot be fetched is asked for again', async () => {
  const here = world();
  const ann = await new Someone(here, 'ann').arrive();
  ann.write('kept');
  await here.clock.run(2_000);
  here.server.fold(0);
  here.server.linksFail = 3;
  const late = new Someone(here, 'late', new MemoryStore());
  await here.clock.runUntil(() => late.provider.status.state === 'saved', 60_000);
  expect(here.server.linksFail).toBe(0);
  expect(late.words).toBe('kept');
});
