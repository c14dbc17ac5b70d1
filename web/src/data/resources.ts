/** What the resources of several features are made of. */
import type { ResourceSpec } from "../core/replica.ts";
import type { Workspace } from "../core/workspace.ts";
import type { QuotaUse } from "./types.ts";

/** The scope of what is the person's own, in no org. */
export const ME = "me";

type History<T extends { id: string }> = NonNullable<ResourceSpec<T>["history"]>;

/** A list that only grows, read from its newest end a page at a time. */
export function history<T extends { id: string; at: string }>(name: string, page: History<T>["page"], more: Partial<History<T>> = {}): ResourceSpec<T> {
  return { name, list: async (api, scope) => (await page(api, scope, null)).items, history: { page, at: (item) => item.at, ...more } };
}

/** How what changed since a cursor is asked for; without one, where to begin. */
export const sinceQuery = (cursor: string | null): { since?: string; limit: number } => ({ ...(cursor === null ? {} : { since: cursor }), limit: 500 });

export const quotaNamed = (one: Omit<QuotaUse, "id">): QuotaUse => ({ ...one, id: one.quota });

/** What becomes older on this device when somebody else changed an object of a type. */
export interface Heard {
  resources: readonly string[];
  /** The one object is read anew and not the list: somebody who comes costs a client of a large org one small answer. */
  one?: boolean;
  /** These are the person's own, in no org. */
  mine?: boolean;
  /** The id to read anew, where it is not the object's own: told by the activity's entry, as far as that is known. */
  idIn?: (entry: unknown) => string | undefined;
  /** Of news that carry the object itself: what they say is taken as it is, and nothing is asked for. */
  carried?: (workspace: Workspace, news: unknown) => Promise<void> | undefined;
  /** With the type `*`: not for these. */
  except?: readonly string[];
}

/** By the type of the changed object; `*` for all. */
export type HeardOf = Readonly<Record<string, readonly Heard[]>>;
