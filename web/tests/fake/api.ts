/**
 * The conventions of Hearth's API in memory, for tests of the client only: ids by the client, versions,
 * idempotency keys, cursors, problems, and the ways a server can fail.
 */
export type Trouble = "down" | "500" | "429" | "html" | null;

interface Row {
  id: string;
  version: number;
  created_at: string;
  updated_at: string;
  deleted_at?: string | null;
  /** Not for whoever asks, any more. */
  closed?: boolean;
  [field: string]: unknown;
}

interface Kept {
  body: string;
  status: number;
  answer: unknown;
}

export interface Seen {
  method: string;
  path: string;
  key: string | null;
  body: unknown;
}

/** What changed shortly before a cursor was given is told again, as by a server whose index may be behind. */
const OVERLAP = 3;

const SERVER_FIELDS = { workspace: "hearth" };

export class FakeApi {
  trouble: Trouble = null;
  /** Requests that reach the server but whose answer is lost on the way. */
  loseAnswers = 0;
  refreshes = 0;
  tokenAlive = true;
  readonly seen: Seen[] = [];
  readonly rows = new Map<string, Map<string, Row>>();
  /** Which rows changed, in order. */
  readonly log: { collection: string; id: string }[] = [];
  /** Counted up, and cursors of before hold no more. */
  generation = 1;
  readonly keys = new Map<string, Kept>();
  refuse: ((seen: Seen) => { status: number; code: string; detail?: string } | null) | null = null;

  put(collection: string, value: Record<string, unknown> & { id: string }): Row {
    const at = new Date(0).toISOString();
    const row: Row = { ...SERVER_FIELDS, version: 1, created_at: at, updated_at: at, ...value };
    this.table(collection).set(row.id, row);
    this.log.push({ collection, id: row.id });
    return row;
  }

  /** Somebody else changes a row, or closes it to whoever asks. */
  change(collection: string, id: string, change: Record<string, unknown>): void {
    this.#change(collection, this.table(collection).get(id)!, change);
  }

  /** Gone for good, and told of. */
  remove(collection: string, id: string): void {
    this.table(collection).delete(id);
    this.log.push({ collection, id });
  }

  table(collection: string): Map<string, Row> {
    let table = this.rows.get(collection);
    if (!table) this.rows.set(collection, (table = new Map()));
    return table;
  }

