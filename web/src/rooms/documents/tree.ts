import type { Document } from "../../data/types.ts";

export interface Branch {
  document: Document;
  children: Branch[];
  depth: number;
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Documents as a tree. One whose parent is unknown here (deleted, not shared) stands at the top, never nowhere. */
export function grow(documents: readonly Document[]): Branch[] {
  const byParent = new Map<string | null, Document[]>();
  const known = new Set(documents.map((document) => document.id));
  for (const document of documents) {
    const parent = document.parent_id && known.has(document.parent_id) ? document.parent_id : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), document]);
  }
  const placed = new Set<string>();
  const branch = (parent: string | null, depth: number): Branch[] =>
    (byParent.get(parent) ?? [])
      .filter((document) => !placed.has(document.id) && placed.add(document.id))
      .sort((a, b) => order.compare(a.title, b.title) || a.created_at.localeCompare(b.created_at))
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
