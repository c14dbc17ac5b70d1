import type { Method } from "./api.ts";
import type { FieldProblem } from "./problem.ts";

/** What a change does to the replica until the server has answered. */
export type Effect =
  /** `from`: the noun that it leaves, such as the trash. */
  | { op: "put"; scope: string; noun: string; id: string; value: Record<string, unknown>; from?: string }
  | { op: "patch"; scope: string; noun: string; id: string; value: Record<string, unknown> }
  /** `to`: the noun that it goes to, such as the trash, and what it is there. */
  | { op: "remove"; scope: string; noun: string; id: string; to?: string; value?: Record<string, unknown> }
  | { op: "none"; scope: string; noun: string; id: string };

export interface Refusal {
  code: string;
  status: number;
  detail: string;
  fields: FieldProblem[];
  at: number;
  /** The server's side of a conflict, shown next to the person's. */
  theirs?: Record<string, unknown>;
}

export interface Draft {
  method: Method;
  path: string;
  body?: Record<string, unknown>;
  effect: Effect;
  /** Message key and values that say in a sentence what the person did. */
  label: { key: string; values?: Record<string, string> };
  /** Ids of objects that must exist on the server first. */
  needs?: string[];
  /** Version the change was made on; null where the route knows no versions. */
  version?: number | null;
  /** The changed fields as they were, for a three-way look when the version has moved on. */
  base?: Record<string, unknown>;
  /** What the answer is: the object itself, something else, or another noun to read again. */
  answer?: "object" | "ignore";
}

export interface Entry extends Draft {
  seq: number;
  key: string;
  at: number;
  attempts: number;
  state: "waiting" | "refused";
  refusal?: Refusal;
}

/** Two changes of the same fields' object that nobody has sent yet are one change: days offline stay small. */
export function coalesce(last: Entry, draft: Draft): Entry | null {
  const same =
    last.state === "waiting" &&
    last.attempts === 0 &&
    last.method === "PATCH" &&
    draft.method === "PATCH" &&
    last.path === draft.path &&
    last.effect.op === "patch" &&
    draft.effect.op === "patch";
  if (!same || last.effect.op !== "patch" || draft.effect.op !== "patch") return null;
  return {
    ...last,
    label: draft.label,
    body: { ...last.body, ...draft.body },
    base: { ...draft.base, ...last.base },
    effect: { ...last.effect, value: { ...last.effect.value, ...draft.effect.value } },
  };
}

/** Why an entry cannot go now: an earlier one about the same thing was refused and waits for the person. */
export function blockedBy(entry: Entry, earlier: readonly Entry[]): Entry | null {
  const about = new Set([entry.effect.id, ...(entry.needs ?? [])]);
  return earlier.find((other) => other.seq < entry.seq && other.state === "refused" && about.has(other.effect.id)) ?? null;
}

/** Everything that would make no sense without `entry`. */
export function dependants(entry: Entry, all: readonly Entry[]): Entry[] {
  if (entry.effect.op !== "put") return [];
  return all.filter((other) => other.seq > entry.seq && (other.effect.id === entry.effect.id || other.needs?.includes(entry.effect.id)));
}

export interface Rebase {
  clean: boolean;
  theirs: Record<string, unknown>;
}

/** The version moved on. If nobody touched our fields since, our change still means what it meant. */
export function rebase(entry: Entry, server: Record<string, unknown>): Rebase {
  const theirs: Record<string, unknown> = {};
  let clean = true;
  for (const [field, mine] of Object.entries(entry.body ?? {})) {
    theirs[field] = server[field];
    const now = JSON.stringify(server[field] ?? null);
    const known = JSON.stringify(entry.base?.[field] ?? null);
    if (now !== known && now !== JSON.stringify(mine ?? null)) clean = false;
  }
  return { clean, theirs };
}
