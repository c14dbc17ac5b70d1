import { diffArrays } from "diff";
import type { Node } from "@tiptap/pm/model";

/** What becomes of the blocks of one place, in the order in which they are shown. */
export type Step = { is: "same" | "added" | "removed"; node: Node } | { is: "changed"; before: Node; after: Node };

export interface Run<T> {
  removed: readonly T[];
  added: readonly T[];
  /** What both have, after the two. */
  same: readonly T[];
}

/** More single differences than this are not looked for: then it is another text, and is shown as one. */
const MOST = 1200;
/** More pairs than this are not weighed against each other. */
const PAIRS = 4000;
/** Blocks that share less than this of their words are two blocks. */
const ALIKE = 0.35;
/** A few words that were replaced altogether are shown in one line. */
const SHORT = 80;

/** Two rows of the same kind of thing, as runs of what went, what came and what stayed. */
export function runs<T>(a: readonly T[], b: readonly T[], keyOf: (one: T) => string): Run<T>[] {
  const found: Run<T>[] = [];
  const add = (run: Partial<Run<T>>): void => void found.push({ removed: [], added: [], same: [], ...run });
  let start = 0;
  while (start < a.length && start < b.length && keyOf(a[start]!) === keyOf(b[start]!)) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && keyOf(a[a.length - 1 - end]!) === keyOf(b[b.length - 1 - end]!)) end++;
  if (start) add({ same: b.slice(0, start) });
  const olds = a.slice(start, a.length - end);
  const news = b.slice(start, b.length - end);
  const parts = diffArrays(olds.map(keyOf), news.map(keyOf), { maxEditLength: MOST });
  if (!parts) add({ removed: olds, added: news });
  let i = 0;
  let j = 0;
  for (const { count, added, removed } of parts ?? []) {
    if (removed) add({ removed: olds.slice(i, (i += count)) });
    else if (added) {
      const last = found.at(-1);
      const part = news.slice(j, (j += count));
      if (last && last.removed.length > 0 && last.added.length === 0) found[found.length - 1] = { ...last, added: part };
      else add({ added: part });
    } else {
      add({ same: news.slice(j, j + count) });
      i += count;
      j += count;
    }
  }
  if (end) add({ same: b.slice(b.length - end) });
  return found;
}

const keys = new WeakMap<Node, string>();

/** Two blocks with one key say the same. */
export function keyOf(node: Node): string {
  let key = keys.get(node);
  if (key === undefined) keys.set(node, (key = JSON.stringify(node.toJSON())));
  return key;
}

/** Which block is which: the same, the same with changes, gone, or new. */
export function align(a: readonly Node[], b: readonly Node[]): Step[] {
  return runs(a, b, keyOf).flatMap(({ removed, added, same }): Step[] => [...pair(removed, added), ...same.map((node) => ({ is: "same" as const, node }))]);
}

/** Of all ways to say which old block became which new one, in order, the one in which most words stay. */
function pair(removed: readonly Node[], added: readonly Node[]): Step[] {
  const rows = removed.length;
  const columns = added.length;
  if (rows * columns === 0 || rows * columns > PAIRS)
    return [...removed.map((node) => ({ is: "removed" as const, node })), ...added.map((node) => ({ is: "added" as const, node }))];
  const alike = removed.map((before) => added.map((after) => likeness(before, after, rows === 1 && columns === 1)));
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const both = alike[i]![j]!;
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, both > 0 ? both + best[i + 1]![j + 1]! : 0);
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < rows || j < columns) {
    const both = alike[i]?.[j] ?? 0;
    if (both > 0 && best[i]![j] === both + best[i + 1]![j + 1]!) steps.push({ is: "changed", before: removed[i++]!, after: added[j++]! });
    else if (i < rows && (j === columns || best[i]![j] === best[i + 1]![j])) steps.push({ is: "removed", node: removed[i++]! });
    else steps.push({ is: "added", node: added[j++]! });
  }
  return steps;
}

/** How much of two blocks is the same, from 0 (these are two) to 1. */
function likeness(before: Node, after: Node, alone: boolean): number {
  if (!compatible(before, after)) return 0;
  const [a, b] = [textOf(before), textOf(after)];
  if (a === b) return before.isAtom && before.attrs.src !== after.attrs.src ? 0 : 1;
  const share = shared(wordsIn(a), wordsIn(b));
  if (share >= ALIKE) return share;
  return alone && before.type === after.type && Math.max(a.length, b.length) <= SHORT ? ALIKE : 0;
}

const textOf = (node: Node): string => node.textBetween(0, node.content.size, " ");

/** Whether one can be shown as the other with changes in it. */
function compatible(before: Node, after: Node): boolean {
  if (before.type.spec.tableRole === "table") return before.type === after.type && shapeOf(before) === shapeOf(after) && shapeOf(before) !== "";
  if (before.type.spec.code || after.type.spec.code) return before.type === after.type;
  return before.type === after.type || (before.isTextblock && after.isTextblock);
}

/** How many columns a table has, or nothing when cells go over several. */
function shapeOf(table: Node): string {
  let columns = table.firstChild?.childCount ?? 0;
  table.forEach((row) => {
    if (row.childCount !== columns) columns = 0;
    row.forEach((cell) => {
      if (cell.attrs.colspan > 1 || cell.attrs.rowspan > 1) columns = 0;
    });
  });
  return columns ? String(columns) : "";
}

function wordsIn(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let both = 0;
  let all = 0;
  for (const [word, count] of a) {
    both += Math.min(count, b.get(word) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all ? (2 * both) / all : 0;
}
