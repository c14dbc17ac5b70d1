import { ApiError, errorOf, unreachable } from "./problem.ts";
import type { Session } from "./session.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Call {
  body?: unknown;
  query?: Record<string, string | number | boolean | null | undefined>;
  ifMatch?: number | null;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** For routes that need no one to be signed in. */
  anonymous?: boolean;
  contentType?: string;
}

export interface Answer<T> {
  value: T;
  version: number | null;
  headers: Headers;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

const TIMEOUT = 20_000;

/** The one way to the server. It knows tokens and problems, and nothing of any noun. */
export class Api {
  constructor(
    private readonly session: Session | null,
    private readonly base: string = "",
    private readonly transport: typeof fetch = (...args) => fetch(...args),
  ) {}

  async get<T>(path: string, call: Call = {}): Promise<T> {
    return (await this.send<T>("GET", path, call)).value;
  }

  async post<T>(path: string, body?: unknown, call: Call = {}): Promise<T> {
    return (await this.send<T>("POST", path, { ...call, body })).value;
  }

  async put<T>(path: string, body?: unknown, call: Call = {}): Promise<T> {
    return (await this.send<T>("PUT", path, { ...call, body })).value;
  }

  async patch<T>(path: string, body?: unknown, call: Call = {}): Promise<T> {
    return (await this.send<T>("PATCH", path, { ...call, body })).value;
  }

  async delete<T = void>(path: string, call: Call = {}): Promise<T> {
    return (await this.send<T>("DELETE", path, call)).value;
  }

  /** Every page of a list, to its end. */
  async list<T>(path: string, query: Call["query"] = {}, most = 2000): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<T> = await this.get<Page<T>>(path, { query: { limit: 100, ...query, cursor } });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor && items.length < most);
    return items;
  }

  async send<T>(method: Method, path: string, call: Call = {}): Promise<Answer<T>> {
    let token = call.anonymous ? null : await this.session!.token();
    let response = await this.#fetch(method, path, call, token);
    if (response.status === 401 && token) {
      token = await this.session!.token(token);
      response = await this.#fetch(method, path, call, token);
    }
    if (!response.ok) throw await errorOf(response);
    const etag = response.headers.get("ETag");
    const version = etag ? Number(etag.replaceAll('"', "").replace("W/", "")) : null;
    const text = response.status === 204 ? "" : await response.text();
    const json = response.headers.get("Content-Type")?.includes("json");
    const value = (text && json ? JSON.parse(text) : text || undefined) as T;
    return { value, version: Number.isFinite(version) ? version : null, headers: response.headers };
  }

  /** The plain response, with our token: for callers that speak HTTP themselves. */
  raw = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const once = (token: string): Promise<Response> =>
      this.transport(url, { ...init, credentials: "same-origin", headers: { ...init.headers, Authorization: `Bearer ${token}` } });
    const token = await this.session!.token();
    const response = await once(token);
    return response.status === 401 ? once(await this.session!.token(token)) : response;
  };

  async #fetch(method: Method, path: string, call: Call, token: string | null): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (call.body !== undefined) headers["Content-Type"] = call.contentType ?? "application/json";
    if (call.ifMatch != null) headers["If-Match"] = `"${call.ifMatch}"`;
    if (call.idempotencyKey) headers["Idempotency-Key"] = call.idempotencyKey;
    if (path.startsWith("/v1/auth/")) headers["X-Hearth-Client"] = "web";
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== null && value !== undefined) query.set(name, String(value));
    }
    const search = query.size ? `?${query}` : "";
    const body = call.contentType ? (call.body as BodyInit) : call.body === undefined ? undefined : JSON.stringify(call.body);
    const timeout = AbortSignal.timeout(TIMEOUT);
    try {
      return await this.transport(`${this.base}${path}${search}`, {
        method,
        headers,
        body,
        credentials: "same-origin",
        cache: "no-store",
        signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      });
    } catch (error) {
      if (call.signal?.aborted) throw error;
      throw unreachable(error);
    }
  }
}

export { ApiError };
