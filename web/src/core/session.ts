import { Emitter } from "./emitter.ts";
import { ApiError, errorOf, unreachable } from "./problem.ts";

/** What is remembered between visits. No secret: the refresh token is in a cookie that no script can read. */
export interface Remembered {
  person: string;
  name: string;
  email: string;
  org: string | null;
}

export type SessionState = { kind: "signed-out"; reason: "none" | "ended" | "left" } | { kind: "signed-in"; person: string };

interface TokenMessage {
  kind: "token" | "signed-out";
  token?: string;
  until?: number;
  person?: string;
}

const REMEMBERED = "hearth.session";
/** Renew before the server refuses: a request in flight should not meet its token's end. */
const MARGIN = 45_000;
/** A refresh that takes longer has failed; the lock it holds is every tab's. */
const REFRESH_TIMEOUT = 10_000;
const LOCK_TIMEOUT = 15_000;

export interface SessionParts {
  transport?: typeof fetch;
  base?: string;
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  locks?: LockManager | null;
  channel?: BroadcastChannel | null;
  now?: () => number;
}

function storageOrNull(): SessionParts["storage"] {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Who is signed in here, and the access token, in memory only. One refresh at a time, over all tabs. */
export class Session extends Emitter {
  #token: string | null = null;
  #until = 0;
  #refreshing: Promise<string> | null = null;
  #state: SessionState;
  readonly #parts: Required<SessionParts>;

  constructor(parts: SessionParts = {}) {
    super();
    this.#parts = {
      transport: parts.transport ?? ((...args) => fetch(...args)),
      base: parts.base ?? "",
      storage: parts.storage === undefined ? storageOrNull()! : parts.storage!,
      locks: parts.locks === undefined ? (globalThis.navigator?.locks ?? null) : parts.locks,
      channel: parts.channel === undefined ? new BroadcastChannel("hearth.session") : parts.channel,
      now: parts.now ?? Date.now,
    };
    const remembered = this.remembered();
    this.#state = remembered ? { kind: "signed-in", person: remembered.person } : { kind: "signed-out", reason: "none" };
    this.#parts.channel?.addEventListener("message", (event: MessageEvent<TokenMessage>) => this.#heard(event.data));
  }

  getSnapshot = (): SessionState => this.#state;

  remembered(): Remembered | null {
    try {
      const text = this.#parts.storage?.getItem(REMEMBERED);
      return text ? (JSON.parse(text) as Remembered) : null;
    } catch {
      return null;
    }
  }

  remember(change: Partial<Remembered>): void {
    const old = this.remembered() ?? { person: "", name: "", email: "", org: null };
    try {
      this.#parts.storage?.setItem(REMEMBERED, JSON.stringify({ ...old, ...change }));
    } catch {
      // Without storage the person signs in again on the next visit; the sync state says so.
    }
  }

  begin(token: string, expiresIn: number, who: Omit<Remembered, "org">): void {
    const before = this.remembered();
    this.remember({ ...who, org: before?.person === who.person ? before.org : null });
    this.#keep(token, this.#parts.now() + expiresIn * 1000);
    this.#parts.channel?.postMessage({ kind: "token", token, until: this.#until, person: who.person } satisfies TokenMessage);
    this.#become({ kind: "signed-in", person: who.person });
  }

  end(reason: "ended" | "left"): void {
    this.#token = null;
    this.#until = 0;
    if (reason === "left") {
      try {
        this.#parts.storage?.removeItem(REMEMBERED);
      } catch {
        // Nothing was kept then.
      }
      this.#parts.channel?.postMessage({ kind: "signed-out" } satisfies TokenMessage);
    }
    this.#become({ kind: "signed-out", reason });
  }

  /** A token that the server should accept. `refused` names one that it just did not. */
  async token(refused?: string): Promise<string> {
    if (this.#token && this.#token !== refused && this.#until - MARGIN > this.#parts.now()) return this.#token;
    this.#refreshing ??= this.#refresh(refused).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Asks the person to prove that it is still them; whoever has a screen sets it. */
  prover: (() => Promise<boolean>) | null = null;
  #proving: Promise<boolean> | null = null;

  /** False when nobody was there, or would not. One question at a time, however many ask. */
  prove(): Promise<boolean> {
    this.#proving ??= (this.prover?.() ?? Promise.resolve(false)).finally(() => (this.#proving = null));
    return this.#proving;
  }

  /** The token's subject changed nothing but who may ask: tickets and the API share it. */
  peek(): string | null {
    return this.#token;
  }

  async #refresh(refused?: string): Promise<string> {
    const before = this.#token;
    const attempt = async (): Promise<string> => {
      // While this tab waited for the lock another one may have refreshed: its token came by the channel.
      if (this.#token && this.#token !== refused && this.#token !== before) return this.#token;
      let response: Response;
      try {
        response = await this.#parts.transport(`${this.#parts.base}/v1/auth/refresh`, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Hearth-Client": "web" },
          body: "{}",
          credentials: "same-origin",
          signal: AbortSignal.timeout(REFRESH_TIMEOUT),
        });
      } catch (error) {
        throw unreachable(error);
      }
      if (!response.ok) {
        const error = await errorOf(response);
        if (error.kind === "unauthenticated" || error.kind === "refused") {
          this.end("ended");
          throw new ApiError("unauthenticated", "session_ended", 401, error.detail);
        }
        throw error;
      }
      const body = (await response.json().catch((error: unknown) => {
        throw unreachable(error);
      })) as { access_token: string; expires_in: number; person?: { id: string } };
      this.#keep(body.access_token, this.#parts.now() + body.expires_in * 1000);
      const person = body.person?.id ?? this.remembered()?.person;
      this.#parts.channel?.postMessage({ kind: "token", token: body.access_token, until: this.#until, person } satisfies TokenMessage);
      return body.access_token;
    };
    const { locks } = this.#parts;
    if (!locks) return attempt();
    // A tab that was put to sleep with the lock in its hand would keep all others signed out: ask again later.
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), LOCK_TIMEOUT);
    let ours = false;
    const turn = (): Promise<string> => {
      ours = true;
      clearTimeout(timer);
      return attempt();
    };
    try {
      return await locks.request("hearth.refresh", { signal: waiting.signal }, turn);
    } catch (error) {
      throw ours ? error : unreachable(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #heard(message: TokenMessage): void {
    if (message.kind === "signed-out") {
      this.#token = null;
      this.#become({ kind: "signed-out", reason: "left" });
    } else if (message.token && message.person) {
      this.#keep(message.token, message.until ?? 0);
      // The cookie is the browser's, not the tab's: whoever signed in elsewhere is who is signed in here.
      this.#become({ kind: "signed-in", person: message.person });
    }
  }

  #keep(token: string, until: number): void {
    this.#token = token;
    this.#until = until;
  }

  #become(state: SessionState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.emit();
  }
}
