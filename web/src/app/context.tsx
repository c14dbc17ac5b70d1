import { createContext, use, useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { Api } from "../core/api.ts";
import { Emitter } from "../core/emitter.ts";
import type { Identified, ResourceSpec, View } from "../core/replica.ts";
import { Session } from "../core/session.ts";
import { type SyncState, syncState } from "../core/sync.ts";
import { connectionStatus } from "./connectionStatus.ts";
import type { Workspace } from "../core/workspace.ts";

export const session = new Session();
/** For routes that nobody needs to be signed in for. */
export const openApi = new Api(session);

export const WorkspaceContext = createContext<Workspace | null>(null);
export const OrgContext = createContext<string | null>(null);

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error("outside of a workspace");
  return workspace;
}

export function useOrgId(): string {
  const org = use(OrgContext);
  if (!org) throw new Error("outside of an org");
  return org;
}

/** Keeps a noun fresh without looking at it: whoever shows it looks for themselves. */
export function useKept<T extends Identified>(noun: ResourceSpec<T>, scope: string): void {
  const workspace = useWorkspace();
  useEffect(() => workspace.collection(noun, scope).watch(() => undefined), [workspace, noun, scope]);
}

/** One noun of one scope: from disk at once, live afterwards. */
export function useResource<T extends Identified>(
  noun: ResourceSpec<T>,
  scope: string,
): View<T> & { refresh: () => Promise<void>; older: () => Promise<void> } {
  const workspace = useWorkspace();
  const collection = useMemo(() => workspace.collection(noun, scope), [workspace, noun, scope]);
  const view = useSyncExternalStore(collection.watch, collection.getSnapshot);
  const refresh = useCallback(() => collection.refresh(), [collection]);
  const older = useCallback(() => collection.readOlder(), [collection]);
  return { ...view, refresh, older };
}

let offlineSince: number | null = navigator.onLine ? null : Date.now();
function watchNetwork(changed: () => void): () => void {
  const look = (): void => {
    offlineSince = navigator.onLine ? null : (offlineSince ?? Date.now());
    changed();
  };
  addEventListener("online", look);
  addEventListener("offline", look);
  return () => {
    removeEventListener("online", look);
    removeEventListener("offline", look);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(watchNetwork, () => navigator.onLine);
}

/** One timer for all that grow older at the same pace: a list has as many ages as rows. */
class Ticker extends Emitter {
  #now = Date.now();
  #users = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly ms: number) {
    super();
  }

  getSnapshot = (): number => this.#now;

  watch = (listener: () => void): (() => void) => {
    const stop = this.subscribe(listener);
    if (this.#users++ === 0) this.#timer = setInterval(this.#tick, this.ms);
    return () => {
      stop();
      if (--this.#users === 0) clearInterval(this.#timer);
    };
  };

  /** A ticker that nobody watched has stood still: whoever comes reads the time first, and all who come with it read the same. */
  get current(): this {
    if (this.#users === 0 && Date.now() - this.#now >= this.ms) this.#now = Date.now();
    return this;
  }

  #tick = (): void => {
    this.#now = Date.now();
    this.emit();
  };
}

const tickers = new Map<number, Ticker>();

/** Re-renders every `ms`, for ages that grow. */
export function useNow(ms: number): number {
  let ticker = tickers.get(ms);
  if (!ticker) tickers.set(ms, (ticker = new Ticker(ms)));
  const { watch, getSnapshot } = ticker.current;
  return useSyncExternalStore(watch, getSnapshot);
}

export function useSync(): SyncState {
  const workspace = useWorkspace();
  const outbox = useSyncExternalStore(workspace.outbox.subscribe, workspace.outbox.getSnapshot);
  const documents = useSyncExternalStore(workspace.documents.subscribe, workspace.documents.getSnapshot);
  const images = useSyncExternalStore(workspace.images.subscribe, workspace.images.getSnapshot);
  const pictures = [...images.values()].filter((state) => state === "pending").length;
  const online = useOnline();
  const down = useSyncExternalStore(connectionStatus.subscribe, connectionStatus.getSnapshot);
  const signedOut = useSyncExternalStore(session.subscribe, session.getSnapshot).kind === "signed-out";
  const cut = down !== null && documents.size > 0;
  return syncState({ outbox, documents: documents.size + pictures, online: online && !cut, signedOut, offlineSince: offlineSince ?? down, now: Date.now() });
}
