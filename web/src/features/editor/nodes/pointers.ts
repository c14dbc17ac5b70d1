import { type Editor, mergeAttributes, Node } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { ReactNodeViewRenderer } from "@tiptap/react";
import { isWeb } from "../../../core/shape.ts";
import { BookmarkView } from "../BookmarkView.tsx";
import { EmbedView, ReferenceView } from "../ObjectView.tsx";
import { called, type Target, targetOf } from "./target.ts";

const data = (name: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`),
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
});

const readTarget = (element: HTMLElement): Target | false => targetOf({ object: element.dataset.object, id: element.dataset.id }) ?? false;

const ADDRESS = String.raw`\(hearth-([a-z][a-z_]{0,31}):([0-9a-f-]{36})\)`;

function pointer(name: "reference" | "embed") {
  const inline = name === "reference";
  const written = new RegExp(String.raw`^${inline ? "" : "!"}\[(?:\\.|[^\]\\\n])*\]${ADDRESS}${inline ? "" : String.raw`[ \t]*(?:\n|$)`}`);
  return Node.create({
    name,
    group: inline ? "inline" : "block",
    inline,
    atom: true,
    selectable: true,
    draggable: true,
    addAttributes: () => ({ object: data("object"), id: data("id") }),
    // Before the link that it is for other programs.
    parseHTML: () => [{ tag: `a[data-type="${name}"]`, priority: 70, getAttrs: readTarget }],
    renderHTML({ node, HTMLAttributes }) {
      const target = targetOf(node.attrs);
      const shown = target && called(target);
      return ["a", mergeAttributes(HTMLAttributes, { "data-type": name, ...(shown ? { href: shown.href } : {}) }), shown?.title ?? "…"];
    },
    renderText: ({ node }) => {
      const target = targetOf(node.attrs);
      return (target && called(target)?.title) ?? "…";
    },
    addNodeView() {
      return ReactNodeViewRenderer(inline ? ReferenceView : EmbedView);
    },
    addKeyboardShortcuts() {
      return {
        /** What is chosen opens, as a link that has the focus does. */
        Enter: ({ editor }) => {
          const { selection } = editor.state;
          if (!(selection instanceof NodeSelection) || selection.node.type.name !== name) return false;
          const link = (editor.view.nodeDOM(selection.from) as HTMLElement | null)?.querySelector("a");
          link?.click();
          return Boolean(link);
        },
      };
    },
    markdownTokenName: name,
    markdownTokenizer: {
      name,
      level: inline ? "inline" : "block",
      start: (source: string) => source.search(inline ? /\[[^\]\n]*\]\(hearth-/ : /^!\[[^\]\n]*\]\(hearth-/m),
      tokenize(source) {
        const found = written.exec(source);
        const target = found && targetOf({ object: found[1], id: found[2] });
        return target ? { type: name, raw: found[0], ...target } : undefined;
      },
    },
    parseMarkdown: (token, helpers) => helpers.createNode(name, { object: token.object as string, id: token.id as string }),
  });
}

/** An object of ours in a line. It holds no title: that is read where it is shown, for whoever looks. */
export const Reference = pointer("reference");
/** An object of ours as a card. */
export const Embed = pointer("embed");

export interface BookmarkStorage {
  ask: (url: string) => void;
}

declare module "@tiptap/core" {
  interface Storage {
    bookmark: BookmarkStorage;
  }
}

/** A page on the web as a card. What was read of it is kept; nothing is asked of it from here. */
export const Bookmark = Node.create<object, BookmarkStorage>({
  name: "bookmark",
  group: "block",
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes: () => ({ url: data("url"), title: data("title"), description: data("description"), site: data("site") }),
  parseHTML: () => [{ tag: 'a[data-type="bookmark"]', priority: 70, getAttrs: (element) => isWeb(element.dataset.url) && null }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { url, title } = node.attrs as { url: unknown; title: string | null };
    const href = isWeb(url) ? { href: url as string, rel: "noopener noreferrer nofollow", target: "_blank" } : {};
    return ["a", mergeAttributes(HTMLAttributes, { "data-type": "bookmark", ...href }), title ?? (typeof url === "string" ? url : "")];
  },
  renderText: ({ node }) => (node.attrs.url as string | null) ?? "",
  /** Who has a page looked at when it becomes a card. */
  addStorage: (): BookmarkStorage => ({ ask: () => undefined }),
  addNodeView() {
    return ReactNodeViewRenderer(BookmarkView);
  },
});

/** Puts a reference, with a space behind it, or a card in place of what was typed. */
export function point(editor: Editor, range: { from: number; to: number }, name: "reference" | "embed", attrs: Target): boolean {
  const node = { type: name, attrs: { ...attrs } };
  const content = name === "reference" ? [node, { type: "text", text: " " }] : node;
  return editor.chain().focus().deleteRange(range).insertContentAt(range.from, content).run();
}
