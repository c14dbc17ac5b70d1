import { type Answer, type Api } from "./api.ts";
import { type Database, problemOf, type StorageProblem } from "./db.ts";
import { Emitter } from "./emitter.ts";
import { blockedBy, coalesce, dependants, type Draft, type Entry, rebase, type Refusal } from "./entries.ts";
import { newId } from "./ids.ts";
import { LATE, PATIENCE, within } from "./patience.ts";
import { ApiError } from "./problem.ts";

export interface OutboxHost {
  /** The server has it: the answer becomes the replica's truth in the same breath as the entry goes. */
  saved(entry: Entry, answer: Answer<Record<string, unknown> | undefined>): Promise<void>;
  /** Other work that goes the same way (documents' updates); returns false when nothing was left. */
  drainMore(): Promise<void>;
}

export interface OutboxState {
  entries: readonly Entry[];
  storage: StorageProblem | null;
  sending: boolean;
  /** Why nothing leaves at the moment; null while all is well. */
  trouble: { error: ApiError; since: number; retryAt: number } | null;
  savedAt: number | null;
}

/** Rows that storage refused are numbered from here. */
const IN_MEMORY = 1e12;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

export interface OutboxParts {
  now?: () => number;
  random?: () => number;
  locks?: LockManager | null;
  channel?: BroadcastChannel | null;
  /** How long the disk may say nothing. */
  patience?: number;
  wait?: (ms: number, wake: AbortSignal) => Promise<void>;
}

