import { Fragment, Mark, type Node } from "@tiptap/pm/model";
import { align, runs } from "./align.ts";

/** What happened to a stretch of the text, or to a block as a whole. */
export type Happened = "added" | "removed" | "restyled";

export interface Stretch {
  from: number;
  to: number;
  happened: Happened;
  block: boolean;
}

/** Both texts as one: what is new is in it, what is gone is still in it, and `stretches` says which is which. */
export interface Merged {
  doc: Node;
  stretches: Stretch[];
  /** Blocks at the top with anything of it in them: as many places to look at. */
  places: number;
}

export function merge(before: Node, after: Node): Merged {
  const stretches: Stretch[] = [];
  const doc = after.copy(Fragment.fromArray(blocks(childrenOf(before), childrenOf(after), 0, stretches)));
  return { doc, stretches, places: placesIn(doc, stretches) };
}

const childrenOf = (node: Node): Node[] => Array.from({ length: node.childCount }, (_, i) => node.child(i));

/** The blocks of one place, which begins at `at` in the text that comes of it. */
function blocks(before: readonly Node[], after: readonly Node[], at: number, stretches: Stretch[]): Node[] {
  const shown: Node[] = [];
  for (const step of align(before, after)) {
    if (step.is === "added" || step.is === "removed") whole(step.node, at, step.is, stretches);
    const node = step.is === "changed" ? changed(step.before, step.after, at, stretches) : step.node;
    shown.push(node);
    at += node.nodeSize;
  }
  return shown;
}

function whole(node: Node, at: number, happened: Happened, stretches: Stretch[]): void {
  stretches.push({ from: at, to: at + node.nodeSize, happened, block: true });
  const words = (block: Node, from: number): void => {
    if (block.content.size) stretches.push({ from, to: from + block.content.size, happened, block: false });
  };
  if (node.isTextblock) return words(node, at + 1);
  node.descendants((inner, offset) => {
    if (inner.isTextblock) words(inner, at + offset + 2);
    return !inner.isTextblock;
  });
}

function changed(before: Node, after: Node, at: number, stretches: Stretch[]): Node {
  const mine = stretches.length;
  const inside = after.isTextblock
    ? inline(before, after, at + 1, stretches)
    : after.type.spec.tableRole === "row"
      ? cells(before, after, at + 1, stretches)
      : blocks(childrenOf(before), childrenOf(after), at + 1, stretches);
  const node = after.copy(Fragment.fromArray(inside));
  const other = before.type !== after.type || JSON.stringify(before.attrs) !== JSON.stringify(after.attrs);
  if (other) stretches.splice(mine, 0, { from: at, to: at + node.nodeSize, happened: "restyled", block: true });
  return node;
}

/** Columns are as many on both sides: each cell became the one in its place. */
function cells(before: Node, after: Node, at: number, stretches: Stretch[]): Node[] {
  return childrenOf(after).map((cell, i) => {
    const node = changed(before.child(i), cell, at, stretches);
    at += node.nodeSize;
    return node;
  });
}

/** A word, a space, a sign, or something that is no text. */
interface Token {
  key: string;
  node: Node;
  /** Reads as something: no space, no punctuation. */
  word: boolean;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

function tokensOf(block: Node): Token[] {
  const tokens: Token[] = [];
  block.forEach((node) => {
    if (!node.isText) return void tokens.push({ key: JSON.stringify([node.type.name, node.attrs]), node, word: true });
    for (const { segment, isWordLike } of segmenter.segment(node.text!))
      tokens.push({ key: `"${segment}`, node: block.type.schema.text(segment, node.marks), word: isWordLike === true });
  });
  return tokens;
}

function inline(before: Node, after: Node, at: number, stretches: Stretch[]): Node[] {
  const shown: Node[] = [];
  const olds = tokensOf(before);
  let old = 0;
  const put = (tokens: readonly Token[], happened: (token: Token) => Happened | null): void => {
    for (const token of tokens) {
      const what = happened(token);
      const to = at + token.node.nodeSize;
      const last = stretches.at(-1);
      if (what && last && !last.block && last.to === at && last.happened === what) last.to = to;
      else if (what) stretches.push({ from: at, to, happened: what, block: false });
      shown.push(token.node);
      at = to;
    }
  };
  for (const { removed, added, same } of readable(runs(olds, tokensOf(after), (token) => token.key))) {
    put(removed, () => "removed");
    put(added, () => "added");
    old += removed.length;
    put(same, ({ node }) => (Mark.sameSet(olds[old++]!.node.marks, node.marks) ? null : "restyled"));
  }
  return shown;
}

type Runs = ReturnType<typeof runs<Token>>;

/** Two changes with nothing but a space or a comma between them are read as one. */
function readable(found: Runs): Runs {
  const calm: Runs = [];
  for (const run of found) {
    const last = calm.at(-1);
    const next = { ...run };
    if (
      last &&
      last.same.length > 0 &&
      (last.removed.length > 0 || last.added.length > 0) &&
      !last.same.some((token) => token.word) &&
      (next.removed.length > 0 || next.added.length > 0)
    ) {
      const both = last.removed.length + next.removed.length > 0 && last.added.length + next.added.length > 0;
      if (both) {
        calm[calm.length - 1] = {
          removed: [...last.removed, ...last.same, ...next.removed],
          added: [...last.added, ...last.same, ...next.added],
          same: next.same,
        };
        continue;
      }
    }
    if (last && last.same.length === 0)
      calm[calm.length - 1] = { removed: [...last.removed, ...next.removed], added: [...last.added, ...next.added], same: next.same };
    else calm.push(next);
  }
  return calm.flatMap(trimmed).flatMap(slid);
}

/** What was only put in, or only taken out, is read from where it begins: a sentence with its own full stop, not with the one before. */
function slid(run: Runs[number]): Runs {
  const { removed, added, same } = run;
  if ((removed.length === 0) === (added.length === 0)) return [run];
  const moving = removed.length ? removed : added;
  let by = 0;
  while (by < same.length && (moving[by] ?? same[by - moving.length])!.key === same[by]!.key) by++;
  if (by === 0) return [run];
  const all = [...moving, ...same];
  const moved = all.slice(by, by + moving.length);
  return [
    { removed: [], added: [], same: removed.length ? same.slice(0, by) : all.slice(0, by) },
    { removed: removed.length ? moved : [], added: removed.length ? [] : moved, same: same.slice(by) },
  ];
}

/** What went and what came may begin or end alike: with the space behind it, mostly. */
function trimmed(run: Runs[number]): Runs {
  const { removed, added, same } = run;
  if (removed.length === 0 || added.length === 0) return [run];
  const most = Math.min(removed.length, added.length);
  let start = 0;
  while (start < most && removed[start]!.key === added[start]!.key) start++;
  let end = 0;
  while (end < most - start && removed.at(-1 - end)!.key === added.at(-1 - end)!.key) end++;
  const rest = {
    removed: removed.slice(start, removed.length - end),
    added: added.slice(start, added.length - end),
    same: [...added.slice(added.length - end), ...same],
  };
  return start ? [{ removed: [], added: [], same: added.slice(0, start) }, rest] : [rest];
}

function placesIn(doc: Node, stretches: readonly Stretch[]): number {
  let places = 0;
  let next = 0;
  doc.forEach((block, offset) => {
    const before = next;
    while (next < stretches.length && stretches[next]!.from < offset + block.nodeSize) next++;
    if (next > before) places++;
  });
  return places;
}
