import type { Api } from "./api.ts";
import { type Database, startingWith, type StoredObject } from "./db.ts";
import { Emitter } from "./emitter.ts";
import type { Effect, Entry } from "./entries.ts";
import { ApiError } from "./problem.ts";

export interface Identified {
  id: string;
  version?: number;
}

/** One noun: where its list is, how one of it is read. A store per noun is a spec and nothing else. */
export interface Noun<T extends Identified> {
  name: string;
  list(api: Api, scope: string): Promise<T[]>;
  one?(api: Api, scope: string, id: string): Promise<T>;
}

export interface View<T> {
  items: readonly T[];
  byId: ReadonlyMap<string, T>;
  /** Ids with changes that the server does not have yet. */
  unsaved: ReadonlySet<string>;
  /** `cold` until the disk has been read; `empty` when there is nothing yet to show but the network may bring it. */
  phase: "cold" | "empty" | "ready";
  refreshedAt: number | null;
  error: ApiError | null;
}

interface ListMark {
  key: string;
  at: number;
}

const FRESH_FOR = 30_000;

/** What the server is known to hold of one noun in one scope, with the waiting changes laid over it. */
export class Collection<T extends Identified> extends Emitter {
  #server = new Map<string, T>();
  #view: View<T> = { items: [], byId: new Map(), unsaved: new Set(), phase: "cold", refreshedAt: null, error: null };
  #warming: Promise<void> | null = null;
  #refreshing: Promise<void> | null = null;
  #again = false;
  #watchers = 0;
  /** Objects written while a list was on its way: the list may be older than they are. */
  #touched = new Set<string>();
  #disposed = false;
  /** The waiting changes that the view shows. */
  #laid: readonly Entry[] = [];
  /** What disk says was fresh a moment ago is not: between the last page and this one nobody listened. */
  #asked = false;

  constructor(
    readonly noun: Noun<T>,
    readonly scope: string,
    private readonly db: Database | null,
    private readonly api: Api,
    private readonly pending: () => readonly Entry[],
    private readonly tell: (scope: string, noun: string) => void,
    private readonly full: (error: unknown) => void,
    private readonly now: () => number = Date.now,
  ) {
    super();
  }

  getSnapshot = (): View<T> => this.#view;

  watch = (listener: () => void): (() => void) => {
    const stop = this.subscribe(listener);
    this.#watchers += 1;
    void this.warm().then(() => this.refreshIfStale());
    return () => {
      this.#watchers -= 1;
      stop();
    };
  };

  get watched(): boolean {
    return this.#watchers > 0;
  }

  /** From disk, once. */
  warm(): Promise<void> {
    this.#warming ??= this.readDisk();
    return this.#warming;
  }

