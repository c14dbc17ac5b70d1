import { type Editor, Extension, type Mark } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { Floats } from "./floats.ts";

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const HERE = "https://here.invalid";

/** `href` if following it runs nothing: a relative address, or one of a few schemes; the server has the same rule. */
export function safeHref(href: unknown): string | null {
  if (typeof href !== "string") return null;
  try {
    return SCHEMES.has(new URL(href, HERE).protocol) ? href : null;
  } catch {
    return null;
  }
}

/** What somebody typed as an address; null when it cannot be one. */
export function addressOf(typed: string): string | null {
  const address = typed.trim();
  if (!address || /[\s<>"]/.test(address)) return null;
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address) || /^[/#]/.test(address)) return safeHref(address);
  return safeHref(/^[^\s/@:]+@[^\s/@]+\.[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`);
}

/** Where a link opens and what the other side learns of it is not for whoever wrote the document to say. */
export function safely(link: Mark): Mark {
  return link.extend({
    renderHTML(props) {
      const given = Object.entries(props.HTMLAttributes as Record<string, unknown>).filter(([name]) => name !== "rel" && name !== "target");
      return this.parent!({ ...props, HTMLAttributes: Object.fromEntries(given) });
    },
  });
}

export const LINKS = {
  openOnClick: false,
  autolink: true,
  defaultProtocol: "https",
  isAllowedUri: (href: string) => safeHref(href) !== null,
  HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
};

/** The link that holds the caret. */
export const linkAt = (editor: Editor): string | null => safeHref(editor.getAttributes("link").href);

export const openLink = (href: string): void => void window.open(href, "_blank", "noopener,noreferrer");

/**
 * Mod-K makes a link of what is chosen, or edits the one that holds the caret; elsewhere it is the shell's. A link opens by
 * a click with Mod, or with the middle of the mouse.
 */
export function linking(floats: Floats): Extension {
  return Extension.create({
    name: "hearthLinks",
    addKeyboardShortcuts() {
      return {
        "Mod-k": ({ editor }) => {
          if (!editor.isEditable || editor.state.selection.$from.parent.type.spec.code) return false;
          if (!editor.state.selection.empty) floats.toolbar.ask();
          else if (editor.isActive("link")) floats.link.ask();
          else return false;
          return true;
        },
      };
    },
    addProseMirrorPlugins() {
      const follow = (view: { dom: HTMLElement; editable: boolean }, event: MouseEvent): boolean => {
        const link = (event.target as Element | null)?.closest("a[href]");
        const wanted = event.button === 1 || (event.button === 0 && (event.metaKey || event.ctrlKey));
        const href = link && view.dom.contains(link) ? safeHref(link.getAttribute("href")) : null;
        // Where nobody may write, a link is one for the browser as well.
        if (!wanted || !href || !view.editable) return false;
        event.preventDefault();
        openLink(href);
        return true;
      };
      return [new Plugin({ props: { handleDOMEvents: { click: follow, auxclick: follow } } })];
    },
  });
}
