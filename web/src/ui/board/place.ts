import { between, inOrder } from "../../data/order.ts";

export interface BoardCard {
  id: string;
  column: string;
  /** A fractional key (`data/order.ts`): a place between two others without touching either. */
  position: string;
  title: string;
  /** Stays where it is. */
  locked?: boolean;
}

export interface BoardColumn {
  id: string;
  name: string;
  colour?: string;
  /** More than so many are too many; they may be there all the same. */
  limit?: number;
}

export interface Target {
  column: string;
  index: number;
}

/** The cards of each column, in order. Two that were put in one place at once stand by their ids, the same for everybody. */
export function arranged<C extends BoardCard>(columns: readonly BoardColumn[], cards: readonly C[]): Map<string, C[]> {
  const lists = new Map<string, C[]>(columns.map(({ id }) => [id, []]));
  for (const card of cards) lists.get(card.column)?.push(card);
  for (const list of lists.values()) list.sort((a, b) => inOrder(a.position, b.position) || inOrder(a.id, b.id));
  return lists;
}

/** The same with one card elsewhere: while it is carried by keys. */
export function carried<C extends BoardCard>(lists: ReadonlyMap<string, C[]>, id: string, to: Target): Map<string, C[]> {
  const card = [...lists.values()].flat().find((one) => one.id === id);
  const next = new Map([...lists].map(([column, list]) => [column, list.filter((one) => one.id !== id)]));
  if (card) next.get(to.column)?.splice(to.index, 0, card);
  return next;
}

/** The key for a card at `index` of the others in a column; null when it is there already. */
export function positionAt<C extends BoardCard>(lists: ReadonlyMap<string, C[]>, id: string, to: Target): string | null {
  const list = lists.get(to.column) ?? [];
  if (list[to.index]?.id === id) return null;
  const others = list.filter((one) => one.id !== id);
  const index = Math.min(others.length, Math.max(0, to.index));
  const before = others[index - 1]?.position ?? "";
  // Equal keys leave no room between them: after the last of those that are the same there is some.
  const after = others.slice(index).find(({ position }) => position > before)?.position ?? "";
  return between(before, after);
}

export function placeOf<C extends BoardCard>(lists: ReadonlyMap<string, C[]>, id: string): Target | null {
  for (const [column, list] of lists) {
    const index = list.findIndex((one) => one.id === id);
    if (index >= 0) return { column, index };
  }
  return null;
}

/** Where a carried card goes with a key: within its column, or to the one beside it at about the same height. */
export function carriedBy<C extends BoardCard>(
  key: string,
  at: Target,
  columns: readonly BoardColumn[],
  lists: ReadonlyMap<string, C[]>,
  rtl: boolean,
): Target | null {
  const most = (column: string): number => Math.max(0, (lists.get(column)?.length ?? 0) - (column === at.column ? 1 : 0));
  const side = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  if (side !== undefined) {
    const column = columns[columns.findIndex(({ id }) => id === at.column) + side]?.id;
    return column === undefined ? at : { column, index: Math.min(at.index, most(column)) };
  }
  const index = { ArrowDown: at.index + 1, ArrowUp: at.index - 1, Home: 0, End: most(at.column) }[key];
  return index === undefined ? null : { column: at.column, index: Math.min(most(at.column), Math.max(0, index)) };
}

/** The card that has the focus after a key, when none is carried: columns without cards are passed over. */
export function beside<C extends BoardCard>(
  key: string,
  id: string,
  columns: readonly BoardColumn[],
  lists: ReadonlyMap<string, C[]>,
  rtl: boolean,
): string | null {
  const at = placeOf(lists, id);
  if (!at) return null;
  const list = lists.get(at.column)!;
  const side = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[key];
  if (side === undefined) {
    const index = { ArrowDown: at.index + 1, ArrowUp: at.index - 1, Home: 0, End: list.length - 1 }[key];
    return index === undefined ? null : (list[Math.min(list.length - 1, Math.max(0, index))]?.id ?? null);
  }
  for (let i = columns.findIndex((column) => column.id === at.column) + side; columns[i]; i += side) {
    const other = lists.get(columns[i]!.id);
    if (other?.length) return other[Math.min(at.index, other.length - 1)]!.id;
  }
  return id;
}
