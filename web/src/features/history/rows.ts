import type { Version } from "../../data/types.ts";

/** One line of the history, as it is shown. */
export interface VersionRow {
  version: Version;
  /** The one that it is compared with: the next older of those that are shown. */
  before: Version | null;
  /** Who wrote since that one. */
  by: readonly string[];
  /** Words more (or fewer) than that one has; null for the oldest. */
  more: number | null;
}

export interface Day {
  key: string;
  at: string;
  rows: VersionRow[];
}

/** The line of the history before its newest version: what the document says at this moment. */
export const NOW = "now";

/** Newest first, each with what it is compared with. Who wrote in versions that are left out counts for the next that is not. */
export function rowsOf(versions: readonly Version[], named: boolean): VersionRow[] {
  const rows: VersionRow[] = [];
  for (const version of versions) {
    const last = rows.at(-1);
    if (named && version.name === null) {
      if (last) rows[rows.length - 1] = { ...last, by: [...new Set([...last.by, ...version.by])] };
      continue;
    }
    if (last) rows[rows.length - 1] = { ...last, before: version, more: last.version.words - version.words };
    rows.push({ version, before: null, by: version.by, more: null });
  }
  return rows;
}

/** By the days of the person who looks. */
export function daysOf(rows: readonly VersionRow[]): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const key = new Date(row.version.created_at).toDateString();
    const last = days.at(-1);
    if (last?.key === key) last.rows.push(row);
    else days.push({ key, at: row.version.created_at, rows: [row] });
  }
  return days;
}

/** How a day is called: today and yesterday by name, the others by their date, with the year where it is another. */
export function dayKind(at: string, now: number): "today" | "yesterday" | "day" | "date" {
  const then = new Date(at);
  const today = new Date(now);
  const yesterday = new Date(now);
  yesterday.setDate(today.getDate() - 1);
  if (then.toDateString() === today.toDateString()) return "today";
  if (then.toDateString() === yesterday.toDateString()) return "yesterday";
  return then.getFullYear() === today.getFullYear() ? "day" : "date";
}
