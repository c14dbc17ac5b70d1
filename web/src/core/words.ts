import * as Y from "yjs";
import { DEEPEST } from "./shape.ts";

/** The words of a document, a line for each of its blocks. */
export function wordsOf(doc: Y.Doc): string {
  return (doc.getXmlFragment("default").toArray() as unknown[]).map((node) => plain(node)).join("\n");
}

/** The plain words in an update. Alone it may hang on parts that are missing here; then its strings are read out. */
export function textOf(update: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const whole = doc.store.pendingStructs ? "" : wordsOf(doc);
  doc.destroy();
  return whole || stringsIn(update);
}

function stringsIn(update: Uint8Array): string {
  const words: string[] = [];
  for (const struct of Y.decodeUpdate(update).structs) {
    const content = (struct as { content?: { str?: string } }).content;
    if (typeof content?.str === "string") words.push(content.str);
  }
  return words.join("");
}

/** What stands between the parts of a block that has others in it. */
const BETWEEN: Record<string, string> = {
  bulletList: "\n",
  orderedList: "\n",
  taskList: "\n",
  listItem: "\n",
  taskItem: "\n",
  blockquote: "\n",
  callout: "\n",
  details: "\n",
  detailsContent: "\n",
  columns: "\n",
  column: "\n",
  table: "\n",
  tableRow: "\t",
  tableCell: " ",
  tableHeader: " ",
};

/** A log may hold anything in any place: words that stand where none belong are words. */
function plain(node: unknown, depth = 0): string {
  if (typeof node === "string") return node;
  if (depth > DEEPEST) return "";
  if (node instanceof Y.XmlText) {
    return (node.toDelta() as { insert: unknown }[]).map((part) => (typeof part.insert === "string" ? part.insert : "")).join("");
  }
  if (node instanceof Y.XmlElement) {
    if (node.nodeName === "mention") return `@${node.getAttribute("label") ?? ""}`;
    if (node.nodeName === "date") return String(node.getAttribute("day") ?? "");
    if (node.nodeName === "bookmark") return ["title", "description", "url"].flatMap((name) => node.getAttribute(name) ?? []).join("\n");
    if (node.nodeName === "inlineMath" || node.nodeName === "blockMath") return String(node.getAttribute("latex") ?? "");
    return (node.toArray() as unknown[]).map((child) => plain(child, depth + 1)).join(BETWEEN[node.nodeName] ?? "");
  }
  return "";
}