  async readDisk(): Promise<void> {
    let at: number | null = this.#view.refreshedAt;
    if (this.db) {
      try {
        const rows = await this.db.all<StoredObject>("objects", startingWith(this.scope, this.noun.name));
        const mark = await this.db.get<ListMark>("lists", this.#key);
        this.#server = new Map(rows.map((row) => [row.id, row.value as T]));
        at = mark?.at ?? null;
      } catch (error) {
        this.full(error);
      }
    }
    this.rebuild({ refreshedAt: at, phase: at === null && this.#server.size === 0 ? "empty" : "ready" });
  }

  async refreshIfStale(): Promise<void> {
    if (!this.#asked || this.#view.refreshedAt === null || this.now() - this.#view.refreshedAt > FRESH_FOR) await this.refresh();
  }

  refresh(): Promise<void> {
    if (this.#refreshing) this.#again = true;
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = null;
      if (this.#again) {
        this.#again = false;
        void this.refresh();
      }
    });
    return this.#refreshing;
  }

  /** One object anew, for a live event or a deep link to something not held. */
  async refreshOne(id: string): Promise<void> {
    if (!this.noun.one) return this.refresh();
    await this.warm();
    try {
      const value = await this.noun.one(this.api, this.scope, id);
      await this.accept(value);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404 || error.status === 403) await this.forget(id);
      this.rebuild({ error: error.passing ? error : null, phase: "ready" });
    }
  }

  /** The server's own words about one object. */
  async accept(value: T): Promise<void> {
    const held = this.#server.get(value.id);
    if (held?.version != null && value.version != null && held.version > value.version) return;
    this.#server.set(value.id, this.#held(value));
    this.#touched.add(value.id);
    this.rebuild({ phase: "ready" });
    await this.#keep([value], []);
  }

  async forget(id: string): Promise<void> {
    this.#server.delete(id);
    this.#touched.add(id);
    this.rebuild();
    await this.#keep([], [id]);
  }

  /** Access to the scope ended: what is under way must not come back to this device. */
  dispose(): void {
    this.#disposed = true;
    this.#server.clear();
    this.rebuild();
  }

  rebuild(change: Partial<View<T>> = {}): void {
    const laid = this.pending().filter(({ effect }) => effect.scope === this.scope && effect.noun === this.noun.name);
    this.#laid = laid;
    const byId = new Map(this.#server);
    for (const entry of laid) if (entry.state !== "refused") lay(byId, entry.effect);
    const next = { ...this.#view, ...change };
    // What is the same stays the same object: nobody draws it again.
    if (!sameMap(byId, this.#view.byId)) Object.assign(next, { byId, items: [...byId.values()] });
    const unsaved = new Set(laid.map((entry) => entry.effect.id));
    if (!sameSet(unsaved, this.#view.unsaved)) next.unsaved = unsaved;
    if ((Object.keys(next) as (keyof View<T>)[]).every((key) => Object.is(next[key], this.#view[key]))) return;
    this.#view = next;
    this.emit();
  }

  /** The outbox changed: a matter for this collection only if a change of its objects came, went or was refused. */
  overlay(): void {
    const laid = this.pending().filter(({ effect }) => effect.scope === this.scope && effect.noun === this.noun.name);
    const same = laid.length === this.#laid.length && laid.every((entry, i) => entry.effect === this.#laid[i]!.effect && entry.state === this.#laid[i]!.state);
    if (!same) this.rebuild();
  }

  /** What is held already when it is equal, so that a list that was read again is the same list. */
  #held(item: T): T {
    const held = this.#server.get(item.id);
    return held && JSON.stringify(held) === JSON.stringify(item) ? held : item;
  }

  get #key(): string {
    return `${this.scope}/${this.noun.name}`;
  }

  async #read(): Promise<void> {
    this.#touched.clear();
    await this.warm();
    try {
      const items = await this.noun.list(this.api, this.scope);
      if (this.#disposed) return;
      this.#asked = true;
      const next = new Map(items.map((item) => [item.id, this.#held(item)]));
      for (const id of this.#touched) {
        const held = this.#server.get(id);
        if (held) next.set(id, held);
        else next.delete(id);
      }
      const gone = [...this.#server.keys()].filter((id) => !next.has(id));
      this.#server = next;
      const at = this.now();
      this.rebuild({ phase: "ready", refreshedAt: at, error: null });
      await this.#keep(items, gone, at);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.rebuild({ error, phase: this.#view.phase === "cold" ? "empty" : this.#view.phase });
    }
  }

  async #keep(items: readonly T[], gone: readonly string[], at?: number): Promise<void> {
    if (!this.db || this.#disposed) return;
    try {
      const rows = items.map((value): StoredObject => ({ scope: this.scope, noun: this.noun.name, id: value.id, value }));
      await this.db.write("objects", rows, gone.map((id) => [this.scope, this.noun.name, id]));
      if (at) await this.db.write("lists", [{ key: this.#key, at } satisfies ListMark]);
      this.tell(this.scope, this.noun.name);
    } catch (error) {
      this.full(error);
    }
  }
}

function sameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a) {
    const [otherKey, other] = others.next().value!;
    if (key !== otherKey || value !== other) return false;
  }
  return true;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

function lay<T extends Identified>(byId: Map<string, T>, effect: Effect): void {
  if (effect.op === "put") byId.set(effect.id, { ...byId.get(effect.id), ...effect.value, id: effect.id } as unknown as T);
  else if (effect.op === "remove") byId.delete(effect.id);
  else if (effect.op === "patch") {
    const held = byId.get(effect.id);
    if (held) byId.set(effect.id, { ...held, ...effect.value });
  }
}