  fetch: typeof fetch = async (input, init) => {
    const request = new Request(new URL(String(input), "http://hearth.test"), init);
    const url = new URL(request.url);
    if (this.trouble === "down") throw new TypeError("network down");
    if (this.trouble === "500") return problem(500, "internal_error");
    if (this.trouble === "429") return problem(429, "rate_limited", undefined, { "Retry-After": "2" });
    if (this.trouble === "html") return new Response("<h1>Bad gateway</h1>", { status: 502 });
    const text = await request.text();
    const seen: Seen = {
      method: request.method,
      path: url.pathname,
      key: request.headers.get("Idempotency-Key"),
      body: text ? JSON.parse(text) : undefined,
    };
    this.seen.push(seen);
    const response = this.#answer(seen, request, url, text);
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new TypeError("answer lost");
    }
    return response;
  };

  #answer(seen: Seen, request: Request, url: URL, text: string): Response {
    if (url.pathname === "/v1/auth/refresh") {
      this.refreshes += 1;
      if (!this.tokenAlive) return problem(401, "unauthenticated");
      return json(200, { access_token: `token-${this.refreshes}`, token_type: "Bearer", expires_in: 900 });
    }
    if (!request.headers.get("Authorization")) return problem(401, "unauthenticated");
    const refused = this.refuse?.(seen);
    if (refused) return problem(refused.status, refused.code, refused.detail);
    if (seen.key) {
      const kept = this.keys.get(seen.key);
      if (kept && kept.body !== text) return problem(422, "idempotency_key_reused");
      if (kept) return json(kept.status, kept.answer, { "Idempotency-Replayed": "true" });
    }
    const response = this.#resource(seen, request, url);
    if (seen.key && response.status < 300) this.keys.set(seen.key, { body: text, status: response.status, answer: response.answer });
    return response.response;
  }

  #resource(seen: Seen, request: Request, url: URL): { response: Response; status: number; answer: unknown } {
    const parts = url.pathname.split("/").slice(2);
    const made = (status: number, answer: unknown): { response: Response; status: number; answer: unknown } => ({
      response: answer === undefined ? new Response(null, { status }) : json(status, answer),
      status,
      answer,
    });
    const lacking = { response: problem(404, "not_found"), status: 404, answer: undefined };
    if (parts.at(-2) === "changes") return this.#changes([...parts.slice(0, -2), parts.at(-1)].join("/"), url);
    const table = this.table(parts.length % 2 ? parts.join("/") : parts.slice(0, -1).join("/"));
    if (parts.length % 2) {
      if (seen.method === "GET") {
        const all = [...table.values()].filter((row) => !row.closed && !row.deleted_at === (url.searchParams.get("deleted") !== "true"));
        const from = Number(url.searchParams.get("cursor") ?? 0);
        const limit = Number(url.searchParams.get("limit") ?? 50);
        return made(200, { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null });
      }
      if (parts.at(-1) === "updates") return made(200, { seq: this.seen.length, epoch: 1 });
      if (parts.at(-1) === "restore") {
        const name = parts.slice(0, -2).join("/");
        const row = this.table(name).get(parts.at(-2)!);
        if (!row) return lacking;
        return made(200, this.#change(name, row, { deleted_at: null }));
      }
      const body = seen.body as Record<string, unknown>;
      return made(201, this.put(parts.join("/"), { ...body, id: (body.id as string) ?? crypto.randomUUID() }));
    }
    const name = parts.slice(0, -1).join("/");
    const row = table.get(parts.at(-1)!);
    if (!row || row.closed || (row.deleted_at && seen.method !== "GET")) return lacking;
    const match = request.headers.get("If-Match");
    if (match && match !== `"${row.version}"`) return { response: problem(412, "precondition_failed"), status: 412, answer: undefined };
    if (seen.method === "GET") return made(200, row);
    if (seen.method === "DELETE") return (this.#change(name, row, { deleted_at: new Date().toISOString() }), made(204, undefined));
    return made(200, this.#change(name, row, seen.body as Record<string, unknown>));
  }

  /** What changed in a list since a cursor, as `/changes/` tells it. */
  #changes(collection: string, url: URL): { response: Response; status: number; answer: unknown } {
    const answered = (answer: unknown) => ({ response: json(200, answer), status: 200, answer });
    const given = url.searchParams.get("since");
    const [generation, place] = (given ?? "0:0").split(":").map(Number) as [number, number];
    if (Number.isNaN(generation)) return { response: problem(400, "invalid_cursor"), status: 400, answer: undefined };
    const cursorAt = (at: number): string => `${this.generation}:${at}`;
    const end = this.log.length;
    if (generation !== this.generation) return answered({ items: [], gone: [], cursor: cursorAt(Math.max(0, end - OVERLAP)), more: false, reset: true });
    const upTo = Math.min(end, place + Number(url.searchParams.get("limit") ?? 100));
    const ids = new Set(this.log.slice(place, upTo).flatMap((one) => (one.collection === collection ? one.id : [])));
    const rows = [...ids].map((id) => ({ id, row: this.table(collection).get(id) }));
    const here = rows.filter(({ row }) => row && !row.closed && !row.deleted_at);
    const more = upTo < end;
    return answered({
      items: here.map(({ row }) => row),
      gone: rows.filter((one) => !here.includes(one)).map(({ id }) => id),
      cursor: cursorAt(more ? upTo : Math.max(0, end - OVERLAP)),
      more,
      reset: false,
    });
  }

  #change(collection: string, row: Row, change: Record<string, unknown>): Row {
    this.log.push({ collection, id: row.id });
    return Object.assign(row, change, { version: row.version + 1, updated_at: new Date().toISOString() });
  }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const version = (body as { version?: number } | undefined)?.version;
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...(version ? { ETag: `"${version}"` } : {}), ...headers },
  });
}

function problem(status: number, code: string, detail = code, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: `https://hearth.dev/problems/${code}`, title: code, status, code, detail }), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}
