import type { Api } from "./api.ts";
import { problemFrom } from "./problem.ts";
import type { Changes, Identified, ResourceSpec, Since } from "./resource.ts";

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

/** What the server said of a list: all of it, or (not `whole`) what changed and what is gone. */
export interface Told<T> {
  items: readonly T[];
  gone: ReadonlySet<string>;
  whole: boolean;
  /** Where to ask on from for what changes. */
  since: string | null;
  /** Of a history: where its older ones are. */
  next: string | null;
}

/** What changed since a cursor, where that can be asked for; otherwise, and where the cursor holds no more, the whole list. */
export async function ask<T extends Identified>(spec: ResourceSpec<T>, api: Api, scope: string, from: string | null): Promise<Told<T>> {
  const { history, since } = spec;
  const none = { gone: new Set<string>(), whole: true, since: null, next: null };
  if (history) return { ...none, ...(await history.page(api, scope, null)) };
  if (!since) return { ...none, items: await spec.list(api, scope) };
  if (from === null) {
    // The cursor begins long enough before now that it does not matter which of the two is read first.
    const [{ cursor }, items] = await Promise.all([readDelta(since, api, scope, null), spec.list(api, scope)]);
    return { ...none, items, since: cursor };
  }
  const delta = await readDelta(since, api, scope, from);
  if (delta.reset) return { ...none, items: await spec.list(api, scope), since: delta.cursor };
  return { ...none, items: [...delta.items.values()], gone: delta.gone, whole: false, since: delta.cursor };
}
