import { fetchDocumentHttp, HearthProvider, type KeptCopy, type Participant, type Role, type SyncStatus } from "@hearth/provider";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { heardOf } from "../../app/heard.ts";
import { liveOf } from "../../app/live.ts";
import { afterPaint } from "../../app/marks.ts";
import { topicOf } from "../../core/documents.ts";
import { Emitter } from "../../core/emitter.ts";
import { newId } from "../../core/ids.ts";
import { mend } from "../../core/mend.ts";
import { PATIENCE, within } from "../../core/patience.ts";
import { wordsOf } from "../../core/words.ts";
import type { Workspace } from "../../core/workspace.ts";
import type { EditorHost } from "./host.ts";

export interface DocumentView {
  /** Words can be shown: from this device, or from the server. */
  ready: boolean;
  status: SyncStatus;
  role: Role | null;
  people: readonly Participant[];
  /** The history was replaced; the room opens the document anew. */
  replaced: boolean;
  kept: KeptCopy | null;
  /** What the log holds cannot be shown in an editor, whatever is taken out of it: its history can. */
  broken: boolean;
}

const NEW: DocumentView = { ready: false, status: { state: "loading" }, role: null, people: [], replaced: false, kept: null, broken: false };

/**
 * One document: its Y.Doc, the replica on this device, its editor, and, while somebody has it open, the live provider.
 * Closed, it stays as it was for a while (see `sessions.ts`), so that coming back costs nothing.
 */
export class DocumentSession extends Emitter {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly topic: string;
  provider: HearthProvider | null = null;
  /** Made by the room that first shows the words, and kept with them. */
  host: EditorHost | null = null;
  #view = NEW;
  #open = false;
  #disposed = false;
  #spoilt = false;
  /** Another tab wrote to the replica since it was read. */
  #stale = false;
  #reading: Promise<void>;
  #stop: () => void = () => undefined;
  #appending: Promise<void> = Promise.resolve();
  readonly #stopHearing: () => void;

