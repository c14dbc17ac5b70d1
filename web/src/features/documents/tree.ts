import type { Document } from "../../data/types.ts";
import { between, inOrder } from "./order.ts";

export interface Branch {
  document: Document;
  children: Branch[];
  depth: number;
}

/** A line of the tree that is shown: which of how many siblings it is, and how deep. */
interface Line {
  key: string;
  level: number;
  at: number;
  of: number;
}

export type BranchLine = Line & { branch: Branch; space?: undefined };
/** The head of a space. */
export type SpaceLine = Line & { branch?: undefined; space: { id: string; name: string }; some: boolean };
export type TreeLine = BranchLine | SpaceLine;

/** The lines to show, from top to bottom, with those opened that are in `open`. */
export function linesOf(roots: readonly Branch[], open: ReadonlySet<string>, level = 1): BranchLine[] {
  const lines: BranchLine[] = [];
  const walk = (branches: readonly Branch[]): void => {
    for (const [i, branch] of branches.entries()) {
      lines.push({ key: branch.document.id, branch, level: branch.depth + level, at: i + 1, of: branches.length });
      if (open.has(branch.document.id)) walk(branch.children);
    }
  };
  walk(roots);
  return lines;
}

/** The same by spaces, without what stands in those that are `closed`. */
export function linesBySpace(
  sections: readonly { space: SpaceLine["space"]; branches: readonly Branch[] }[],
  open: ReadonlySet<string>,
  closed: ReadonlySet<string>,
): TreeLine[] {
  return sections.flatMap(({ space, branches }, i): TreeLine[] => [
    { key: `space:${space.id}`, space, some: branches.length > 0, level: 1, at: i + 1, of: sections.length },
    ...(closed.has(space.id) ? [] : linesOf(branches, open, 2)),
  ]);
}

/** As people put them; one that was made here a moment ago goes behind its siblings, as the server will say. */
function bySiblings(a: Document, b: Document): number {
  return inOrder(a.position ?? "~", b.position ?? "~") || inOrder(a.created_at, b.created_at);
}

/** Those that stand beside it, and itself. One whose parent is unknown here stands at the top, among those of its space. */
export function siblingsOf(documents: ReadonlyMap<string, Document>, one: Document): Document[] {
  const personal = ({ space_id, visibility }: Document): string => space_id ?? (visibility === "private" ? visibility : "");
  const placeOf = (other: Document): string => (other.parent_id && documents.has(other.parent_id) ? other.parent_id : `/${personal(other)}`);
  const place = placeOf(one);
  return [...documents.values()].filter((other) => placeOf(other) === place).sort(bySiblings);
}

/** Its place one step up or down among its siblings; null when there is no further. */
export function step(documents: ReadonlyMap<string, Document>, moving: Document, by: -1 | 1): string | null {
  const siblings = siblingsOf(documents, moving);
  const at = siblings.findIndex((one) => one.id === moving.id);
  if (!siblings[at + by]) return null;
  return by < 0 ? placeBetween(siblings[at - 2], siblings[at - 1]) : placeBetween(siblings[at + 1], siblings[at + 2]);
}

/** A place behind one and before the other; equal places (two people at once) cannot be parted, so it goes behind both. */
export function placeBetween(before: Document | undefined, after: Document | undefined): string {
  const low = before?.position ?? "";
  const high = after?.position ?? "";
  return between(low, high > low ? high : "");
}

/** Documents as a tree. One whose parent is unknown here (deleted, not shared) stands at the top, never nowhere. */
export function grow(documents: readonly Document[]): Branch[] {
  const byParent = new Map<string | null, Document[]>();
  const known = new Set(documents.map((document) => document.id));
  for (const document of documents) {
    const parent = document.parent_id && known.has(document.parent_id) ? document.parent_id : null;
    const beside = byParent.get(parent);
    if (beside) beside.push(document);
    else byParent.set(parent, [document]);
  }
  const placed = new Set<string>();
  const branch = (parent: string | null, depth: number): Branch[] =>
    (byParent.get(parent) ?? [])
      .filter((document) => !placed.has(document.id) && placed.add(document.id))
      .sort(bySiblings)
      .map((document) => ({ document, depth, children: branch(document.id, depth + 1) }));
  const roots = branch(null, 0);
  // Two documents moved into each other while apart would hang in the air: show them at the top.
  const loose = documents.filter((document) => !placed.has(document.id));
  return loose.length ? [...roots, ...loose.map((document) => ({ document, depth: 0, children: [] }))] : roots;
}

export function pathTo(documents: ReadonlyMap<string, Document>, id: string): Document[] {
  const path: Document[] = [];
  const seen = new Set<string>();
  for (let at = documents.get(id)?.parent_id; at && !seen.has(at); at = documents.get(at)?.parent_id) {
    seen.add(at);
    const document = documents.get(at);
    if (document) path.unshift(document);
  }
  return path;
}

/** Where a document may go: not into itself or anything below it. */
export function mayHold(documents: ReadonlyMap<string, Document>, moving: string): Document[] {
  return [...documents.values()].filter((candidate) => candidate.id !== moving && !pathTo(documents, candidate.id).some((above) => above.id === moving));
}
