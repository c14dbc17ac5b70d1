import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import { isWeb } from "../../core/shape.ts";
import { currentBlock } from "./turn.ts";

interface Made {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Made[];
  text?: string;
  marks?: Made[];
}

/** The card that a line stands for by itself: one reference, or one link to a page on the web; null for any other line. */
export function cardOf(block: Node): Made | null {
  if (block.type.name !== "paragraph") return null;
  const inside = block.children.filter((child) => !(child.isText && child.text!.trim() === ""));
  const first = inside[0];
  if (!first) return null;
  if (first.type.name === "reference") return inside.length === 1 ? { type: "embed", attrs: { ...first.attrs } } : null;
  const href = linkOf(first);
  if (!isWeb(href) || !inside.every((child) => child.isText && linkOf(child) === href)) return null;
  const words = block.textContent.trim();
  return { type: "bookmark", attrs: { url: href, title: words === href ? null : words } };
}

const linkOf = (node: Node): unknown => node.marks.find(({ type }) => type.name === "link")?.attrs.href;

/** The line that a card was, or could have been; null for what is no card. */
export function lineOf(card: Node): Made | null {
  if (card.type.name === "embed") return { type: "paragraph", content: [{ type: "reference", attrs: { ...card.attrs } }] };
  const { url, title } = card.attrs as { url?: unknown; title?: string | null };
  if (card.type.name !== "bookmark" || !isWeb(url)) return null;
  return { type: "paragraph", content: [{ type: "text", text: title || (url as string), marks: [{ type: "link", attrs: { href: url } }] }] };
}

/** Turns the line that holds the caret into a card, or a card that is chosen into a line. */
export function turnCard(editor: Editor): boolean {
  const found = turnable(editor);
  if (!found) return false;
  const { at, size, made } = found;
  const { tr, schema } = editor.state;
  const node = schema.nodeFromJSON(made);
  tr.replaceWith(at, at + size, node);
  if (node.type.name === "bookmark") editor.storage.bookmark.ask(node.attrs.url as string);
  if (node.isLeaf) tr.setSelection(NodeSelection.create(tr.doc, at));
  editor.view.dispatch(tr.setMeta("uiEvent", "menu").scrollIntoView());
  return true;
}

/** What would become of the block at the caret. */
export function turnable(editor: Editor): { at: number; size: number; made: Made } | null {
  const { selection } = editor.state;
  const chosen = selection instanceof NodeSelection && selection.node.isBlock ? { at: selection.from, node: selection.node } : null;
  const { $from } = selection;
  const line = $from.depth > 0 && $from.parent.type.name === "paragraph" ? { at: $from.before(), node: $from.parent } : null;
  const block = chosen ?? line ?? currentBlock(editor, true);
  const made = block && (cardOf(block.node) ?? lineOf(block.node));
  return made ? { at: block.at, size: block.node.nodeSize, made } : null;
}
