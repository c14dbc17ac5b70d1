import { type Answer, Api } from "./api.ts";
import { Database, nounsOf, type StorageProblem } from "./db.ts";
import { DocumentStore, merge, partsOf } from "./documents.ts";
import { Emitter } from "./emitter.ts";
import type { Draft, Entry } from "./entries.ts";
import { ImageStore } from "./images.ts";
import { Outbox, type OutboxParts } from "./outbox.ts";
import { PATIENCE, within } from "./patience.ts";
import { ApiError } from "./problem.ts";
import { Collection, type Identified, LAG, type ResourceSpec } from "./replica.ts";
import type { Session } from "./session.ts";
import { upload } from "./upload.ts";

export interface WorkspaceParts extends OutboxParts {
  factory?: IDBFactory;
  transport?: typeof fetch;
  base?: string;
}

type TabMessage = { kind: "objects"; scope: string; noun: string } | { kind: "documents"; doc?: string } | { kind: "wake" };

/** Everything of one person on this device: replica, outbox, documents. Created at sign-in, wiped at sign-out. */
export class Workspace extends Emitter {
  readonly outbox: Outbox;
  readonly documents: DocumentStore;
  readonly images: ImageStore;
  readonly open = new Set<string>();
  #collections = new Map<string, Collection<Identified>>();
  #channel: BroadcastChannel;
  #closing: (() => void)[] = [];
  #losing: ((scope: string, ids: ReadonlySet<string>) => void)[] = [];
  #forgetting: ((scope: string) => void)[] = [];
  #closed = false;
  #said: { key: string; id: string; value: Identified | null; at: number }[] = [];

