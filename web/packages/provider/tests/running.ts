import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Stack {
  rest_url: string;
  endpoint: string;
}

type Environment = Record<string, string | undefined>;

/**
 * The local stack to test against, or null where none runs: the one that HEARTH_STACK_JSON names, else HEARTH_HOME's.
 *
 * `stack.json` outlives its stack when that is stopped or killed, so the engine's process decides. With
 * HEARTH_REQUIRE_STACK, as `make test` sets it, a stack that does not run is an error and no reason to skip.
 */
export function runningStack(env: Environment): Stack | null {
  const path = env.HEARTH_STACK_JSON ?? join(env.HEARTH_HOME ?? '.hearth', 'stack.json');
  if (existsSync(path) && engineRuns(dirname(path))) return JSON.parse(readFileSync(path, 'utf8')) as Stack;
  if (env.HEARTH_REQUIRE_STACK) throw new Error(`No stack runs that ${path} describes.`);
  return null;
}

function engineRuns(home: string): boolean {
  try {
    const pid = Number(readFileSync(join(home, 'engine.pid'), 'utf8'));
    process.kill(pid, 0);
    const command = `/proc/${pid}/cmdline`;
    // the number may have been given to another process since
    return !existsSync(command) || readFileSync(command, 'utf8').includes('infra.local.engine');
  } catch {
    return false;
  }
}
