/** What is chosen in a list, and where a range begins. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** The row from which Shift reaches on. */
  from: string | null;
}

export const NOTHING: Selection = { ids: new Set(), from: null };

export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, from: id };
}

/** All from where the range began to `id`, beside what was chosen already. */
export function reached({ ids, from }: Selection, id: string, order: readonly string[]): Selection {
  const [a, b] = [order.indexOf(from ?? id), order.indexOf(id)];
  if (a < 0 || b < 0) return toggled({ ids, from }, id);
  return { ids: new Set([...ids, ...order.slice(Math.min(a, b), Math.max(a, b) + 1)]), from };
}

/** One step on with Shift held: the next row joins, and going back lets the last one go. */
export function stretched({ ids, from }: Selection, at: string, to: string, order: readonly string[]): Selection {
  const start = from !== null && ids.has(from) && order.includes(from) ? from : at;
  const place = (id: string): number => order.indexOf(id);
  const back = ids.has(to) && Math.abs(place(to) - place(start)) < Math.abs(place(at) - place(start));
  const next = new Set(ids).add(start);
  if (back) next.delete(at);
  else next.add(at).add(to);
  return { ids: next, from: start };
}

export const all = (order: readonly string[]): Selection => ({ ids: new Set(order), from: order[0] ?? null });
