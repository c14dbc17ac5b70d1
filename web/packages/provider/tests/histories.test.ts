import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Someone, together, world } from './people.ts';

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
