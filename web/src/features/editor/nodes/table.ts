import { Extension } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow, TableView } from "@tiptap/extension-table";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { TableMap } from "@tiptap/pm/tables";
import type { EditorView } from "@tiptap/pm/view";
import { COLOURS } from "../../../core/shape.ts";
import { sortTable } from "./sorting.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    hearthTable: {
      /** As wide as the page, or as the text again. */
      toggleWideTable: () => ReturnType;
      /** Orders the rows by the column of the caret. */
      sortTable: (by: 1 | -1, language: string) => ReturnType;
    };
  }
}

/** With more columns than this, each is as wide as its longest word, and the table scrolls. */
const FEW = 6;

/** A table in a box that scrolls sideways. */
class HearthTableView extends TableView {
  constructor(node: Node, cellMinWidth: number, view?: EditorView, attributes: Record<string, unknown> = {}) {
    super(node, cellMinWidth, view, Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== "data-wide")));
    this.#show(node);
  }

  override update(node: Node): boolean {
    const same = super.update(node);
    if (same) this.#show(node);
    return same;
  }

  #show(node: Node): void {
    this.dom.toggleAttribute("data-wide", node.attrs.wide === true);
    this.dom.toggleAttribute("data-many", TableMap.get(node).width > FEW);
  }
}

const HearthTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      wide: {
        default: false,
        parseHTML: (element: HTMLElement) => element.hasAttribute("data-wide"),
        renderHTML: ({ wide }: Record<string, unknown>) => (wide ? { "data-wide": "" } : {}),
      },
    };
  },
  addCommands() {
    return {
      ...this.parent?.(),
      toggleWideTable:
        () =>
        ({ commands, editor }) =>
          commands.updateAttributes("table", { wide: editor.getAttributes("table").wide !== true }),
      sortTable:
        (by, language) =>
        ({ state, tr, dispatch }) =>
          sortTable(state, tr, by, language, dispatch !== undefined),
    };
  },
});

/** Kept is a name; what it looks like is for the theme to say. */
const color = {
  default: null,
  parseHTML: (element: HTMLElement): string | null => {
    const name = element.getAttribute("data-color");
    return (COLOURS as readonly (string | null)[]).includes(name) ? name : null;
  },
  renderHTML: ({ color: name }: Record<string, unknown>) => (name ? { "data-color": name } : {}),
};
const coloured = {
  addAttributes(this: { parent?: () => object }) {
    return { ...this.parent?.(), color };
  },
};

/** Who may only read cannot move a caret: the box itself takes the keys then. */
const Reach = Extension.create<{ label: () => string }>({
  name: "tableReach",
  addOptions: () => ({ label: () => "" }),
  addProseMirrorPlugins() {
    const { label } = this.options;
    const reach = (view: EditorView): void => {
      for (const box of view.dom.querySelectorAll<HTMLElement>(".tableWrapper")) {
        const closed = !view.editable;
        if (closed === box.hasAttribute("tabindex")) continue;
        for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": label() }))
          if (closed) box.setAttribute(name, value);
          else box.removeAttribute(name);
      }
    };
    let open: boolean | null = null;
    return [
      new Plugin({
        view: (first) => {
          reach(first);
          return {
            update: (view, before) => {
              if (open === view.editable && (view.editable || before.doc === view.state.doc)) return;
              open = view.editable;
              reach(view);
            },
          };
        },
      }),
    ];
  },
});

export function tables(label: () => string) {
  return [
    HearthTable.configure({ resizable: true, cellMinWidth: 100, View: HearthTableView as unknown as typeof TableView }),
    TableRow,
    TableCell.extend(coloured),
    TableHeader.extend(coloured),
    Reach.configure({ label }),
  ];
}
