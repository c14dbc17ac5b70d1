import { fetchDocumentHttp, HearthProvider, type KeptCopy, type Participant, type Role, type SyncStatus } from "@hearth/provider";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { liveOf } from "../../app/live.ts";
import { topicOf } from "../../core/documents.ts";
import { Emitter } from "../../core/emitter.ts";
import { newId } from "../../core/ids.ts";
import type { Workspace } from "../../core/workspace.ts";

export interface DocumentView {
  /** Words can be shown: from this device, or from the server. */
  ready: boolean;
  status: SyncStatus;
  role: Role | null;
  people: readonly Participant[];
  /** The history was replaced; the room opens the document anew. */
  replaced: boolean;
  kept: KeptCopy | null;
}

/** One open document: its Y.Doc, the replica on this device, and the live provider, without any component. */
export class DocumentSession extends Emitter {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly topic: string;
  provider: HearthProvider | null = null;
  #view: DocumentView = { ready: false, status: { state: "loading" }, role: null, people: [], replaced: false, kept: null };
  #closed = false;
  #stop: () => void = () => undefined;
  #appending: Promise<void> = Promise.resolve();

  constructor(
    private readonly workspace: Workspace,
    private readonly org: string,
    readonly id: string,
  ) {
    super();
    this.topic = topicOf(org, id);
    void this.#open();
  }

  getSnapshot = (): DocumentView => this.#view;

  /** The words as they are here, for a person who is about to lose sight of them. */
  text(): string {
    return this.doc.getXmlFragment("default").toArray().map(plain).join("\n");
  }

  close(): void {
    this.#closed = true;
    this.workspace.open.delete(this.topic);
    removeEventListener("pagehide", this.#flush);
    this.#stop();
    this.provider?.destroy();
    this.awareness.destroy();
    this.doc.destroy();
    // What is not acknowledged is now the outbox's to send.
    this.workspace.outbox.wake();
  }

  async #open(): Promise<void> {
    const { workspace, org, id } = this;
    workspace.open.add(this.topic);
    const replica = await workspace.documents.load(id);
    if (this.#closed) return;
    if (replica) {
      Y.applyUpdate(this.doc, replica, this);
      this.#set({ ready: true });
    }
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) void workspace.documents.add(id, org, update);
    });
    addEventListener("pagehide", this.#flush);
    if (!workspace.isUnborn(id)) return this.#connect();
    // Created on this device a moment (or days) ago: one writes at once, and the server hears of it in its turn.
    this.doc.on("update", this.#keepUnborn);
    this.#set({ ready: true, role: "editor", status: { state: "pending", changes: 1, since: Date.now() } });
    const stop = workspace.outbox.subscribe(() => {
      if (workspace.isUnborn(id) || this.#closed) return;
      stop();
      this.doc.off("update", this.#keepUnborn);
      void this.#connect();
    });
    this.#stop = stop;
  }

  #keepUnborn = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    const at = Date.now();
    this.#appending = this.#appending.then(() => this.workspace.documents.append(this.topic, { key: `${at.toString(36)}-${newId()}`, epoch: null, update, at }));
  };

  /** The live provider takes over, with whatever was written before it could. */
  async #connect(): Promise<void> {
    const { workspace, org, id } = this;
    await this.#appending;
    if (this.#closed) return;
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
    provider.events.on("status", (status) => {
      if (status.state === "saved" && status.at) workspace.outbox.noteSaved();
      this.#set({ status });
    });
    provider.events.on("role", (role) => this.#set({ role }));
    provider.events.on("people", (people) => this.#set({ people: [...people] }));
    provider.events.on("kept", (kept) => this.#set({ kept }));
    provider.events.on("loaded", () => this.#set({ ready: true }));
    provider.events.on("ended", () => this.#set({ status: provider.status }));
    provider.events.on("replaced", ({ copy }) => {
      void workspace.documents.drop(id).then(() => this.#set({ replaced: true, kept: copy }));
    });
    void provider.loaded.then(() => this.#set({ ready: true, role: provider.role }));
  }

  #flush = (): void => this.provider?.flush();

  #set(change: Partial<DocumentView>): void {
    if (this.#closed) return;
    this.#view = { ...this.#view, ...change };
    this.emit();
  }
}

function plain(node: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  if (node instanceof Y.XmlText) {
    return (node.toDelta() as { insert: unknown }[]).map((part) => (typeof part.insert === "string" ? part.insert : "")).join("");
  }
  if (node instanceof Y.XmlElement) {
    if (node.nodeName === "mention") return `@${node.getAttribute("label") ?? ""}`;
    return node.toArray().map(plain).join(node.nodeName === "tableRow" ? "\t" : "");
  }
  return "";
}
