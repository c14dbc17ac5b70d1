import { Emitter } from "../../core/emitter.ts";
import { type ApiError, problemFrom } from "../../core/problem.ts";
import type { Workspace } from "../../core/workspace.ts";
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
const PAGE = 100;

const PATH = "/v1/orgs/{org_id}/documents/{document_id}/versions";

/** What the server keeps of a document's past, as far as it was looked at in this tab. A version's text never changes. */
export class History extends Emitter {
  #view: HistoryView = { items: [], phase: "waiting", complete: false, error: null };
  #reading: Promise<void> | null = null;
  #again = false;
  readonly #texts = new Map<string, Promise<unknown>>();

  constructor(
    private readonly workspace: Workspace,
    readonly org: string,
    readonly id: string,
  ) {
    super();
  }

  getSnapshot = (): HistoryView => this.#view;

  /** What came while it was being read is asked for once more. */
  refresh = (): Promise<void> => {
    if (this.#reading) this.#again = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
      if (!this.#again) return;
      this.#again = false;
      void this.refresh();
    });
    return this.#reading;
  };

  async #read(): Promise<void> {
    const items: Version[] = [];
    let cursor: string | null = null;
    try {
      do {
        const page: { items: Version[]; next?: string | null } = await this.workspace.api.get(PATH, { path: this.#path, query: { limit: PAGE, ...(cursor ? { cursor } : {}) } });
        items.push(...page.items);
        cursor = page.next ?? null;
        // The first page shows at once; a list that was complete before is not made shorter for a moment.
        if (!this.#view.complete) this.#set({ items: [...items], phase: "ready", error: null });
      } while (cursor);
      this.#set({ items, phase: "ready", complete: true, error: null });
    } catch (error) {
      this.#set({ phase: "ready", error: problemFrom(error) });
    }
  }

  /** What the document said then, as the editor understands it. */
  text(version: string): Promise<unknown> {
    let found = this.#texts.get(version);
    if (found) this.#texts.delete(version);
    else {
      found = this.workspace.api.get(`${PATH}/{version_id}/content`, { path: { ...this.#path, version_id: version } }).then((answer) => answer.content);
      found.catch(() => this.#texts.delete(version));
    }
    this.#texts.set(version, found);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= TEXTS) break;
      this.#texts.delete(oldest);
    }
    return found;
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
    void this.refresh();
    return made;
  }

  async rename(version: Version, name: string | null): Promise<void> {
    const next = await this.workspace.api.patch(`${PATH}/{version_id}`, { path: { ...this.#path, version_id: version.id }, body: { name } });
    this.#set({ items: this.#view.items.map((one) => (one.id === next.id ? next : one)) });
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

  #set(change: Partial<HistoryView>): void {
    this.#view = { ...this.#view, ...change };
    this.emit();
  }
}

const all = new WeakMap<Workspace, Map<string, History>>();

export function historyOf(workspace: Workspace, org: string, id: string): History {
  let held = all.get(workspace);
  if (!held) {
    const made = new Map<string, History>();
    all.set(workspace, (held = made));
    workspace.onForget((scope) => {
      for (const [key, history] of made) if (history.org === scope) made.delete(key);
    });
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
