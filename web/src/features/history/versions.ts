import { startingWith, type StoredObject } from "../../core/db.ts";
import { LATE, PATIENCE, within } from "../../core/patience.ts";
import type { ApiError } from "../../core/problem.ts";
import type { Collection, View } from "../../core/replica.ts";
import type { Workspace } from "../../core/workspace.ts";
import { versions } from "../documents/resources.ts";
import type { Version } from "../../data/types.ts";
import { goBack } from "../documents/back.ts";

export interface HistoryView {
  /** Newest first. */
  items: readonly Version[];
  phase: "waiting" | "ready";
  /** The oldest is among them. */
  complete: boolean;
  error: ApiError | null;
}

/** So many documents' histories, and so many texts of each, are kept for the next look. */
const HISTORIES = 3;
const TEXTS = 40;

const PATH = "/v1/orgs/{org_id}/documents/{document_id}/versions";

/** What the server keeps of a document's past, and what of it was opened on this device. A version's text never changes. */
export class History {
  readonly #list: Collection<Version>;
  readonly #kept: string;
  readonly #texts = new Map<string, Promise<unknown>>();
  #view: HistoryView = { items: [], phase: "waiting", complete: false, error: null };
  #of: View<Version> | null = null;
  #over = false;

  constructor(
    private readonly workspace: Workspace,
    readonly org: string,
    readonly id: string,
  ) {
    const noun = versions(id);
    this.#kept = noun.more;
    this.#list = workspace.collection(noun, org);
  }

  getSnapshot = (): HistoryView => {
    const of = this.#list.getSnapshot();
    if (of === this.#of) return this.#view;
    const { phase, error, refreshedAt } = (this.#of = of);
    const items = [...of.items].sort((a, b) => (a.id < b.id ? 1 : -1));
    return (this.#view = { items, phase: phase === "ready" || error ? "ready" : "waiting", complete: refreshedAt !== null, error });
  };

  /** From this device at once, and from the server as long as somebody looks. */
  watch = (listener: () => void): (() => void) => this.#list.watch(listener);

  refresh = (): Promise<void> => this.#list.refresh();

  /** What the document said then, as the editor understands it. */
  text(version: string): Promise<unknown> {
    let found = this.#texts.get(version);
    if (found) this.#texts.delete(version);
    else {
      found = this.#read(version);
      found.catch(() => this.#texts.delete(version));
    }
    this.#texts.set(version, found);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= TEXTS) break;
      this.#texts.delete(oldest);
    }
    return found;
  }

  /** It is no longer for this person: what is on its way is not kept. */
  end(): void {
    this.#over = true;
    this.#texts.clear();
  }

  async #read(version: string): Promise<unknown> {
    const { db, api } = this.workspace;
    const kept = await within(db?.get<StoredObject>("objects", [this.org, this.#kept, version]).catch(() => undefined) ?? Promise.resolve(undefined), PATIENCE);
    if (kept !== LATE && kept) return kept.value;
    const { content } = await api.get(`${PATH}/{version_id}/content`, { path: { ...this.#path, version_id: version } });
    void this.#keep(version, content).catch((error: unknown) => this.workspace.outbox.noteStorage(error));
    return content;
  }

  /** For a time without a network. When there are too many, the texts of the oldest versions go. */
  async #keep(version: string, value: unknown): Promise<void> {
    const { db } = this.workspace;
    if (!db || this.#over) return;
    const held = await db.keys("objects", startingWith(this.org, this.#kept));
    const others = held.filter((key) => (key as string[])[2] !== version);
    if (this.#over) return;
    await db.write(
      "objects",
      [{ scope: this.org, noun: this.#kept, id: version, value } satisfies StoredObject],
      others.slice(0, Math.max(0, others.length + 1 - TEXTS)),
    );
  }

  async markdown(version: string | null): Promise<string> {
    const { api } = this.workspace;
    const query = { format: "markdown" as const };
    const answer = version
      ? await api.get(`${PATH}/{version_id}/content`, { path: { ...this.#path, version_id: version }, query })
      : await api.get("/v1/orgs/{org_id}/documents/{document_id}/content", { path: this.#path, query });
    return String(answer.content);
  }

  /** Keeps what the document says now. Asked twice under one key, it is kept once. */
  async keep(name: string, key: string): Promise<Version> {
    const made = await this.workspace.api.post(PATH, { path: this.#path, body: { name }, idempotencyKey: key });
    await this.#list.accept(made);
    void this.refresh();
    return made;
  }

  async rename(version: Version, name: string | null): Promise<void> {
    const next = await this.workspace.api.patch(`${PATH}/{version_id}`, { path: { ...this.#path, version_id: version.id }, body: { name } });
    await this.#list.accept(next);
    void this.refresh();
  }

  /**
   * Goes back, and says in which version the words of this moment were kept: the last one of the history that ended.
   * Asked twice under one key, it goes back once.
   */
  async restore(version: string, key: string): Promise<string | null> {
    const { api } = this.workspace;
    goBack(this.id);
    const now = await api.post("/v1/orgs/{org_id}/documents/{document_id}/revert", { path: this.#path, body: { version }, idempotencyKey: key });
    void this.refresh();
    try {
      const { items } = await api.get(PATH, { path: this.#path, query: { limit: 10 } });
      return items.find((one) => one.epoch === now.epoch - 1)?.id ?? null;
    } catch {
      // It is done all the same; the way back is in the list.
      return null;
    }
  }

  get #path() {
    return { org_id: this.org, document_id: this.id };
  }
}

const all = new WeakMap<Workspace, Map<string, History>>();

export function historyOf(workspace: Workspace, org: string, id: string): History {
  let held = all.get(workspace);
  if (!held) {
    const made = new Map<string, History>();
    all.set(workspace, (held = made));
    const drop = (history: History): void => {
      history.end();
      made.delete(history.id);
    };
    workspace.onForget((scope) => made.forEach((history) => history.org === scope && drop(history)));
    workspace.onLost((scope, ids) => made.forEach((history) => history.org === scope && ids.has(history.id) && drop(history)));
  }
  const found = held.get(id) ?? new History(workspace, org, id);
  held.delete(id);
  held.set(id, found);
  for (const oldest of held.keys()) {
    if (held.size <= HISTORIES) break;
    held.delete(oldest);
  }
  return found;
}
