import type { Api } from "./api.ts";
import { problemFrom } from "./problem.ts";
import type { Identified } from "./resource.ts";

/** A page of what changed in a list since a cursor was given, as every `/changes/` route answers. */
export interface Changes<T> {
  items: T[];
  gone: string[];
  cursor: string;
  more: boolean;
  reset: boolean;
}

/** Asks for a page of what changed; with null, where to begin. */
export type Since<T> = (this: void, api: Api, scope: string, cursor: string | null) => Promise<Changes<T>>;

export interface Delta<T> {
  items: ReadonlyMap<string, T>;
  gone: ReadonlySet<string>;
  cursor: string;
  /** The cursor held no more: the whole list is to be read, and what changed since the new one. */
  reset: boolean;
}

/** All that changed since a cursor, page by page: of each object only what was said of it last. */
export async function readDelta<T extends Identified>(since: Since<T>, api: Api, scope: string, from: string | null): Promise<Delta<T>> {
  const items = new Map<string, T>();
  const gone = new Set<string>();
  let cursor = from;
  for (;;) {
    const page: Changes<T> = await pageOf(since, api, scope, cursor);
    if (page.reset) return { items: new Map(), gone: new Set(), cursor: page.cursor, reset: true };
    for (const item of page.items) {
      items.set(item.id, item);
      gone.delete(item.id);
    }
    for (const id of page.gone) {
      gone.add(id);
      items.delete(id);
    }
    cursor = page.cursor;
    if (!page.more) return { items, gone, cursor, reset: false };
  }
}

/** A cursor that the server cannot read any more is as good as none. */
async function pageOf<T>(since: Since<T>, api: Api, scope: string, cursor: string | null): Promise<Changes<T>> {
  try {
    return await since(api, scope, cursor);
  } catch (thrown) {
    if (cursor === null || problemFrom(thrown).code !== "invalid_cursor") throw thrown;
    return since(api, scope, null);
  }
}
