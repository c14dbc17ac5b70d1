import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningStack } from './running.ts';

let home: string;
let engine: ChildProcess | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hearth-'));
  writeFileSync(join(home, 'stack.json'), JSON.stringify({ rest_url: 'http://127.0.0.1:1', endpoint: 'http://127.0.0.1:2' }));
});

afterEach(() => {
  engine?.kill('SIGKILL');
  engine = undefined;
  rmSync(home, { recursive: true });
});

async function start(name: string): Promise<void> {
  engine = spawn('sleep', ['60'], { argv0: name, stdio: 'ignore' });
  await once(engine, 'spawn');
  writeFileSync(join(home, 'engine.pid'), String(engine.pid));
}

describe('which stack the tests talk to', () => {
  it('is the one whose engine runs', async () => {
    await start('infra.local.engine');
    expect(runningStack({ HEARTH_HOME: home })?.rest_url).toBe('http://127.0.0.1:1');
    expect(runningStack({ HEARTH_STACK_JSON: join(home, 'stack.json') })?.rest_url).toBe('http://127.0.0.1:1');
  });

  it('is none when the engine was killed and its files were left', async () => {
    await start('infra.local.engine');
    const ended = once(engine!, 'exit');
    engine!.kill('SIGKILL');
    await ended;
    expect(runningStack({ HEARTH_HOME: home })).toBeNull();
  });

  it('is none when another process has the number of the engine', async () => {
    await start('something-else');
    expect(runningStack({ HEARTH_HOME: home })).toBeNull();
  });

  it('is missed aloud where one is required', () => {
    expect(runningStack({ HEARTH_HOME: home })).toBeNull();
    expect(() => runningStack({ HEARTH_HOME: home, HEARTH_REQUIRE_STACK: '1' })).toThrow('No stack runs');
  });
});
