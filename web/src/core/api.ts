import { ApiError, errorOf, problemFrom, unreachable } from "./problem.ts";
import { type Answered, fill, type Given, type ItemOf, type ListPath, type Method, type Parts, type Path } from "./routes.ts";
import type { Session } from "./session.ts";

/** How a request goes out, whatever its route. */
interface Manner {
  ifMatch?: number | null;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** How long an answer may take. */
  timeout?: number;
  /** For routes that need no one to be signed in. */
  anonymous?: boolean;
}

/** A request whose route is not looked at: only for what was checked when it was made (see `routes.ts`). */
export interface Call extends Manner {
  body?: unknown;
  query?: object;
}

type Typed<M extends Method, P extends Path<M>> = Manner & Given<M, P>;
/** Routes that need nothing are called with nothing. */
type Arguments<T> = object extends T ? [call?: T] : [call: T];

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Answer<T> {
  value: T;
  version: number | null;
  headers: Headers;
}

const TIMEOUT = 20_000;
/** A list is asked for again soon enough: nobody looks at an empty one for longer than this. */
const LIST_TIMEOUT = 10_000;

/** The one way to the server. It knows tokens and problems, and nothing of any noun. */
export class Api {
  constructor(
    private readonly session: Session | null,
    private readonly base: string = "",
    private readonly transport: typeof fetch = (...args) => fetch(...args),
  ) {}

  get<P extends Path<"GET">>(path: P, ...[call]: Arguments<Typed<"GET", P>>): Promise<Answered<"GET", P>> {
    return this.#ask("GET", path, call);
  }

  post<P extends Path<"POST">>(path: P, ...[call]: Arguments<Typed<"POST", P>>): Promise<Answered<"POST", P>> {
    return this.#ask("POST", path, call);
  }

  put<P extends Path<"PUT">>(path: P, ...[call]: Arguments<Typed<"PUT", P>>): Promise<Answered<"PUT", P>> {
    return this.#ask("PUT", path, call);
  }

  patch<P extends Path<"PATCH">>(path: P, ...[call]: Arguments<Typed<"PATCH", P>>): Promise<Answered<"PATCH", P>> {
    return this.#ask("PATCH", path, call);
  }

  delete<P extends Path<"DELETE">>(path: P, ...[call]: Arguments<Typed<"DELETE", P>>): Promise<Answered<"DELETE", P>> {
    return this.#ask("DELETE", path, call);
  }

  /** Every page of a list, to its end: nobody is to look for a row that is not there. */
  list<P extends ListPath>(path: P, call: Omit<Typed<"GET", P>, "body">): Promise<ItemOf<P>[]> {
    const { path: parts, query } = call as { path?: Parts; query?: object };
    return this.pages<ItemOf<P>>(fill(path, parts), query);
  }

  async pages<T>(path: string, query: object = {}): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<T> = await this.#page<T>(path, query, cursor);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  /** One page of a list; the first without a cursor. */
  page<P extends ListPath>(path: P, call: Omit<Typed<"GET", P>, "body">, cursor: string | null): Promise<Page<ItemOf<P>>> {
    const { path: parts, query } = call as { path?: Parts; query?: object };
    return this.#page(fill(path, parts), query, cursor);
  }

  async #page<T>(path: string, query: object | undefined, cursor: string | null): Promise<Page<T>> {
    return (await this.send<Page<T>>("GET", path, { query: { limit: 100, ...query, cursor }, timeout: LIST_TIMEOUT })).value;
  }

  async #ask<T>(method: Method, path: string, call: (Call & { path?: Parts }) | undefined): Promise<T> {
    const { path: parts, ...rest } = call ?? {};
    return (await this.send<T>(method, fill(path, parts), rest)).value;
  }

  async send<T>(method: Method, path: string, call: Call = {}): Promise<Answer<T>> {
    let token = call.anonymous ? null : await this.session!.token();
    let response = await this.#fetch(method, path, call, token);
    if (response.status === 401 && token) {
      token = await this.session!.token(token);
      response = await this.#fetch(method, path, call, token);
    }
    if (response.status === 403 && token) {
      // Some acts want somebody who has just proven to be there: ask, then do what was asked for.
      const error = await errorOf(response);
      if (error.code !== "recent_sign_in_required" || !(await this.session!.prove())) throw error;
      response = await this.#fetch(method, path, call, await this.session!.token());
    }
    if (!response.ok) throw await errorOf(response);
    const etag = response.headers.get("ETag");
    const version = etag ? Number(etag.replaceAll('"', "").replace("W/", "")) : null;
    const text = response.status === 204 ? "" : await bodyOf(response);
    const json = /^application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
    const value = (text && json ? parsed(text) : text || undefined) as T;
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
    if (call.body !== undefined) headers["Content-Type"] = "application/json";
    if (call.ifMatch != null) headers["If-Match"] = `"${call.ifMatch}"`;
    if (call.idempotencyKey) headers["Idempotency-Key"] = call.idempotencyKey;
    if (path.startsWith("/v1/auth/")) headers["X-Hearth-Client"] = "web";
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== null && value !== undefined) query.set(name, String(value));
    }
    const search = query.size ? `?${query}` : "";
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const timeout = AbortSignal.timeout(call.timeout ?? TIMEOUT);
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

/** The line may go between the head of an answer and its end. */
async function bodyOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw unreachable(error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problemFrom(error);
  }
}

export { ApiError, type Method };
