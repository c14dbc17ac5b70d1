import type { Api } from "./api.ts";
import type { Database } from "./db.ts";
import { ask, type Told } from "./delta.ts";
import { Emitter } from "./emitter.ts";
import type { Entry } from "./entries.ts";
import { applyOverlay, sameMap, sameSet } from "./overlay.ts";
import { LATE, PATIENCE, within } from "./patience.ts";
import { problemFrom } from "./problem.ts";
import type { Identified, ResourceSpec, View } from "./resource.ts";
import { StoredList } from "./stored.ts";

export type { Identified, ResourceSpec, View };

const FRESH_FOR = 30_000;
/** A list is read from an index, which may be this much older than what the server has just accepted. */
export const LAG = 10_000;
const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

/** What the server is known to hold of one noun in one scope, with the waiting changes laid over it. */
export class Collection<T extends Identified> extends Emitter {
  #server = new Map<string, T>();
  #view: View<T> = { items: [], byId: new Map(), unsaved: new Set(), phase: "cold", refreshedAt: null, error: null, goesOn: false };
  #warming: Promise<void> | null = null;
  #refreshing: Promise<void> | null = null;
  #again = false;
  #watchers = 0;
  /** When the server itself last spoke of an object: a list from before, or from an index behind, knows less. */
  #spoken = new Map<string, number>();
  /** Counted up when everything is forgotten: what was on its way then is nobody's any more. */
  #life = 0;
  readonly #disk: StoredList<T> | null;
  /** What is on its way to the disk. */
  #keeping: Promise<unknown> = Promise.resolve();
  /** The server has told of all that changed in these rows up to here. */
  #since: string | null = null;
  /** The waiting changes that the view shows. */
  #laid: readonly Entry[] = [];
  /** What disk says was fresh a moment ago is not: between the last page and this one nobody listened. */
  #asked = false;
  #failures = 0;
  /** Of a history: what was read behind its newest page, and where it goes on from there. Only in memory. */
  #older = new Map<string, T>();
  #cursor: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    readonly spec: ResourceSpec<T>,
    readonly scope: string,
    db: Database | null,
    private readonly api: Api,
    private readonly pending: () => readonly Entry[],
    private readonly tell: (scope: string, noun: string) => void,
    private readonly full: (error: unknown) => void,
    private readonly lost: (ids: ReadonlySet<string>) => void,
    private readonly now: () => number = Date.now,
    private readonly patience: number = PATIENCE,
  ) {
    super();
    this.#disk = db && new StoredList(db, scope, spec.name);
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

  /** The server answered for this list on this page: it is not only what disk remembers. */
  get asked(): boolean {
    return this.#asked;
  }

  /** What the server was last known to hold, without what waits here. */
  held(id: string): T | undefined {
    return this.#server.get(id);
  }

  /** From disk, once. A disk that does not answer holds nobody up: what it says later is shown then. */
  warm(): Promise<void> {
    this.#warming ??= within(this.readDisk(true), this.patience).then((done) => {
      if (done === LATE) this.rebuild({ phase: this.#view.phase === "cold" ? "empty" : this.#view.phase });
    });
    return this.#warming;
  }

  async readDisk(first = false): Promise<void> {
    if (!first) await this.#keeping;
    const life = this.#life;
    let at: number | null = this.#view.refreshedAt;
    if (this.#disk) {
      try {
        const kept = await this.#disk.read();
        // Forgotten meanwhile; or the server was faster than the disk, and knows better.
        if (life !== this.#life || (first && this.#asked)) return;
        const read = new Map(kept.rows.map((row) => [row.id, this.#same(row)]));
        for (const value of read.values()) this.#disk.has(value);
        this.#become(this.#keepSpoken(read, this.now()).list);
        this.#since = kept.cursor;
        at = kept.at ?? at;
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
    if (!this.spec.one) return this.refresh();
    await this.warm();
    const life = this.#life;
    try {
      const value = await this.spec.one(this.api, this.scope, id);
      if (life === this.#life) await this.accept(value);
    } catch (thrown) {
      const error = problemFrom(thrown);
      if (life !== this.#life) return;
      if (error.status === 404 || error.status === 403) await this.forget(id);
      this.rebuild({ error: error.passing ? error : null, phase: "ready" });
    }
  }

  /** The server's own words about one object. */
  async accept(value: T): Promise<void> {
    const held = this.#server.get(value.id);
    if (held?.version != null && value.version != null && held.version > value.version) return;
    const kept = this.#same(value);
    this.#server.set(value.id, kept);
    this.#spoken.set(value.id, this.now());
    this.rebuild({ phase: "ready" });
    await this.#keep((disk) => disk.keep([kept], []));
  }

  async forget(id: string): Promise<void> {
    this.#server.delete(id);
    this.#spoken.set(id, this.now());
    this.rebuild();
    this.lost(new Set([id]));
    await this.#keep((disk) => disk.keep([], [id]));
  }

  /** A history tells nothing of objects that were lost sight of: not what is here, and not what was on its way. */
  async unlearn(lost: ReadonlySet<string>): Promise<void> {
    await this.warm();
    const about = this.spec.history?.about;
    const over = (item: T): boolean => lost.has(about?.(item) ?? "");
    this.#life += 1;
    const gone = [...this.#server.values()].filter(over).map(({ id }) => id);
    for (const id of gone) this.#server.delete(id);
    for (const item of this.#older.values()) if (over(item)) this.#older.delete(item.id);
    this.rebuild();
    if (gone.length) await this.#keep((disk) => disk.keep([], gone));
  }

  /** Access to the scope ended: nothing of it stays, and what is under way does not come back. Who still looks asks anew. */
  empty(): void {
    this.#life += 1;
    this.#server.clear();
    this.#older.clear();
    this.#cursor = null;
    this.#spoken.clear();
    this.#since = null;
    this.#disk?.forgotten();
    this.#asked = false;
    this.rebuild({ phase: "empty", refreshedAt: null, goesOn: false });
    if (this.watched) void this.refresh();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  rebuild(change: Partial<View<T>> = {}): void {
    const laid = this.#waiting();
    this.#laid = laid;
    const byId = new Map([...this.#older, ...this.#server]);
    for (const entry of laid) if (entry.state !== "refused") applyOverlay(byId, entry.effect, this.spec.name);
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
    const laid = this.#waiting();
    const same = laid.length === this.#laid.length && laid.every((entry, i) => entry.effect === this.#laid[i]!.effect && entry.state === this.#laid[i]!.state);
    if (!same) this.rebuild();
  }

  /** The waiting changes of its objects, and of those that come here from another noun or leave for one. */
  #waiting(): Entry[] {
    const { name } = this.spec;
    return this.pending().filter(
      ({ effect }) =>
        effect.scope === this.scope && (effect.noun === name || ("to" in effect && effect.to === name) || ("from" in effect && effect.from === name)),
    );
  }

  /** What is held already when it is equal, so that a list that was read again is the same list. */
  #same(item: T): T {
    const held = this.#server.get(item.id);
    return held && JSON.stringify(held) === JSON.stringify(item) ? held : item;
  }

  /** A list as somebody told it, put right by what the server said of single objects since, or just before. */
  #keepSpoken(list: Map<string, T>, since: number): { list: Map<string, T>; behind: boolean } {
    let behind = false;
    for (const [id, at] of this.#spoken) {
      if (at < since - LAG) {
        this.#spoken.delete(id);
        continue;
      }
      const held = this.#server.get(id);
      behind ||= Boolean(held) !== list.has(id);
      if (!held) list.delete(id);
      else if (!list.has(id)) list.set(id, held);
    }
    for (const [id, told] of list) {
      const held = this.#server.get(id);
      if (held?.version != null && told.version != null && held.version > told.version) list.set(id, held);
    }
    return { list, behind };
  }

  /** Returns what is no longer in it. */
  #become(list: Map<string, T>): string[] {
    const gone = [...this.#server.keys()].filter((id) => !list.has(id));
    this.#server = list;
    if (gone.length) this.lost(new Set(gone));
    return gone;
  }

  async #read(): Promise<void> {
    await this.warm();
    const life = this.#life;
    const since = this.now();
    const from = this.#since;
    try {
      const told = await ask(this.spec, this.api, this.scope, from);
      if (life !== this.#life) return void (this.#again = this.watched);
      // Another tab's rows came in between: what changed is to be asked from there.
      if (from !== this.#since) return void (this.#again = true);
      if (this.spec.history) this.#join(told.items, told.next, this.spec.history.at);
      this.#asked = true;
      this.#failures = 0;
      const { list, behind } = this.#keepSpoken(this.#after(told), since);
      const gone = this.#become(list);
      this.#since = told.since;
      const at = this.now();
      this.rebuild({ phase: "ready", refreshedAt: at, error: null, goesOn: this.#cursor !== null });
      if (behind) this.#later(LAG);
      await this.#keepTold(told, list, gone, at);
    } catch (thrown) {
      if (life !== this.#life) return void (this.#again = this.watched);
      const error = problemFrom(thrown);
      // What the role allows no more is not shown from memory, either.
      if (error.code === "forbidden") await this.#close();
      this.rebuild({ error, phase: this.#view.phase === "cold" ? "empty" : this.#view.phase });
      // Nobody may be there to tell us that the server is back: look for ourselves.
      if (error.passing) this.#later(Math.max((error.retryAfter ?? 0) * 1_000, Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#failures++)));
    }
  }

  /** The next older page of a history that goes on. */
  async readOlder(): Promise<void> {
    for (let found = 0; found === 0 && this.#cursor !== null; ) {
      const life = this.#life;
      const cursor: string = this.#cursor;
      const { items, next } = await this.spec.history!.page(this.api, this.scope, cursor);
      if (cursor !== this.#cursor) return;
      // Something in it may have been lost sight of since it was asked for.
      if (life !== this.#life) continue;
      // A page may be empty and not be the last: the server left out what this person may not see.
      found = items.length;
      for (const item of items) this.#older.set(item.id, item);
      this.#cursor = next;
      this.rebuild({ goesOn: next !== null });
    }
  }

  async #close(): Promise<void> {
    const gone = this.#become(new Map());
    this.#older.clear();
    this.#cursor = null;
    this.rebuild({ goesOn: false });
    this.#since = null;
    if (this.spec.since) await this.#keep((disk) => disk.clear());
    else await this.#keep((disk) => disk.keep([], gone));
  }

  /** The newest page anew: what it no longer reaches is still behind it, unless so much came that there is a gap between. */
  #join(head: readonly T[], next: string | null, at: (item: T) => string): void {
    const last = head.at(-1);
    if (this.#asked && last && head.some(({ id }) => this.#server.has(id) || this.#older.has(id))) {
      const here = new Set(head.map(({ id }) => id));
      for (const [id, item] of this.#server) if (!here.has(id) && at(item) < at(last)) this.#older.set(id, item);
      return;
    }
    this.#older.clear();
    this.#cursor = next;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.watched && void this.refresh(), ms);
  }

  /** The list after what was said of it. */
  #after({ items, gone, whole }: Told<T>): Map<string, T> {
    const list = new Map(whole ? [] : this.#server);
    for (const id of gone) list.delete(id);
    for (const item of items) list.set(item.id, this.#same(item));
    const { until } = this.spec;
    const now = new Date(this.now()).toISOString();
    if (until) for (const [id, item] of list) if ((until(item) ?? "~") <= now) list.delete(id);
    return list;
  }

  async #keepTold(told: Told<T>, list: ReadonlyMap<string, T>, gone: readonly string[], at: number): Promise<void> {
    const { since } = told;
    const all = [...list.values()];
    if (since === null) return this.#keep((disk) => disk.keep(all, gone, at));
    if (told.whole) return this.#keep((disk) => disk.keepWhole(all, at, since));
    let alone = true;
    const changed = told.items.flatMap(({ id }) => list.get(id) ?? []);
    const away = [...new Set([...gone, ...told.gone])].filter((id) => !list.has(id));
    await this.#keep(async (disk) => void (alone = await disk.keepChanges(changed, away, all, at, since)));
    if (alone) return;
    await this.readDisk();
    this.#again = true;
  }

  /** Kept for the next visit. A disk that does not answer must not hold up what comes after. */
  async #keep(write: (disk: StoredList<T>) => Promise<void>): Promise<void> {
    const disk = this.#disk;
    if (!disk || this.#stopped) return;
    const writing = write(disk).then(() => this.tell(this.scope, this.spec.name));
    this.#keeping = within(writing.catch(this.full), this.patience);
    await this.#keeping;
  }
}
