import type { Api } from "./api.ts";
import type { Database } from "./db.ts";
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
export class ImageStore {
  #memory = new Map<string, KeptImage>();

  constructor(
    private readonly db: Database | null,
    private readonly full: (error: unknown) => void,
  ) {}

  async keep(image: KeptImage): Promise<void> {
    try {
      if (this.db) return void (await this.db.write("blobs", [image]));
    } catch (error) {
      this.full(error);
    }
    this.#memory.set(image.id, image);
  }

  async get(id: string): Promise<KeptImage | undefined> {
    return this.#memory.get(id) ?? (await this.db?.get<KeptImage>("blobs", id));
  }

  async pending(): Promise<KeptImage[]> {
    const rows = (await this.db?.all<KeptImage>("blobs")) ?? [];
    return [...rows, ...this.#memory.values()].filter((image) => image.pending);
  }

  /** Sends what waits. An image that is refused stays here, so whoever pasted it still sees it and can copy it. */
  async send(api: Api, put: (form: SignedForm, blob: Blob) => Promise<void>, wait: (doc: string) => boolean): Promise<void> {
    for (const image of await this.pending()) {
      if (wait(image.doc)) continue;
      try {
        const answer = await api.post<{ upload?: SignedForm } & Partial<SignedForm>>(
          `/v1/orgs/${image.org}/documents/${image.doc}/images`,
          { id: image.id, content_type: image.blob.type, size: image.blob.size },
          { idempotencyKey: image.id },
        );
        await put(answer.upload ?? (answer as SignedForm), image.blob);
        await this.keep({ ...image, pending: false });
      } catch (error) {
        if (!(error instanceof ApiError) || error.passing || error.kind === "unauthenticated") throw error;
        await this.keep({ ...image, pending: false, refused: error.code });
      }
    }
  }
}
