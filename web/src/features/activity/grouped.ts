import type { ActivityEntry } from "../../data/types.ts";
import { sameDay } from "../../i18n/dates.ts";

/** What one person did to several documents in a day: told once, at its newest. */
export interface Group {
  entry: ActivityEntry;
  /** Of other documents, newest first. */
  others: readonly ActivityEntry[];
}

/** What people do many times in a row; the rest is rare, or says more than which document it was. */
const MANY = new Set(["document.changed", "document.created", "document.deleted", "document.moved"]);

/** The key of the sentence that counts. */
export const manyOf = ({ type }: ActivityEntry): string => `activity.many.${type.replaceAll(".", "_")}`;

/** Entries, newest first, with those of one person, kind and day in one; each document counts once. */
export function grouped(entries: readonly ActivityEntry[]): Group[] {
  const groups: { entry: ActivityEntry; others: ActivityEntry[] }[] = [];
  const open = new Map<string, { entry: ActivityEntry; others: ActivityEntry[] }>();
  for (const entry of entries) {
    const key = `${entry.actor?.id} ${entry.type}`;
    const group = MANY.has(entry.type) && entry.actor ? open.get(key) : undefined;
    if (group && sameDay(group.entry.at, entry.at)) {
      if (![group.entry, ...group.others].some(({ object }) => object.id === entry.object.id)) group.others.push(entry);
      continue;
    }
    const next = { entry, others: [] };
    groups.push(next);
    if (MANY.has(entry.type)) open.set(key, next);
  }
  return groups;
}

/** What others did; where there is nothing of the kind, what there is. */
export function ofOthers(entries: readonly ActivityEntry[], me: string): readonly ActivityEntry[] {
  const theirs = entries.filter(({ actor }) => actor?.id !== me);
  return theirs.length ? theirs : entries;
}
