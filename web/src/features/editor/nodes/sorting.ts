import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { TextSelection } from "@tiptap/pm/state";
import { isInTable, selectedRect, type TableRect } from "@tiptap/pm/tables";

/** What a cell is ordered by: a day as it is kept, so that it sorts as a day, and words otherwise. */
function keyOf(cell: Node): string {
  let text = "";
  cell.descendants((node) => {
    if (node.isText) text += node.text;
    else if (node.type.name === "date") text += String(node.attrs.day);
    else if (node.type.name === "mention") text += String(node.attrs.label ?? "");
    else if (node.isTextblock && text) text += " ";
  });
  return text.trim();
}

/** A number as people write it in either language: 1,234.5 and 1.234,5 %, with a sign or a currency. */
export function numberIn(text: string): number | null {
  const bare = text
    .replace(/[\s\u00a0\u202f%€$£¥]/g, "")
    .replace(/^\+/, "")
    .replace("−", "-");
  if (!/^-?[\d.,']*\d[\d.,']*$/.test(bare)) return null;
  const marks = bare.match(/[.,]/g) ?? [];
  const last = bare.search(/[.,](?=\d*$)/);
  // The last mark is the decimal one if there are both kinds, or if it stands alone and not before three digits.
  const decimal = last >= 0 && (new Set(marks).size > 1 || (marks.length === 1 && bare.length - last !== 4)) ? last : -1;
  const digits = [...bare].map((char, at) => (at === decimal ? "." : /[\d-]/.test(char) ? char : "")).join("");
  return Number.isFinite(Number(digits)) ? Number(digits) : null;
}

/** The rows below the head, or null where a cell reaches over more than one of them: those cannot be parted. */
function bodyOf({ table, map }: TableRect): { from: number; rows: Node[] } | null {
  const rows = table.children;
  const from = rows.findIndex((row) => row.children.some((cell) => cell.type.name !== "tableHeader"));
  if (from < 0) return null;
  for (let row = from; row < map.height; row++) {
    for (let column = 0; column < map.width; column++) {
      const cell = map.map[row * map.width + column]!;
      const { top, bottom } = map.findCell(cell);
      if (bottom - top > 1 || top < from !== row < from) return null;
    }
  }
  return { from, rows: rows.slice(from) };
}

/** Orders rows by the column of the caret; cells without words stay last, and equal ones as they were. */
export function sortTable(state: EditorState, tr: Transaction, by: 1 | -1, language: string, now: boolean): boolean {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  const body = bodyOf(rect);
  if (!body || body.rows.length < 2) return false;
  if (!now) return true;
  const { map, table, tableStart, left } = rect;
  const words = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const keyed = body.rows.map((row, index) => {
    const text = keyOf(table.nodeAt(map.map[(body.from + index) * map.width + left]!)!);
    return { row, text, number: numberIn(text) };
  });
  keyed.sort((a, b) => {
    if (!a.text || !b.text) return Number(!a.text) - Number(!b.text);
    if (a.number !== null && b.number !== null) return by * (a.number - b.number);
    return by * words.compare(a.text, b.text);
  });
  const sorted = keyed.map(({ row }) => row);
  if (sorted.every((row, index) => row === body.rows[index])) return true;
  const head = table.children.slice(0, body.from);
  const start = tableStart + head.reduce((size, row) => size + row.nodeSize, 0);
  tr.replaceWith(start, tableStart + table.content.size, sorted);
  // The caret stays in its cell, wherever that is now.
  const { $from } = state.selection;
  const row = $from.node(rowDepth(state));
  const place = sorted.indexOf(row);
  if (place >= 0) {
    const offset = $from.pos - $from.before(rowDepth(state));
    const before = sorted.slice(0, place).reduce((size, one) => size + one.nodeSize, 0);
    tr.setSelection(TextSelection.near(tr.doc.resolve(start + before + offset)));
  } else tr.setSelection(TextSelection.near(tr.doc.resolve(state.selection.from)));
  tr.setMeta("uiEvent", "menu");
  return true;
}

function rowDepth({ selection: { $from } }: EditorState): number {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === "tableRow") return depth;
  return $from.depth;
}
