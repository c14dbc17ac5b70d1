import { whenIdle } from "../../app/marks.ts";
import type { Workspace } from "../../core/workspace.ts";
import { DocumentSession } from "./session.ts";

/** So many documents stay as they were when they were left. */
const KEPT = 4;

/** The documents of this tab that are open, were open a moment ago, or will be in the next. */
export class Sessions {
  /** Oldest use first. */
  readonly #held = new Map<string, DocumentSession>();
  #later: (() => void) | undefined;

  constructor(private readonly workspace: Workspace) {
    workspace.onClose(() => this.clear());
    workspace.onForget((scope) => this.#forget(scope));
  }

  get(org: string, id: string): DocumentSession {
    const found = this.#held.get(id);
    const open = found?.isOpen && !found.getSnapshot().replaced;
    const session = found?.org === org && (open || found.reusable || (!found.host && !found.over)) ? found : new DocumentSession(this.workspace, org, id);
    // Who still shows it puts it away in leaving it.
    if (found !== session && !found?.isOpen) found?.dispose();
    this.#held.delete(id);
    this.#held.set(id, session);
    this.#tidy();
    return session;
  }

  leave(session: DocumentSession): void {
    session.close();
    if (!session.reusable) this.drop(session);
    else session.rest();
    this.#tidy();
  }

  drop(session: DocumentSession): void {
    session.dispose();
    if (this.#held.get(session.id) === session) this.#held.delete(session.id);
  }

  clear(): void {
    for (const session of this.#held.values()) this.drop(session);
  }

  #forget(org: string): void {
    for (const session of this.#held.values()) {
      if (session.org !== org) continue;
      session.spoil();
      if (!session.isOpen) this.drop(session);
    }
  }

  /** Nobody waits for what is put away. */
  #tidy(): void {
    this.#later?.();
    this.#later = whenIdle(() => this.#trim());
  }

  #trim(): void {
    const closed = [...this.#held.values()].filter((session) => !session.isOpen);
    for (const session of closed.slice(0, Math.max(0, closed.length - KEPT))) this.drop(session);
  }
}

const all = new WeakMap<Workspace, Sessions>();

export function sessionsOf(workspace: Workspace): Sessions {
  let found = all.get(workspace);
  if (!found) all.set(workspace, (found = new Sessions(workspace)));
  return found;
}
