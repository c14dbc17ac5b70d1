import type { PictureType } from "../data/types.ts";
import type { Api } from "./api.ts";
import type { Database } from "./db.ts";
import { Emitter } from "./emitter.ts";
import { LATE, PATIENCE, within } from "./patience.ts";
import { ApiError } from "./problem.ts";

export interface KeptImage {
  id: string;
  org: string;
  doc: string;
  blob: Blob;
  pending: boolean;
  at: number;
  /** Why the server did not take it; it stays on this device. */
  refused?: string;
}

export interface SignedForm {
  url: string;
  fields: Record<string, string>;
}

/** Pictures on this device. Those that the server does not have yet go the outbox's way. */
export class ImageStore extends Emitter {
  #memory = new Map<string, KeptImage>();
  #open: ReadonlyMap<string, "pending" | "refused"> = new Map();

  constructor(
    private readonly db: Database | null,
    private readonly full: (error: unknown) => void,
    private readonly patience: number = PATIENCE,
  ) {
    super();
  }

  /** Pictures that only this device has: those that wait, and those that the server did not take. */
  getSnapshot = (): ReadonlyMap<string, "pending" | "refused"> => this.#open;

  async read(): Promise<void> {
    for (const image of await this.#all()) this.#note(image);
  }

  #note(image: KeptImage): void {
    const state = image.pending ? "pending" : image.refused ? "refused" : undefined;
    if (this.#open.get(image.id) === state) return;
    const next = new Map(this.#open);
    if (state) next.set(image.id, state);
    else next.delete(image.id);
    this.#open = next;
    this.emit();
  }

  async keep(image: KeptImage): Promise<void> {
    this.#note(image);
    try {
      if (this.db) return void (await this.db.write("blobs", [image]));
    } catch (error) {
      this.full(error);
    }
    this.#memory.set(image.id, image);
  }

  async get(id: string): Promise<KeptImage | undefined> {
    return this.#memory.get(id) ?? (await this.db?.get<KeptImage>("blobs", id).catch(() => undefined));
  }

  async #all(): Promise<KeptImage[]> {
    const reading = this.db?.all<KeptImage>("blobs").catch((error: unknown) => (this.full(error), [])) ?? Promise.resolve([]);
    const rows = await within(reading, this.patience);
    if (rows === LATE) void reading.then((late) => late.forEach((image) => this.#note(image)));
    return [...(rows === LATE ? [] : rows), ...this.#memory.values()];
  }

  async refused(): Promise<KeptImage[]> {
    return (await this.#all()).filter((image) => image.refused);
  }

  /** Sends what waits. An image that is refused stays here, so whoever pasted it still sees it and can copy it. */
  async send(api: Api, put: (form: SignedForm, blob: Blob) => Promise<void>, wait: (doc: string) => boolean): Promise<void> {
    for (const image of (await this.#all()).filter((one) => one.pending)) {
      if (wait(image.doc)) continue;
      try {
        const { upload } = await api.post("/v1/orgs/{org_id}/documents/{document_id}/images", {
          path: { org_id: image.org, document_id: image.doc },
          body: { id: image.id, content_type: image.blob.type as PictureType, size: image.blob.size },
          idempotencyKey: image.id,
        });
        await put(upload, image.blob);
        await this.keep({ ...image, pending: false });
      } catch (error) {
        if (!(error instanceof ApiError) || error.passing || error.kind === "unauthenticated") throw error;
        await this.keep({ ...image, pending: false, refused: error.code });
      }
    }
  }
}
