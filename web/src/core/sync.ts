import type { OutboxState } from "./outbox.ts";

/** What one line at the edge of the screen says about the person's words. */
export type SyncState =
  | { kind: "saved"; at: number | null }
  | { kind: "sending"; waiting: number }
  | { kind: "offline"; waiting: number; since: number }
  | { kind: "slow"; waiting: number; since: number; retryAt: number; reason: "busy" | "server" }
  | { kind: "signed-out"; waiting: number }
  | { kind: "refused"; refused: number; waiting: number }
  | { kind: "storage"; problem: "denied" | "full"; waiting: number };

export interface SyncInput {
  outbox: OutboxState;
  /** Documents with edits that the server has not confirmed. */
  documents: number;
  online: boolean;
  /** The session has ended: nothing is sent before the person signs in again. */
  signedOut: boolean;
  offlineSince: number | null;
  now: number;
}

/** The worst thing that is true, in the order in which a person must know it. */
export function syncState({ outbox, documents, online, signedOut, offlineSince, now }: SyncInput): SyncState {
  const refused = outbox.entries.filter((entry) => entry.state === "refused").length;
  const waiting = outbox.entries.length - refused + documents;
  if (outbox.storage === "full" || (outbox.storage === "denied" && waiting > 0)) {
    return { kind: "storage", problem: outbox.storage, waiting };
  }
  if (refused > 0) return { kind: "refused", refused, waiting };
  const trouble = outbox.trouble;
  if (signedOut || trouble?.error.kind === "unauthenticated") return { kind: "signed-out", waiting };
  if (!online || trouble?.error.kind === "unreachable") {
    return { kind: "offline", waiting, since: offlineSince ?? trouble?.since ?? now };
  }
  if (trouble) {
    const reason = trouble.error.kind === "busy" ? "busy" : "server";
    return { kind: "slow", waiting, since: trouble.since, retryAt: trouble.retryAt, reason };
  }
  if (waiting > 0) return { kind: "sending", waiting };
  return { kind: "saved", at: outbox.savedAt };
}
