import { Extension } from "@tiptap/core";
import { CellSelection } from "@tiptap/pm/tables";
import { ALIGNMENTS, SIDES } from "../../../core/shape.ts";

export type Alignment = (typeof ALIGNMENTS)[number];

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    align: {
      /** Lines stand at a side, in the middle or at both; null for where their language begins. */
      align: (to: Alignment | null) => ReturnType;
    };
  }
}

const LINES = ["paragraph", "heading"];
const said = (element: HTMLElement): string | null => element.getAttribute("data-align") ?? element.getAttribute("align");

/** Where paragraphs and headings stand. In a table it is the cell that says so, as Markdown's tables do. */
export const Align = Extension.create({
  name: "align",
  addGlobalAttributes() {
    return [
      {
        types: LINES,
        attributes: {
          textAlign: {
            default: null,
            parseHTML: (element) => ((ALIGNMENTS as readonly (string | null)[]).includes(said(element)) ? said(element) : null),
            renderHTML: ({ textAlign }: Record<string, unknown>) => (textAlign ? { "data-align": textAlign } : {}),
          },
        },
      },
    ];
  },
  addCommands() {
    return {
      align:
        (to) =>
        ({ state, commands, editor }) => {
          if (editor.isActive("table") || state.selection instanceof CellSelection) {
            return commands.setCellAttribute("align", (SIDES as readonly (string | null)[]).includes(to) ? to : null);
          }
          // One that a kind of line does not have is no reason to leave the other alone.
          return LINES.map((line) => commands.updateAttributes(line, { textAlign: to })).some(Boolean);
        },
    };
  },
  addKeyboardShortcuts() {
    const to = (side: Alignment | null) => () => this.editor.commands.align(side);
    return { "Mod-Shift-l": to(null), "Mod-Shift-e": to("center"), "Mod-Shift-r": to("right"), "Mod-Shift-j": to("justify") };
  },
});
