import { compare } from "../fields/values.ts";
import { type Field, idsOf, isEmpty, kindOf, type Person, type Value, type Values } from "../fields/types.ts";

export interface TableRow {
  id: string;
  values: Values;
  /** Not to be written: it waits, or this person may not. */
  locked?: boolean;
}

/** How a table is looked at: plain data, so that it can be kept as a saved view. Fields that it does not name come after those it does. */
export interface TableView {
  columns?: readonly { id: string; width?: number; hidden?: boolean }[];
  sort?: readonly { field: string; down?: boolean }[];
  group?: string | null;
  /** Groups that are folded, by their keys. */
  folded?: readonly string[];
}

export interface Column {
  field: Field;
  width: number;
}

export type Line<R extends TableRow> =
  | { kind: "row"; key: string; row: R; level: 0 | 1 }
  | { kind: "group"; key: string; value: Value; count: number; folded: boolean };

const WIDTHS: Record<Field["type"], number> = {
  text: 200,
  number: 110,
  money: 130,
  date: 130,
  person: 160,
  choice: 140,
  "multi-choice": 200,
  checkbox: 90,
  url: 180,
  formula: 130,
};
export const LEAST = 64;
export const MOST = 640;
const FIRST = 300;

const entry = (view: TableView, id: string): NonNullable<TableView["columns"]>[number] => view.columns?.find((one) => one.id === id) ?? { id };

/** All fields in the view's order; the first field always leads, because it says which row this is. */
export function ordered(fields: readonly Field[], view: TableView): Field[] {
  const [first, ...others] = fields;
  if (!first) return [];
  const places = new Map(view.columns?.map(({ id }, place) => [id, place]));
  const known = others.filter(({ id }) => places.has(id)).sort((a, b) => places.get(a.id)! - places.get(b.id)!);
  return [first, ...known, ...others.filter(({ id }) => !places.has(id))];
}

export function columnsOf(fields: readonly Field[], view: TableView): Column[] {
  return ordered(fields, view)
    .filter((field, place) => place === 0 || !entry(view, field.id).hidden)
    .map((field, place) => ({ field, width: entry(view, field.id).width ?? (place === 0 ? FIRST : WIDTHS[field.type]) }));
}

function withColumn(fields: readonly Field[], view: TableView, id: string, change: { width?: number; hidden?: boolean }): TableView {
  return { ...view, columns: ordered(fields, view).map((field) => (field.id === id ? { ...entry(view, field.id), ...change } : entry(view, field.id))) };
}

export const resized = (fields: readonly Field[], view: TableView, id: string, width: number | undefined): TableView =>
  withColumn(fields, view, id, { width: width === undefined ? undefined : Math.round(Math.min(MOST, Math.max(LEAST, width))) });

export const hidden = (fields: readonly Field[], view: TableView, id: string, hide: boolean): TableView => withColumn(fields, view, id, { hidden: hide });

export function chosen(fields: readonly Field[], view: TableView, shown: readonly string[]): TableView {
  return { ...view, columns: ordered(fields, view).map((field) => ({ ...entry(view, field.id), hidden: !shown.includes(field.id) })) };
}

/** The column at the place of `before` (null: the end); the first one stays the first. */
export function moved(fields: readonly Field[], view: TableView, id: string, before: string | null): TableView {
  const all = ordered(fields, view);
  if (id === all[0]?.id || id === before) return view;
  const others = all.filter((field) => field.id !== id);
  const at =
    before === null
      ? others.length
      : Math.max(
          1,
          others.findIndex((field) => field.id === before),
        );
  others.splice(at, 0, all.find((field) => field.id === id)!);
  return { ...view, columns: others.map((field) => entry(view, field.id)) };
}

/** One step to either side among those that are shown. */
export function nudged(fields: readonly Field[], view: TableView, id: string, step: 1 | -1): TableView {
  const shown = columnsOf(fields, view).map(({ field }) => field.id);
  const at = shown.indexOf(id);
  if (at < 1 || at + step < 1 || at + step >= shown.length) return view;
  return moved(fields, view, id, shown[step > 0 ? at + 2 : at - 1] ?? null);
}

export const sorted = (view: TableView, field: string, way: "up" | "down" | null): TableView => ({
  ...view,
  sort: way === null ? (view.sort ?? []).filter((one) => one.field !== field) : [{ field, down: way === "down" }],
});

export const sortOf = (view: TableView, field: string): "up" | "down" | null => {
  const found = view.sort?.find((one) => one.field === field);
  return found ? (found.down ? "down" : "up") : null;
};

interface Words {
  language: string;
  people: ReadonlyMap<string, Person>;
}

/** Rows in their order, under the headings of their groups. What is equal keeps the order in which it came. */
export function linesOf<R extends TableRow>(rows: readonly R[], fields: readonly Field[], view: TableView, words: Words): Line<R>[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const arranged = arrange(rows, byId, view.sort ?? [], words);
  const group = view.group ? byId.get(view.group) : undefined;
  if (!group) return arranged.map((row) => ({ kind: "row", key: row.id, row, level: 0 }));
  const groups = new Map<string, { value: Value; rows: R[] }>();
  for (const row of arranged) {
    // Somebody with several values stands under the first one, once: a row that is there twice would be counted and written twice.
    const value = headOf(group, row.values[group.id]);
    const key = keyOf(value);
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { value, rows: [row] });
  }
  const order = [...groups].sort(([, a], [, b]) => emptyLast(a.value, b.value) || compare(group, a.value, b.value, words.language, words.people));
  return order.flatMap(([key, { value, rows: inside }]): Line<R>[] => {
    const folded = view.folded?.includes(key) ?? false;
    const head: Line<R> = { kind: "group", key: `group ${key}`, value, count: inside.length, folded };
    return folded ? [head] : [head, ...inside.map((row): Line<R> => ({ kind: "row", key: row.id, row, level: 1 }))];
  });
}

const headOf = (field: Field, value: Value | undefined): Value => {
  const kind = kindOf(field);
  return kind === "person" || kind === "multi-choice" ? (idsOf(value)[0] ?? null) : kind === "checkbox" ? value === true : (value ?? null);
};
const keyOf = (value: Value): string => JSON.stringify(value);
const emptyLast = (a: Value | undefined, b: Value | undefined): number =>
  Number(isEmpty(a) && a !== 0 && a !== false) - Number(isEmpty(b) && b !== 0 && b !== false);

export function folded(view: TableView, key: string): TableView {
  const bare = key.replace(/^group /, "");
  const now = view.folded ?? [];
  return { ...view, folded: now.includes(bare) ? now.filter((one) => one !== bare) : [...now, bare] };
}

function arrange<R extends TableRow>(rows: readonly R[], fields: ReadonlyMap<string, Field>, sort: NonNullable<TableView["sort"]>, words: Words): readonly R[] {
  const by = sort.flatMap(({ field, down }) => (fields.has(field) ? [{ field: fields.get(field)!, way: down ? -1 : 1 }] : []));
  if (by.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const { field, way } of by) {
      const [left, right] = [a.values[field.id], b.values[field.id]];
      const order = emptyLast(left, right) || way * compare(field, left, right, words.language, words.people);
      if (order) return order;
    }
    return 0;
  });
}
