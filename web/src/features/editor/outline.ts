import type { Node } from "@tiptap/pm/model";

export interface Heading {
  level: number;
  text: string;
  at: number;
}

/** The headings of a document, wherever they stand. */
export function headings(doc: Node): Heading[] {
  const found: Heading[] = [];
  doc.descendants((node, at) => {
    if (node.type.name === "heading") {
      const text = node.textContent.trim();
      if (text) found.push({ level: node.attrs.level as number, text, at });
    }
    return !node.isTextblock;
  });
  return found;
}

const DENSE = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/g;
const LETTER = /[\p{L}\p{N}]/u;

/** As the server counts (`content/plain.py`): scripts that write no spaces count a word for two characters. */
export function countWords(text: string): number {
  let words = 0;
  for (const part of text.split(/\s+/)) {
    const dense = part.match(DENSE)?.length ?? 0;
    if (dense) words += Math.max(1, Math.round(dense / 2));
    else if (LETTER.test(part)) words += 1;
  }
  return words;
}

/** What each block had when it was last counted: of a long document, only what changed is counted again. */
const counted = new WeakMap<Node, number>();

export function wordsIn(doc: Node): number {
  let words = 0;
  doc.forEach((block) => {
    let count = counted.get(block);
    if (count === undefined) counted.set(block, (count = countWords(block.textBetween(0, block.content.size, "\n", " "))));
    words += count;
  });
  return words;
}
