import { createContext } from "react";
import { ApiError } from "../../core/api.ts";
import { newId } from "../../core/ids.ts";
import type { Workspace } from "../../core/workspace.ts";

export const SCHEME = "hearth-image:";
const HERE = "https://here.invalid";

/** What clipboards, cameras and phones call a picture says nothing of what is on it. */
const NAMELESS =
  /^(image|bild|img|dsc[nf]?|pxl|photo|foto|picture|screenshot|bildschirmfoto|screen shot|unnamed|unbenannt|untitled|download|clipboard|whatsapp image)?[\s\d_.,()-]*(at|um)?[\s\d_.,()-]*(am|pm|uhr)?$/i;

/** A description to begin with, out of the name that somebody gave the file; null where nobody did. */
export function altOf(name: string): string | null {
  const words = name
    .replace(/\.\w{2,5}$/, "")
    .replace(/[_-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return NAMELESS.test(words) || /^[\da-f\s]{12,}$/i.test(words) ? null : words;
}

/** A path of this origin, as a browser reads it: `//host`, `/\\host` and such with a tab in between lead elsewhere. */
export function isOwn(src: string): boolean {
  try {
    return src.startsWith("/") && new URL(src, HERE).origin === HERE;
  } catch {
    return false;
  }
}

/** Pictures of one document: kept on this device first, then uploaded; read from here before the network. */
export class Images {
  #urls = new Map<string, Promise<string | null>>();

  constructor(
    private readonly workspace: Workspace,
    private readonly org: string,
    private readonly doc: string,
  ) {}

  /** Keeps the picture and returns the node's `src`; sending it is the workspace's, whatever happens next. */
  async keep(file: File): Promise<string> {
    const id = newId();
    await this.workspace.images.keep({ id, org: this.org, doc: this.doc, blob: file, pending: true, at: Date.now() });
    this.#urls.set(id, Promise.resolve(URL.createObjectURL(file)));
    this.workspace.outbox.wake();
    return SCHEME + id;
  }

  /** An address for an `img`, or null when the picture cannot be had. */
  url(src: string | null): Promise<string | null> {
    if (!src) return Promise.resolve(null);
    if (!src.startsWith(SCHEME)) return Promise.resolve(/^data:image\//.test(src) || isOwn(src) ? src : null);
    const id = src.slice(SCHEME.length);
    let found = this.#urls.get(id);
    if (!found) this.#urls.set(id, (found = this.#load(id)));
    return found;
  }

  async #load(id: string): Promise<string | null> {
    const blob = await this.blob(id);
    if (blob) return URL.createObjectURL(blob);
    this.#urls.delete(id);
    return null;
  }

  /** The picture itself, or null when it cannot be had. */
  async blob(id: string): Promise<Blob | null> {
    const held = await this.workspace.images.get(id);
    if (held) return held.blob;
    try {
      const response = await this.workspace.api.raw(`/v1/orgs/${this.org}/documents/${this.doc}/images/${id}`);
      if (!response.ok) throw new ApiError("refused", "image_not_found", response.status, "");
      const blob = await response.blob();
      await this.workspace.images.keep({ id, org: this.org, doc: this.doc, blob, pending: false, at: Date.now() });
      return blob;
    } catch {
      return null;
    }
  }
}

export const ImagesContext = createContext<Images | null>(null);
