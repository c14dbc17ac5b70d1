import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import type { ResourceSpec } from "../../src/core/replica.ts";
import { Session } from "../../src/core/session.ts";
import { Workspace, type WorkspaceParts } from "../../src/core/workspace.ts";
import { FakeApi } from "../fake/api.ts";

export interface Note {
  id: string;
  version: number;
  title: string;
  emoji?: string;
}

export const notes: ResourceSpec<Note> = {
  name: "notes",
  list: (api, scope) => api.pages<Note>(`/v1/orgs/${scope}/notes`),
  one: async (api, scope, id) => (await api.send<Note>("GET", `/v1/orgs/${scope}/notes/${id}`)).value,
};

export const ORG = "org-1";
export const path = (id?: string): string => `/v1/orgs/${ORG}/notes${id ? `/${id}` : ""}`;
export const TABLE = `orgs/${ORG}/notes`;

/** Web Locks as far as two tabs of one browser need them. */
export class FakeLocks {
  #tails = new Map<string, Promise<unknown>>();

  request = (name: string, ...rest: unknown[]): Promise<unknown> => {
    const work = rest.at(-1) as () => Promise<unknown>;
    const signal = (rest[0] as { signal?: AbortSignal }).signal;
    const turn = (this.#tails.get(name) ?? Promise.resolve()).then(() => (signal?.aborted ? undefined : work()));
    this.#tails.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
}

export class Device {
  readonly factory = new IDBFactory();
  readonly locks = new FakeLocks();
  now = 1_000_000;
  readonly #open: Workspace[] = [];
  /** Waits between attempts, as the outbox asked for them; each ends when the test says so. */
  readonly waits: number[] = [];

  constructor(readonly api: FakeApi) {}

  session(): Session {
    const session = new Session({ transport: this.api.fetch, storage: null, locks: null, channel: null });
    session.begin("first", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
    return session;
  }

  async tab(parts: WorkspaceParts = {}): Promise<Workspace> {
    const workspace = await Workspace.open("ada", this.session(), {
      factory: this.factory,
      transport: this.api.fetch,
      base: "http://hearth.test",
      locks: this.locks as unknown as LockManager,
      now: () => this.now++,
      random: () => 0.5,
      wait: (ms, wake) => {
        this.waits.push(ms);
        return new Promise((resolve) => wake.addEventListener("abort", () => resolve(), { once: true }));
      },
      ...parts,
    });
    this.#open.push(workspace);
    return workspace;
  }

  closeAll(): void {
    for (const workspace of this.#open) workspace.close();
    this.#open.length = 0;
  }
}

/** Resolves when `test` holds, asked again at every change of the workspace. */
export function until(workspace: Workspace, test: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (test()) return resolve();
    const stop = [workspace.outbox.subscribe(look), workspace.subscribe(look)];
    function look(): void {
      if (!test()) return;
      for (const end of stop) end();
      resolve();
    }
  });
}

export function create(id: string, title: string): Parameters<Workspace["change"]>[0] {
  return {
    method: "POST",
    path: path(),
    body: { id, title },
    effect: { op: "put", scope: ORG, noun: "notes", id, value: { title } },
    label: { key: "change.note.create", values: { title } },
  };
}

export function rename(note: { id: string; version: number | null; title: string }, title: string): Parameters<Workspace["change"]>[0] {
  return {
    method: "PATCH",
    path: path(note.id),
    body: { title },
    base: { title: note.title },
    version: note.version,
    effect: { op: "patch", scope: ORG, noun: "notes", id: note.id, value: { title } },
    label: { key: "change.note.rename", values: { title } },
  };
}
