import { Extension } from "@tiptap/core";
import { isChangeOrigin } from "@tiptap/extension-collaboration";
import type { Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager } from "yjs";

/** Typing, or taking back a letter: one piece of the text, replaced in one place. */
const isTyping = (change: Transaction): boolean => change.steps.length === 1 && change.steps[0] instanceof ReplaceStep && !change.getMeta("uiEvent");

/**
 * What one undo takes back. Yjs joins all that happens within half a second (`UndoManager`, `captureTimeout`), which is
 * right for letters and wrong for acts: a move, a drop, a paste, a mark, a tick or a new kind of block is undone alone,
 * however quickly one follows the other.
 */
export const Steps = Extension.create<object, { typing: boolean }>({
  name: "steps",
  addStorage: () => ({ typing: true }),
  onBeforeCreate() {
    this.editor.on("beforeTransaction", ({ editor, transaction }) => {
      if (!transaction.docChanged || isChangeOrigin(transaction)) return;
      const typing = isTyping(transaction);
      const manager = (yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager } | undefined)?.undoManager;
      if (!typing || !this.storage.typing) manager?.stopCapturing();
      this.storage.typing = typing;
    });
  },
});
