import type { Editor } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { point } from "./nodes/pointers.ts";
import type { Target } from "./nodes/target.ts";

/** More text than this in one paste would hold up the page for seconds; the person is told, and keeps the clipboard. */
export const PASTE_LIMIT = 2_000_000;

const MARKDOWN = [
  /^#{1,6} \S/m,
  /^\s*[-*+] \[[ x]\] /m,
  /^\s*[-*+] \S.*\n\s*[-*+] \S/m,
  /^\s*\d+\. \S.*\n\s*\d+\. \S/m,
  /^```/m,
  /^> \S/m,
  /^\|.+\|\s*\n\|[\s:|-]+\|/m,
  /\*\*\S[^*\n]*\*\*/,
  /\[[^\]\n]+\]\(https?:\/\/[^)\s]+\)/,
];

export const looksLikeMarkdown = (text: string): boolean => MARKDOWN.some((sign) => sign.test(text));

/** HTML from offices and the web, made plain: no page of theirs is asked for anything, and nothing of theirs runs. */
export function cleanHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const gone of page.querySelectorAll("script,style,meta,link,iframe,object,embed,svg,form,input,button,template,o\\:p,title")) gone.remove();
  for (const image of page.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? "";
    if (source.startsWith("hearth-image:")) continue;
    // A picture elsewhere would tell its host who reads here, so it becomes a link to it.
    if (/^https?:\/\//.test(source)) {
      const link = page.createElement("a");
      link.href = source;
      link.textContent = image.alt || source;
      image.replaceWith(link);
    } else image.remove();
  }
  wordLists(page);
  flatten(page.body);
  for (const element of page.body.querySelectorAll("*")) {
    const style = element.getAttribute("style") ?? "";
    // Office and Docs say "bold" and "not bold" in styles; the first must count, the second must not become a mark.
    if (element.tagName === "B" && /font-weight:\s*normal/.test(style)) unwrap(element);
    else if (element.tagName === "SPAN") markSpan(page, element, style);
    for (const attribute of [...element.attributes]) if (/^(on|style$|class$|id$)/i.test(attribute.name)) element.removeAttribute(attribute.name);
  }
  return page.body.innerHTML;
}

/** Levels of a page of somebody else's that are kept; the server follows no more than 90, and refuses the whole paste. */
const DEEPEST = 60;

/** What nests deeper stands at the deepest level that there is: no word is lost. */
function flatten(body: HTMLElement): void {
  const levels = new Map<Element, number>([[body, 0]]);
  for (const element of body.querySelectorAll("*")) {
    const level = levels.get(element.parentElement!)! + 1;
    if (level > DEEPEST) unwrap(element);
    else levels.set(element, level);
  }
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function markSpan(page: Document, span: Element, style: string): void {
  const tags = [
    /font-weight:\s*(bold|[6-9]00)/.test(style) && "strong",
    /font-style:\s*italic/.test(style) && "em",
    /text-decoration[^;]*underline/.test(style) && "u",
    /text-decoration[^;]*line-through/.test(style) && "s",
  ].filter((tag): tag is string => Boolean(tag));
  for (const tag of tags) {
    const wrap = page.createElement(tag);
    wrap.append(...span.childNodes);
    span.append(wrap);
  }
}

/** Word writes lists as paragraphs with a bullet in front. */
function wordLists(page: Document): void {
  for (const first of page.querySelectorAll<HTMLElement>("p.MsoListParagraphCxSpFirst, p.MsoListParagraph")) {
    const items: HTMLElement[] = [];
    for (let at: Element | null = first; at instanceof HTMLElement && /MsoListParagraph/.test(at.className); at = at.nextElementSibling) items.push(at);
    const ordered = /^\s*(\d+|[a-z])[.)]/i.test(items[0]?.textContent ?? "");
    const list = page.createElement(ordered ? "ol" : "ul");
    for (const item of items) {
      const line = page.createElement("li");
      item.querySelector<HTMLElement>('[style*="mso-list:Ignore"]')?.remove();
      line.append(...item.childNodes);
      line.normalize();
      if (line.firstChild instanceof Text) line.firstChild.data = line.firstChild.data.replace(/^\s*([·•o§-]|\d+[.)]|[a-z][.)])\s+/i, "");
      list.append(line);
    }
    first.before(list);
    for (const item of items) item.remove();
  }
}

export interface PasteHost {
  editor: () => Editor | null;
  images: (files: File[], at: number | null) => void;
  tooLarge: (size: number) => void;
  /** The object of ours that a text is the address of. */
  own?: (text: string) => Target | null;
}

export function pasteProps(host: PasteHost) {
  return {
    transformPastedHTML: cleanHtml,
    handlePaste(view: EditorView, event: ClipboardEvent): boolean {
      const data = event.clipboardData;
      if (!data) return false;
      const files = [...data.files].filter((file) => file.type.startsWith("image/"));
      const html = data.getData("text/html");
      const text = data.getData("text/plain");
      if (files.length && !html.includes("<table")) {
        event.preventDefault();
        host.images(files, null);
        return true;
      }
      if (Math.max(text.length, html.length / 4) > PASTE_LIMIT) {
        event.preventDefault();
        host.tooLarge(text.length || html.length);
        return true;
      }
      const editor = host.editor();
      const { empty, from, to, $from } = view.state.selection;
      const own = empty && !$from.parent.type.spec.code ? (host.own?.(text) ?? null) : null;
      if (own && editor) {
        event.preventDefault();
        return point(editor, { from, to }, "reference", own);
      }
      if (!html && editor && looksLikeMarkdown(text) && !view.state.selection.$from.parent.type.spec.code) {
        event.preventDefault();
        return editor.chain().focus().insertContent(text, { contentType: "markdown" }).run();
      }
      return false;
    },
    handleDrop(view: EditorView, event: DragEvent, _slice: unknown, moved: boolean): boolean {
      const files = [...(event.dataTransfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
      if (moved || files.length === 0) return false;
      event.preventDefault();
      host.images(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null);
      return true;
    },
  };
}
