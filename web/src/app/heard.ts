import type { Workspace } from "../core/workspace.ts";

/** What a changed object of a type makes older on this device. */
const NOUNS: Record<string, readonly string[]> = {
  document: ["documents", "trash"],
  member: ["members"],
  membership: ["members"],
  invitation: ["invitations"],
  team: ["teams"],
  org: ["members"],
  organization: ["members"],
};

/** Of these, one is read anew and not the list: somebody who comes costs a client of a large org one small answer. */
const ONE = new Set(["document", "member", "team"]);

export interface News {
  object: { type: string; id: string };
  /** What the feed says of it, as far as it is known. */
  entry?: unknown;
}

/** Refreshes what is watched of an org and became older by something that happened. */
export async function heardOf(workspace: Workspace, org: string, { object, entry }: News): Promise<void> {
  const { type, id } = object;
  await workspace.touched(org, NOUNS[type] ?? [], ONE.has(type) ? id : undefined);
  const person = type === "team" ? personIn(entry) : undefined;
  // Who came into a team or went out of it carries that in their membership.
  if (person) await workspace.touched(org, ["members"], person);
  await workspace.touched(org, ["activity", "audit"]);
  if (type !== "document") await workspace.touched("me", ["orgs", "profile", "sessions", "api-keys"]);
}

function personIn(entry: unknown): string | undefined {
  const id = (entry as { data?: { person_id?: unknown } } | undefined)?.data?.person_id;
  return typeof id === "string" ? id : undefined;
}