function waiting(ms: number, wake: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/**
 * Every change of this person on this device, in order, until the server has it durably or the person has
 * decided. Rows are written to disk before `add` returns; one tab sends (Web Locks), all tabs see.
 */
export class Outbox extends Emitter {
  #state: OutboxState = { entries: [], storage: null, sending: false, trouble: null, savedAt: null };
  #wake = new AbortController();
  #stopped = new AbortController();
  #memorySeq = IN_MEMORY;
  #failures = 0;
  #writes = 0;
  /** Rows that the disk took only after it had been given up: by the number they have in memory. */
  #late = new Map<number, number>();
  /** Versions our own sent changes led to: the next change of the same object was made on top of them. */
  #ownVersions = new Map<string, number>();
  readonly #parts: Required<OutboxParts>;

  constructor(
    private readonly db: Database | null,
    private readonly api: Pick<Api, "send">,
    private readonly host: OutboxHost,
    parts: OutboxParts = {},
  ) {
    super();
    this.#parts = {
      now: parts.now ?? Date.now,
      random: parts.random ?? Math.random,
      locks: parts.locks === undefined ? (globalThis.navigator?.locks ?? null) : parts.locks,
      channel: parts.channel ?? null,
      patience: parts.patience ?? 2 * PATIENCE,
      wait: parts.wait ?? waiting,
    };
    if (!db) this.#set({ storage: "denied" });
  }

  getSnapshot = (): OutboxState => this.#state;

  /** Begin with what earlier visits left, then send whatever this tab may send. */
  async start(lock: string): Promise<void> {
    await this.#reloadOrNote();
    this.#parts.channel?.addEventListener("message", this.#heard);
    const turn = async (): Promise<void> => {
      while (!this.#stopped.signal.aborted) {
        await this.#reloadOrNote();
        // A disk that fails in the middle must not end the sending for good.
        await this.drain().catch((error: unknown) => {
          if (this.#stopped.signal.aborted) return;
          console.error(error);
          this.noteStorage(error);
        });
        await this.#rest();
      }
    };
    const run = this.#parts.locks ? this.#parts.locks.request(lock, { signal: this.#stopped.signal }, turn) : turn();
    void Promise.resolve(run).catch(() => undefined);
  }

  stop(): void {
    this.#stopped.abort();
    this.#wake.abort();
    this.#parts.channel?.removeEventListener("message", this.#heard);
  }

  /** Try now: the network came back, a tab was focused, the person pressed the button. */
  wake = (): void => {
    this.#wake.abort();
  };

  /** Something new is here; a server in trouble is not asked sooner because of it. */
  #nudge = (): void => {
    if (!this.#state.trouble) this.wake();
  };

  async add(draft: Draft): Promise<Entry> {
    const entry = (await this.#merge(draft)) ?? (await this.#store(draft));
    this.#place(entry);
    this.#tell();
    this.#nudge();
    return entry;
  }

  async retry(seq: number, change: Partial<Pick<Entry, "version" | "body">> = {}): Promise<void> {
    await this.#replace(seq, (entry) => ({ ...entry, ...change, state: "waiting", refusal: undefined, attempts: 0, key: newId(this.#parts.now()) }));
    this.#failures = 0;
    this.wake();
  }

  /** The person lets go of a change and of what only made sense with it. */
  async discard(seq: number): Promise<void> {
    const entry = this.#state.entries.find((candidate) => candidate.seq === seq);
    if (!entry) return;
    const gone = [seq, ...dependants(entry, this.#state.entries).map((other) => other.seq)];
    await this.#erase(gone);
    this.#set({ entries: this.#state.entries.filter((other) => !gone.includes(other.seq)) });
    this.#tell();
    this.wake();
  }

  async #reloadOrNote(): Promise<void> {
    await this.reload().catch((error: unknown) => this.noteStorage(error));
  }

  async reload(): Promise<void> {
    if (!this.db) return;
    for (;;) {
      const writes = this.#writes;
      const reading = this.db.all<Entry>("outbox");
      const rows = await this.#soon(reading);
      if (rows === LATE) return void reading.then(() => this.#reloadOrNote().then(this.#nudge)).catch((error: unknown) => this.noteStorage(error));
      if (writes !== this.#writes) continue;
      const memory = this.#state.entries.filter((entry) => entry.seq >= IN_MEMORY && !rows.some((row) => row.key === entry.key));
      const entries = [...rows.sort((a, b) => a.seq - b.seq), ...memory];
      // Read again, most often because another tab did something: what is the same stays the same.
      if (JSON.stringify(entries) !== JSON.stringify(this.#state.entries)) this.#set({ entries });
      return;
    }
  }

  /** Send in order until nothing can be sent. Only the tab that holds the lock comes here. */
  async drain(): Promise<void> {
    try {
      for (;;) {
        const next = this.#state.entries.find((entry) => entry.state === "waiting" && !blockedBy(entry, this.#state.entries));
        if (!next || this.#stopped.signal.aborted) break;
        this.#set({ sending: true });
        await this.#send(next);
      }
      await this.host.drainMore();
      this.#failures = 0;
      if (this.#state.trouble) this.#set({ trouble: null });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#failures += 1;
      const now = this.#parts.now();
      const backoff = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1)) * (0.75 + this.#parts.random() / 2);
      const retryAt = now + Math.max(backoff, (error.retryAfter ?? 0) * 1000);
      this.#set({ trouble: { error, since: this.#state.trouble?.since ?? now, retryAt } });
    } finally {
      this.#set({ sending: false });
      this.#tell();
    }
  }

  /** Something else this outbox stands for was saved. */
  noteSaved(): void {
    this.#set({ savedAt: this.#parts.now() });
  }

  noteStorage(error: unknown): void {
    this.#set({ storage: problemOf(error) });
  }

  async #send(entry: Entry): Promise<void> {
    // Marked on disk before sending: from here on no tab may merge another change into this one.
    const sending = await this.#replace(entry.seq, (old) => ({ ...old, attempts: old.attempts + 1 }));
    if (!sending) return this.reload();
    const own = this.#ownVersions.get(sending.effect.id) ?? 0;
    try {
      const answer = await this.api.send<Record<string, unknown> | undefined>(sending.method, sending.path, {
        body: sending.body,
        ifMatch: sending.version == null ? null : Math.max(sending.version, own),
        idempotencyKey: sending.method === "POST" || sending.method === "PUT" ? sending.key : undefined,
      });
      await this.#done(sending, answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.passing || error.kind === "unauthenticated") throw error;
      if (sending.method === "DELETE" && error.status === 404) {
        await this.#done(sending, { value: undefined, version: null, headers: new Headers() });
      } else if (error.status === 412 && sending.method === "PATCH") {
        await this.#meetConflict(sending, error);
      } else {
        await this.#refuse(sending, error);
      }
    }
  }

  async #meetConflict(entry: Entry, error: ApiError): Promise<void> {
    const current = await this.api.send<Record<string, unknown>>("GET", entry.path);
    const result = rebase(entry, current.value);
    const version = current.version ?? (current.value.version as number | undefined) ?? null;
    if (!result.clean) return this.#refuse(entry, error, result.theirs);
    const again = await this.api.send<Record<string, unknown>>("PATCH", entry.path, { body: entry.body, ifMatch: version });
    await this.#done(entry, again);
  }

  async #done(entry: Entry, answer: Answer<Record<string, unknown> | undefined>): Promise<void> {
    if (answer.version != null) this.#ownVersions.set(entry.effect.id, answer.version);
    await this.host.saved(entry, answer);
    this.#writes += 1;
    await this.#erase([entry.seq]);
    this.#failures = 0;
    this.#set({
      entries: this.#state.entries.filter((other) => other.seq !== entry.seq),
      savedAt: this.#parts.now(),
      trouble: null,
    });
    this.#tell();
  }

  async #refuse(entry: Entry, error: ApiError, theirs?: Record<string, unknown>): Promise<void> {
    const refusal: Refusal = { code: error.code, status: error.status, detail: error.detail, fields: error.fields, at: this.#parts.now(), theirs };
    await this.#replace(entry.seq, (old) => ({ ...old, state: "refused", refusal }));
  }

  /** Changes the row as it is on disk, not as this tab remembers it. */
  async #replace(seq: number, change: (entry: Entry) => Entry): Promise<Entry | undefined> {
    this.#writes += 1;
    const old = this.#state.entries.find((entry) => entry.seq === seq);
    const kept = this.db && seq < IN_MEMORY ? await this.#soon(this.db.update<Entry>("outbox", seq, (row) => (row ? change(row) : undefined))) : LATE;
    const next = kept === LATE ? old && change(old) : kept;
    if (next) this.#place(next);
    this.#tell();
    return next;
  }

  async #merge(draft: Draft): Promise<Entry | null> {
    const last = this.#state.entries.at(-1);
    if (!this.db || !last || last.seq >= IN_MEMORY || !coalesce(last, draft)) return null;
    this.#writes += 1;
    try {
      const merged = await this.#soon(this.db.update<Entry>("outbox", last.seq, (row) => (row && coalesce(row, draft)) ?? undefined));
      return merged === LATE ? null : (merged ?? null);
    } catch {
      return null;
    }
  }

  async #store(draft: Draft): Promise<Entry> {
    const row = { ...draft, key: newId(this.#parts.now()), at: this.#parts.now(), attempts: 0, state: "waiting" as const };
    this.#writes += 1;
    if (this.db) {
      try {
        const writing = this.db.write("outbox", [row]);
        const kept = await this.#soon(writing);
        if (kept !== LATE) {
          if (this.#state.storage) this.#set({ storage: null });
          return { ...row, seq: kept[0] as number };
        }
        const seq = this.#memorySeq++;
        this.noteStorage(null);
        writing.then(
          ([real]) => this.#keptLate(seq, real as number),
          (error: unknown) => this.noteStorage(error),
        );
        return { ...row, seq };
      } catch (error) {
        // Kept in memory and sent from there: the state tells the person not to close the tab.
        this.noteStorage(error);
      }
    }
    return { ...row, seq: this.#memorySeq++ };
  }

  /** The disk has a row after all: it is the entry's from now on, or nobody's when the entry is done with. */
  #keptLate(seq: number, real: number): void {
    this.#writes += 1;
    const entry = this.#state.entries.find((one) => one.seq === seq);
    if (!entry) return void this.#erase([real]);
    if (entry.attempts > 0) this.#late.set(seq, real);
    else this.#set({ storage: null, entries: this.#state.entries.map((one) => (one === entry ? { ...one, seq: real } : one)).sort((a, b) => a.seq - b.seq) });
  }

  async #erase(seqs: readonly number[]): Promise<void> {
    const rows = seqs.flatMap((seq) => (seq < IN_MEMORY ? seq : (this.#late.get(seq) ?? [])));
    if (rows.length) await this.#soon(this.db?.write("outbox", [], rows));
  }

  /** A disk that says nothing is not waited for: what it does later is put right then. */
  async #soon<T>(work: Promise<T> | undefined): Promise<T | typeof LATE> {
    return work ? within(work, this.#parts.patience) : LATE;
  }

  #place(entry: Entry): void {
    const rest = this.#state.entries.filter((other) => other.seq !== entry.seq);
    this.#set({ entries: [...rest, entry].sort((a, b) => a.seq - b.seq) });
  }

  async #rest(): Promise<void> {
    const trouble = this.#state.trouble;
    const ms = trouble ? Math.max(0, trouble.retryAt - this.#parts.now()) : LONGEST_WAIT;
    // Woken while it was sending: there may be something new, so no rest.
    if (!this.#wake.signal.aborted) await this.#parts.wait(ms, this.#wake.signal);
    this.#wake = new AbortController();
  }

  #heard = (event: MessageEvent<{ kind: string; savedAt?: number | null }>): void => {
    if (event.data.kind === "outbox") {
      if (event.data.savedAt) this.#set({ savedAt: event.data.savedAt });
      void this.#reloadOrNote().then(this.#nudge);
    } else if (event.data.kind === "wake") this.wake();
  };

  #tell(): void {
    if (!this.#stopped.signal.aborted) this.#parts.channel?.postMessage({ kind: "outbox", savedAt: this.#state.savedAt });
  }

  #set(change: Partial<OutboxState>): void {
    if ((Object.keys(change) as (keyof OutboxState)[]).every((key) => Object.is(change[key], this.#state[key]))) return;
    this.#state = { ...this.#state, ...change };
    this.emit();
  }
}