  private constructor(
    readonly person: string,
    readonly api: Api,
    readonly db: Database | null,
    private readonly parts: WorkspaceParts,
  ) {
    super();
    this.#channel = new BroadcastChannel(`hearth.${person}`);
    this.documents = new DocumentStore(
      db,
      (error) => this.outbox.noteStorage(error),
      (doc) => this.#channel.postMessage({ kind: "documents", doc } satisfies TabMessage),
      parts.patience,
    );
    this.images = new ImageStore(db, (error) => this.outbox.noteStorage(error), parts.patience);
    this.outbox = new Outbox(
      db,
      api,
      { saved: (entry, answer) => this.#saved(entry, answer), drainMore: () => this.#drainMore() },
      { ...parts, channel: this.#channel },
    );
    this.outbox.subscribe(() => this.#overlay());
    this.documents.subscribe(() => this.emit());
  }

  static async open(person: string, session: Session, parts: WorkspaceParts = {}): Promise<Workspace> {
    const api = new Api(session, parts.base, parts.transport);
    let db: Database | null = null;
    let problem: unknown = null;
    try {
      db = Database.open(person, parts.factory);
    } catch (error) {
      problem = error;
    }
    const workspace = new Workspace(person, api, db, parts);
    if (problem) workspace.outbox.noteStorage(problem);
    // What earlier visits left is read at once; a disk that will not say it in time holds up nobody, and is read when it does.
    const note = (error: unknown): void => workspace.outbox.noteStorage(error);
    const patience = parts.patience ?? PATIENCE;
    await Promise.all([
      within(workspace.documents.readPending().catch(note), patience),
      within(workspace.images.read().catch(note), patience),
      within(workspace.outbox.start(`hearth.outbox.${person}`), patience),
    ]);
    workspace.#listen();
    return workspace;
  }

  #now(): number {
    return (this.parts.now ?? Date.now)();
  }

  /** The store of one list in one scope (an org's id, or `me`). */
  collection<T extends Identified>(spec: ResourceSpec<T>, scope: string): Collection<T> {
    const key = `${scope}/${spec.name}`;
    let found = this.#collections.get(key);
    if (!found) {
      found = new Collection<Identified>(
        spec,
        scope,
        this.db,
        this.api,
        () => this.outbox.getSnapshot().entries,
        (changedScope, changedNoun) => this.#channel.postMessage({ kind: "objects", scope: changedScope, noun: changedNoun } satisfies TabMessage),
        (error) => this.outbox.noteStorage(error),
        (ids) => void this.#lost(spec, scope, ids),
        this.parts.now,
        this.parts.patience,
      );
      this.#collections.set(key, found);
      // Said before anybody looked at this list: the index that it is read from may not have heard of it yet.
      const said = this.#said.filter((one) => this.#now() - one.at < LAG);
      this.#said = said.filter((one) => one.key !== key);
      if (said.length > this.#said.length) void found.warm().then(() => said.forEach((one) => one.key === key && void this.#say(key, one.id, one.value)));
    }
    return found as unknown as Collection<T>;
  }

  /** Objects that somebody lost sight of take with them what histories tell of them, and what was kept besides them. */
  async #lost(spec: ResourceSpec<Identified>, scope: string, ids: ReadonlySet<string>): Promise<void> {
    for (const history of spec.toldIn ?? []) void this.collection(history, scope).unlearn(ids);
    const rows: (IDBValidKey | IDBKeyRange)[] = spec.more ? [...ids].map((id) => [scope, spec.more!, id]) : [];
    const owned = spec.owns ? [...ids].map(spec.owns) : [];
    for (const name of owned) this.#collections.get(`${scope}/${name}`)?.empty();
    if (owned.length + rows.length === 0) return;
    for (const work of this.#losing) work(scope, ids);
    try {
      await this.db?.write("objects", [], [...rows, ...owned.map((name) => nounsOf(scope, name))]);
      if (owned.length)
        await this.db?.write(
          "lists",
          [],
          owned.map((name) => `${scope}/${name}`),
        );
    } catch (error) {
      this.outbox.noteStorage(error);
    }
  }

  change(draft: Draft): Promise<Entry> {
    return this.outbox.add(draft);
  }

  /** Made here, and not yet on the server: nothing about it can be asked there. */
  isUnsynced(id: string): boolean {
    return this.outbox
      .getSnapshot()
      .entries.some((entry) => entry.effect.op === "put" && entry.method === "POST" && entry.effect.id === id && !entry.path.endsWith("/restore"));
  }

  /** Something about these is newer on the server: refresh what is watched, mark nothing else. */
  async touched(scope: string, nouns: readonly string[], id?: string): Promise<void> {
    for (const noun of nouns) {
      const found = this.#collections.get(`${scope}/${noun}`);
      if (!found?.watched) continue;
      await (id && found.spec.one ? found.refreshOne(id) : found.refresh());
    }
  }

  refreshWatched(): void {
    for (const collection of this.#collections.values()) if (collection.watched) void collection.refresh();
  }

  /** Leaving an org, by choice or not: its objects go. Unsent words stay in the outbox, as cards. */
  async forgetScope(scope: string): Promise<void> {
    for (const work of this.#forgetting) work(scope);
    for (const [key, collection] of this.#collections) if (key.startsWith(`${scope}/`)) collection.empty();
    try {
      await this.db?.write("objects", [], [IDBKeyRange.bound([scope], [scope, []])]);
      await this.db?.write("lists", [], [IDBKeyRange.bound(`${scope}/`, `${scope}/\uffff`)]);
      await this.documents.forgetOrg(scope);
    } catch (error) {
      this.outbox.noteStorage(error);
    }
  }

  /**
   * What belongs to none of the person's orgs leaves this device. `orgs` is asked again for each, when it is its turn:
   * reading the disk takes its time, and somebody may have joined since.
   */
  async keepScopes(orgs: () => ReadonlySet<string> | null): Promise<void> {
    if (this.#closed) return;
    const lists = await (this.db?.all<{ key: string }>("lists") ?? Promise.resolve([])).catch(() => []);
    const held = new Set([...lists.map((list) => list.key), ...this.#collections.keys()].map((key) => key.split("/")[0]!));
    for (const scope of held) {
      if (scope === "me" || this.#closed || orgs()?.has(scope) !== false) continue;
      await this.forgetScope(scope);
    }
  }

  /** Objects of a scope leave this device, each by its id. */
  onLost(work: (scope: string, ids: ReadonlySet<string>) => void): void {
    this.#losing.push(work);
  }

  /** Before the objects of a scope leave this device. */
  onForget(work: (scope: string) => void): void {
    this.#forgetting.push(work);
  }

  onClose(work: () => void): void {
    this.#closing.push(work);
  }

  close(): void {
    this.#closed = true;
    for (const work of this.#closing.splice(0)) work();
    for (const collection of this.#collections.values()) collection.stop();
    this.outbox.stop();
    this.#channel.close();
    this.db?.close();
    globalThis.removeEventListener?.("online", this.#online);
    globalThis.document?.removeEventListener("visibilitychange", this.#seen);
  }

  /** No trace of the person stays on this device. */
  async wipe(): Promise<void> {
    this.close();
    await Database.remove(this.person, this.parts.factory);
    await globalThis.caches?.delete("hearth-pictures").catch(() => false);
  }

  async #saved(entry: Entry, answer: Answer<Record<string, unknown> | undefined>): Promise<void> {
    const { effect } = entry;
    const collection = this.#collections.get(`${effect.scope}/${effect.noun}`);
    // Where it went or came from is a list of its own, whose index hears of it later than we do.
    if (effect.op === "put" && effect.from) await this.#say(`${effect.scope}/${effect.from}`, effect.id, null);
    if (!collection) return;
    if (effect.op === "remove") {
      const held = collection.held(effect.id);
      await collection.forget(effect.id);
      if (effect.to && held) await this.#say(`${effect.scope}/${effect.to}`, effect.id, { ...held, ...effect.value });
      return;
    }
    if (effect.op === "none" || entry.answer === "ignore" || !answer.value) return void collection.refresh();
    await collection.accept({ ...answer.value, id: effect.id });
  }

  /** What the server has just made of an object in another list, which nobody may have looked at yet. */
  async #say(key: string, id: string, value: Identified | null): Promise<void> {
    const list = this.#collections.get(key);
    if (list) await (value ? list.accept(value) : list.forget(id));
    else this.#said.push({ key, id, value, at: this.#now() });
  }

  async #drainMore(): Promise<void> {
    await this.#drainDocuments();
    await this.images.send(this.api, upload, (doc) => this.isUnsynced(doc));
  }

  /** Edits of documents that no editor in this tab has open. A second copy from elsewhere is harmless to Yjs. */
  async #drainDocuments(): Promise<void> {
    for (const topic of this.documents.getSnapshot()) {
      if (this.open.has(topic)) continue;
      const { org, doc } = partsOf(topic);
      if (this.isUnsynced(doc)) continue;
      const entries = await this.documents.list(topic);
      if (entries.length === 0) continue;
      const keys = entries.map((entry) => entry.key);
      const epoch = entries[0]!.epoch ?? (await this.documents.epoch(topic)) ?? 0;
      const update = await merge(entries.map((entry) => entry.update));
      try {
        await this.api.post("/v1/orgs/{org_id}/documents/{document_id}/updates", {
          path: { org_id: org, document_id: doc },
          body: { id: keys[0]!, epoch: epoch || 1, after: 0, update: base64(update) },
        });
        await this.documents.remove(topic, keys);
        this.outbox.noteSaved();
      } catch (error) {
        if (!(error instanceof ApiError) || error.passing || error.kind === "unauthenticated") throw error;
        // The document is gone, closed to us or of another history: the words become a card, whose text can be copied.
        await this.documents.keep(topic, { key: keys[0]!, reason: error.code, epoch, state: update, at: this.parts.now?.() ?? Date.now() });
        await this.documents.remove(topic, keys);
      }
    }
  }

  #overlay(): void {
    for (const collection of this.#collections.values()) collection.overlay();
    this.emit();
  }

  #listen(): void {
    this.#channel.addEventListener("message", (event: MessageEvent<TabMessage>) => {
      if (event.data.kind === "documents") void (event.data.doc ? this.documents.heardElsewhere(event.data.doc) : this.documents.readPending());
      if (event.data.kind !== "objects") return;
      void this.#collections.get(`${event.data.scope}/${event.data.noun}`)?.readDisk();
    });
    globalThis.addEventListener?.("online", this.#online);
    globalThis.document?.addEventListener("visibilitychange", this.#seen);
  }

  #online = (): void => {
    this.outbox.wake();
    this.#channel.postMessage({ kind: "wake" } satisfies TabMessage);
    this.refreshWatched();
  };

  #seen = (): void => {
    if (document.visibilityState === "visible") this.#online();
  };
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

export type { StorageProblem };
