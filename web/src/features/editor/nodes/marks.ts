import { Mark } from "@tiptap/core";
import { Highlight } from "@tiptap/extension-highlight";
import { COLOURS } from "../../../core/shape.ts";

export type Colour = (typeof COLOURS)[number];

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    textColor: {
      /** Gives what is chosen a colour, or takes it away. */
      setTextColor: (color: Colour | null) => ReturnType;
    };
  }
}

/** Kept is a name; what it looks like is for the theme to say (`editor.css`). */
const color = {
  default: null,
  parseHTML: (element: HTMLElement): string | null => {
    const name = element.getAttribute("data-color");
    return (COLOURS as readonly (string | null)[]).includes(name) ? name : null;
  },
  renderHTML: ({ color: name }: Record<string, unknown>) => (name ? { "data-color": name } : {}),
};

export const HearthHighlight = Highlight.extend({
  addAttributes: () => ({ color }),
});

export const TextColor = Mark.create({
  name: "textColor",
  addAttributes: () => ({ color }),
  parseHTML: () => [{ tag: "span[data-color]", getAttrs: (span) => (color.parseHTML(span) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["span", { ...HTMLAttributes, class: "h-color" }, 0],
  addCommands() {
    return {
      setTextColor:
        (name) =>
        ({ commands }) =>
          name ? commands.setMark("textColor", { color: name }) : commands.unsetMark("textColor"),
    };
  },
});
