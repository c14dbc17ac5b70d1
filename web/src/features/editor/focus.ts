import { Extension, resolveFocusPosition } from "@tiptap/core";

/**
 * `focus` within the call. TipTap's own waits for the next frame, and the keys of somebody who types at once would go to the
 * page before it: lost, or taken for its shortcuts.
 */
export const FocusAtOnce = Extension.create({
  name: "focusAtOnce",
  addCommands() {
    return {
      focus:
        (position = null, options = {}) =>
        ({ view, tr, dispatch }) => {
          if (position === false || (position === null && view.hasFocus()) || !dispatch) return true;
          if (position !== null) tr.setSelection(resolveFocusPosition(tr.doc, position) ?? tr.selection);
          if (!view.hasFocus()) view.focus();
          if (options.scrollIntoView !== false) tr.scrollIntoView();
          return true;
        },
    };
  },
});
