import { type Editor, Extension } from "@tiptap/core";
import { BubbleMenuPlugin, type BubbleMenuPluginProps } from "@tiptap/extension-bubble-menu";
import { NodeSelection } from "@tiptap/pm/state";
import { CellSelection } from "@tiptap/pm/tables";
import { DragHandlePlugin, normalizeNestedOptions } from "@tiptap/extension-drag-handle";
import { dateAt } from "./nodes/date.ts";
import { formulaAt } from "./nodes/math.ts";
import { duplicateBlock } from "./turn.ts";

/** Something that floats over the words. The plugin moves the element; a component fills it when there is time. */
export class Float {
  readonly element = document.createElement("div");
  onHide: () => void = () => undefined;
  #asked: () => void = () => undefined;

  constructor(className: string, role?: string) {
    this.element.className = className;
    if (role) this.element.setAttribute("role", role);
    this.element.style.visibility = "hidden";
    this.element.style.position = "absolute";
  }

  /** Keys that mean the field of this float; `listener` opens it. */
  onAsk(listener: () => void): () => void {
    this.#asked = listener;
    return () => (this.#asked = () => undefined);
  }

  ask(): void {
    this.#asked();
  }
}

/** The block whose menu is wanted: where on the screen, and whether a whole list is meant or the item at the caret. */
export interface MenuFor {
  x: number;
  y: number;
  outermost: boolean;
}

export class Floats {
  readonly toolbar = new Float("h-bubble", "toolbar");
  readonly link = new Float("h-bubble", "toolbar");
  readonly table = new Float("h-bubble", "toolbar");
  readonly callout = new Float("h-bubble h-code-tools", "toolbar");
  readonly math = new Float("h-bubble", "toolbar");
  readonly date = new Float("h-bubble", "toolbar");
  readonly code = new Float("h-bubble h-code-tools", "toolbar");
  readonly handle = new Float("h-handle");
  /** Where the block under the pointer begins; -1 when there is none. */
  at = -1;
  /** Keys that mean the menu of a block; the component that shows it listens. */
  onMenu: (asked: MenuFor) => void = () => undefined;
}

/** Whoever has only opened a document is offered nothing yet, though the caret is somewhere. */
const isHere = (editor: Editor, { element }: Float): boolean => editor.view.hasFocus() || element.contains(document.activeElement);

/** Where the closest `selector` around the caret is on the screen. */
function around(editor: Editor, selector: string): ReturnType<NonNullable<BubbleMenuPluginProps["getReferencedVirtualElement"]>> {
  const { node } = editor.view.domAtPos(editor.state.selection.from);
  const found = (node instanceof Element ? node : node.parentElement)?.closest(selector);
  return found ? { getBoundingClientRect: () => found.getBoundingClientRect() } : null;
}

/** What has a handle: the blocks of the page, and those of a column. */
const PLACES = {
  id: "places",
  evaluate: ({ parent }: { parent: { type: { name: string } } | null }) => (parent && ["doc", "column"].includes(parent.type.name) ? 0 : 1000),
};

/**
 * Toolbar, table tools, code tools and the handle, as plugins that the editor is made with: one that is added later
 * sets the whole editor up once more, words and all.
 */
export function floating(floats: Floats): Extension {
  return Extension.create({
    name: "hearthFloats",
    addKeyboardShortcuts() {
      const shown = ({ element }: Float): boolean => element.isConnected && element.style.visibility !== "hidden";
      return {
        "Alt-F10": () => {
          const stop = [floats.toolbar, floats.link, floats.math, floats.date, floats.callout, floats.table, floats.code]
            .find(shown)
            ?.element.querySelector<HTMLElement>("button, a[href], select, input");
          stop?.focus();
          return stop !== undefined && stop !== null;
        },
        "Mod-/": ({ editor }) => {
          if (!editor.isEditable) return false;
          const { left, bottom } = editor.view.coordsAtPos(editor.state.selection.from);
          floats.onMenu({ x: left, y: bottom, outermost: false });
          return true;
        },
        "Mod-d": ({ editor }) => editor.isEditable && duplicateBlock(editor, false),
        Enter: ({ editor }) => {
          const asked = formulaAt(editor) ? floats.math : dateAt(editor) ? floats.date : null;
          if (!asked || !editor.isEditable) return false;
          asked.ask();
          return true;
        },
      };
    },
    addProseMirrorPlugins() {
      const { editor } = this;
      const bubble = (pluginKey: string, float: Float, rest: Partial<BubbleMenuPluginProps>) =>
        BubbleMenuPlugin({ editor, pluginKey, element: float.element, ...rest, options: { ...rest.options, onHide: () => float.onHide() } });
      const plugins = [
        bubble("bubbleMenu", floats.toolbar, {
          options: { placement: "top", offset: 8, flip: true, shift: { padding: 8 } },
          shouldShow: ({ editor: now, state, from, to }) =>
            now.isEditable &&
            from !== to &&
            !(state.selection instanceof NodeSelection || state.selection instanceof CellSelection) &&
            !state.selection.$from.parent.type.spec.code,
        }),
        bubble("linkTools", floats.link, {
          getReferencedVirtualElement: () => around(editor, "a"),
          options: { placement: "bottom-start", offset: 6, flip: true, shift: { padding: 8 } },
          shouldShow: ({ editor: now, from, to }) => now.isEditable && from === to && now.isActive("link") && isHere(now, floats.link),
        }),
        bubble("tableTools", floats.table, {
          getReferencedVirtualElement: () => around(editor, "table"),
          options: { placement: "top-end", offset: 6, flip: true, shift: { padding: 8 } },
          shouldShow: ({ editor: now, state, from, to }) =>
            now.isEditable && (from === to || state.selection instanceof CellSelection) && now.isActive("table"),
        }),
        bubble("calloutTools", floats.callout, {
          getReferencedVirtualElement: () => around(editor, ".h-callout"),
          options: { placement: "top-end", offset: { mainAxis: -38, crossAxis: -4 }, flip: false },
          shouldShow: ({ editor: now, from, to }) =>
            now.isEditable && from === to && now.isActive("callout") && isHere(now, floats.callout) && !now.isActive("codeBlock") && !now.isActive("table"),
        }),
        bubble("mathField", floats.math, {
          options: { placement: "bottom-start", offset: 6, flip: true, shift: { padding: 8 } },
          shouldShow: ({ editor: now }) => now.isEditable && formulaAt(now) !== null && isHere(now, floats.math),
        }),
        bubble("dateField", floats.date, {
          options: { placement: "bottom-start", offset: 6, flip: true, shift: { padding: 8 } },
          shouldShow: ({ editor: now }) => now.isEditable && dateAt(now) !== null && isHere(now, floats.date),
        }),
        bubble("codeTools", floats.code, {
          getReferencedVirtualElement: () => around(editor, "pre"),
          options: { placement: "top-end", offset: { mainAxis: -38, crossAxis: -4 }, flip: false },
          shouldShow: ({ editor: now, from, to }) => now.isEditable && from === to && now.isActive("codeBlock"),
        }),
      ];
      if (matchMedia("(pointer: coarse)").matches) return plugins;
      floats.handle.element.dataset.dragging = "false";
      const placement = document.documentElement.dir === "rtl" ? "right-start" : "left-start";
      const { plugin } = DragHandlePlugin({
        editor,
        element: floats.handle.element,
        computePositionConfig: { placement, strategy: "absolute" },
        onNodeChange: ({ pos }) => (floats.at = pos),
        nestedOptions: normalizeNestedOptions({ defaultRules: false, rules: [PLACES] }),
      });
      return [...plugins, plugin];
    },
  });
}
