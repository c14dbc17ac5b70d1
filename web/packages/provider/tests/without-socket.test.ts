import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../src/index.ts';
import { Someone, world } from './people.ts';

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