  constructor(
    private readonly workspace: Workspace,
    readonly org: string,
    readonly id: string,
  ) {
    super();
    this.topic = topicOf(org, id);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) void workspace.documents.add(id, org, update);
    });
    this.doc.getXmlFragment("default"); // made before anything is heard: until then Yjs has another object in its place
    this.doc.on("beforeObserverCalls", this.#mend);
    this.#stopHearing = workspace.documents.onElsewhere((doc) => (this.#stale ||= doc === id));
    this.#reading = this.#read();
  }

  getSnapshot = (): DocumentView => this.#view;

  get isOpen(): boolean {
    return this.#open;
  }

  /** Worth keeping for the next time: it has words, and nothing about them is over. */
  get reusable(): boolean {
    const { ready, kept } = this.#view;
    return ready && !kept && !this.over;
  }

  /** Nothing more will come of it, whether an editor was made for it or not. */
  get over(): boolean {
    const { replaced, status } = this.#view;
    return replaced || this.#spoilt || this.#disposed || status.state === "ended" || status.state === "refused";
  }

  /** The words as they are here, for a person who is about to lose sight of them. */
  text(): string {
    return wordsOf(this.doc);
  }

  open(): void {
    if (this.#open || this.#disposed) return;
    this.#open = true;
    this.workspace.open.add(this.topic);
    addEventListener("pagehide", this.#flush);
    if (this.#stale) {
      this.#stale = false;
      this.#reading = this.#read();
    }
    if (!this.#view.ready) this.#stop = unless(this.#reading, () => this.#begin());
    // The words are there to be painted: the line to the others can wait for that.
    else this.#stop = afterPaint(() => this.#begin());
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.workspace.open.delete(this.topic);
    removeEventListener("pagehide", this.#flush);
    this.#stop();
    this.doc.off("update", this.#keepUnsynced);
    this.provider?.destroy();
    this.provider = null;
    this.awareness.setLocalStateField("cursor", null);
    // What is not acknowledged is now the outbox's to send.
    if (this.workspace.documents.getSnapshot().has(this.topic)) this.workspace.outbox.wake();
  }

  /** As it would be opened for the first time, with the words that are here already. */
  rest(): void {
    this.#view = { ...NEW, ready: this.#view.ready, broken: this.#view.broken };
  }

  /** The org it belongs to is to be forgotten: whoever looks at it keeps it until they leave, and nobody after them. */
  spoil(): void {
    this.#spoilt = true;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.close();
    this.#disposed = true;
    this.#stopHearing();
    this.host?.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** What this device holds. A disk that does not answer holds up nobody for long; what it says later is added then. */
  async #read(): Promise<void> {
    const { documents } = this.workspace;
    const reading = documents.read(this.id, this.topic).then(
      ({ update, epoch }) => {
        if (!update || this.#disposed) return;
        const now = this.provider?.epoch ?? null;
        // The server's history is another one by now: what was here does not belong to it.
        if (epoch !== null && now !== null && epoch !== now) return documents.drop(this.id);
        Y.applyUpdate(this.doc, update, this);
        this.#set({ ready: true });
      },
      () => undefined,
    );
    await within(reading, PATIENCE);
  }

  #begin(): void {
    const { workspace, id } = this;
    if (!workspace.isUnsynced(id)) return void this.#connect();
    // Created on this device a moment (or days) ago: one writes at once, and the server hears of it in its turn.
    this.doc.on("update", this.#keepUnsynced);
    this.#set({ ready: true, role: "editor", status: { state: "pending", changes: 1, since: Date.now() } });
    const stop = workspace.outbox.subscribe(() => {
      if (workspace.isUnsynced(id) || !this.#open) return;
      stop();
      this.doc.off("update", this.#keepUnsynced);
      void this.#connect();
    });
    this.#stop = stop;
  }

  #keepUnsynced = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    const at = Date.now();
    this.#appending = this.#appending.then(() =>
      this.workspace.documents.append(this.topic, { key: `${at.toString(36)}-${newId()}`, epoch: null, update, at }),
    );
  };

  /** The live provider takes over, with whatever was written before it could. */
  async #connect(): Promise<void> {
    const { workspace, org, id } = this;
    await this.#appending;
    if (!this.#open || this.provider) return;
    const provider = new HearthProvider({
      connection: liveOf(workspace),
      doc: this.doc,
      org,
      document: id,
      store: workspace.documents,
      awareness: this.awareness,
      replicas: [this],
      http: fetchDocumentHttp({ base: "", org, document: id, fetch: (url, init) => workspace.api.raw(url, init) }),
    });
    this.provider = provider;
    this.#set({ status: provider.status });
    provider.events.on("changed", (frame) => void heardOf(workspace, org, frame));
    provider.events.on("status", (status) => {
      if (status.state === "saved" && status.at) workspace.outbox.noteSaved();
      this.#set({ status });
    });
    provider.events.on("role", (role) => this.#set({ role }));
    provider.events.on("people", (people) => this.#set({ people: [...people] }));
    provider.events.on("loaded", () => this.#set({ ready: true }));
    provider.events.on("ended", () => this.#set({ status: provider.status }));
    provider.events.on("replaced", ({ copy }) => {
      void workspace.documents.drop(id).then(() => this.#set({ replaced: true, kept: copy }));
    });
    void provider.loaded.then(() => this.provider === provider && this.#set({ ready: true, role: provider.role }));
  }

  /** Before the editor sees what others wrote: what it could not show goes, on this device, and the rest stays. */
  #mend = (transaction: Y.Transaction): void => {
    if (transaction.local) return;
    const { beforeState } = transaction;
    try {
      mend(this.doc, this, transaction.changed.keys(), (item) => item.id.clock >= (beforeState.get(item.id.client) ?? 0));
    } catch {
      this.#set({ broken: true });
    }
  };

  #flush = (): void => this.provider?.flush();

  #set(change: Partial<DocumentView>): void {
    if (this.#disposed || Object.entries(change).every(([key, value]) => Object.is(this.#view[key as keyof DocumentView], value))) return;
    this.#view = { ...this.#view, ...change };
    this.emit();
  }
}

/** `work` after `before`, unless it was called off in between. */
function unless(before: Promise<void>, work: () => void): () => void {
  let off = false;
  void before.then(() => off || work());
  return () => (off = true);
}
