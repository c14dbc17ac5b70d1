import { fromBase64, toBase64 } from './bytes.ts';
import type { Role } from './frames.ts';

/** The bytes themselves, or a signed link to them when they are many. */
export interface LoggedUpdate {
  seq: number;
  update?: string;
  url?: string;
}
export interface DocumentState {
  epoch: number;
  head: number;
  role?: Role;
  snapshot: { seq: number; url?: string; data?: string; bytes?: number } | null;
  updates: LoggedUpdate[];
  more: boolean;
}
export interface UpdatePage {
  epoch: number;
  head: number;
  updates: LoggedUpdate[];
  more: boolean;
}
export interface PushedUpdate {
  seq: number;
  epoch: number;
  others?: number;
}
export interface Push {
  id: string;
  epoch: number;
  after: number;
  connection?: string;
  update: Uint8Array;
}

/** The part of the protocol that is HTTP (L11, L13, L14). Rejects with HttpRefused, or anything else for "no network". */
export interface DocumentHttp {
  state(): Promise<DocumentState>;
  updates(after: number): Promise<UpdatePage>;
  push(push: Push): Promise<PushedUpdate>;
  download(url: string): Promise<Uint8Array>;
}

export class HttpRefused extends Error {
  override name = 'HttpRefused';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Record<string, unknown> = {},
  ) {
    super(`${status} ${code}`);
  }
}

/** Base64 above this goes through a signed upload: API Gateway and Lambda take 6 MB, and base64 adds a third. */
const INLINE = 3_000_000;

export interface FetchOptions {
  /** Everything before `/v1`, such as an empty string on the one origin. */
  base: string;
  org: string;
  document: string;
  /** Adds the access token and renews it; the same function that the rest of the client uses. */
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Signed links carry their own right and must not get our token. */
  plainFetch?: (url: string, init?: RequestInit) => Promise<Response>;
}

/** A signed link that is over, or leads nowhere any more. */
export const LINK_REFUSED = 'download_refused';

export function fetchDocumentHttp(options: FetchOptions): DocumentHttp {
  const root = `${options.base}/v1/orgs/${encodeURIComponent(options.org)}/documents/${encodeURIComponent(options.document)}`;
  const plain = options.plainFetch ?? ((url: string, init?: RequestInit) => fetch(url, init));

  async function json<T>(path: string, body?: unknown): Promise<T> {
    const response = await options.fetch(
      `${root}${path}`,
      body === undefined ? undefined : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    );
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as T;
  }

  async function upload(bytes: Uint8Array): Promise<string> {
    const signed = await json<{
      upload: string;
      method: 'PUT' | 'POST';
      url: string;
      headers?: Record<string, string>;
      fields?: Record<string, string>;
    }>('/updates/uploads', { bytes: bytes.length });
    let body: BodyInit = new Blob([bytes as BlobPart]);
    if (signed.method === 'POST') {
      const form = new FormData();
      for (const [name, value] of Object.entries(signed.fields ?? {})) form.append(name, value);
      form.append('file', body);
      body = form;
    }
    const response = await plain(signed.url, { method: signed.method, body, ...(signed.headers ? { headers: signed.headers } : {}) });
    if (!response.ok) throw await refusal(response);
    return signed.upload;
  }

  return {
    state: () => json('/state'),
    updates: (after) => json(`/updates?after=${after}`),
    async push({ update, ...rest }) {
      const text = toBase64(update);
      return json('/updates', text.length > INLINE ? { ...rest, upload: await upload(update) } : { ...rest, update: text });
    },
    async download(url) {
      const response = await plain(url);
      if (!response.ok) throw new HttpRefused(response.status, LINK_REFUSED, {});
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

async function refusal(response: Response): Promise<HttpRefused> {
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return new HttpRefused(response.status, typeof problem.code === 'string' ? problem.code : `http_${response.status}`, problem);
}

export const decode = (update: string): Uint8Array => fromBase64(update);
