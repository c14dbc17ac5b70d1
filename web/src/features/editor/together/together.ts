import { Collaboration } from "@tiptap/extension-collaboration";
import { type EditorState, Plugin, PluginKey, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { Node } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  yCursorPluginKey,
  ySyncPluginKey,
  yUndoPluginKey,
} from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { BlockWriter } from "./blocks.ts";
import { keyIsDown, readCaret } from "./caret.ts";
import { type DeleteSet, Moves } from "./moves.ts";
import { Names } from "./names.ts";
import { Finder, type Place, placeOf } from "./places.ts";
import { bringStrays } from "./rescue.ts";

/** Where the caret stands, told so that it can be found again when others have changed the words. */
type Stand = { anchor: Place; head: Place } | Other;
/** A whole block, cells, everything: the editor's own name for it, and the binding's places of its ends. */
interface Other {
  json: object;
  anchor: unknown;
  head: unknown;
}

const isRemote = (transaction: Transaction): boolean => {
  const meta = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
  return transaction.docChanged && meta?.isChangeOrigin === true;
};

const STAND = Symbol("where the caret stood");

export class Together {
  /** What the editor showed when it showed exactly what is shared. */
  known: Node | null = null;
  #stand: Stand | null = null;
  #before: Stand | null = null;
  /** While it draws what others wrote, the binding may write as well: what is shown is behind what is shared then. */
  #showing = false;

  /** Where letters went in the change that is being shown. */
  #moves: Moves | null = null;
  readonly #names = new Names();
  #bringing = false;
  /** What somebody else has deleted, as the change that arrives says it. */
  #arriving: DeleteSet | null = null;

  constructor(private readonly binding: ProsemirrorBinding) {
    const write = binding._prosemirrorChanged.bind(binding);
    binding._prosemirrorChanged = (doc: Node) => {
      if (doc === this.known) return;
      const { head } = (binding.prosemirrorView as { state: EditorState }).state.selection;
      if (!this.known || !new BlockWriter(binding, head).write(this.known, doc)) write(doc);
      this.known = doc;
    };
    const show = binding._typeChanged.bind(binding);
    binding._observeFunction = (events: Y.YEvent<never>[], transaction: Y.Transaction) => {
      this.#showing = true;
      if (!this.#bringing) this.#moves = new Moves(transaction, transaction.local ? null : this.#arriving, this.#names);
      try {
        show(events, transaction);
      } finally {
        this.#showing = false;
      }
    };
    // The binding guesses by equal text where the caret was, and keeps a guess after an undo for whatever comes next.
    binding.beforeAllTransactions = () => undefined;
    Object.defineProperty(binding, "beforeTransactionSelection", { get: () => null, set: () => undefined });
  }

  stand(state: EditorState): Stand | null {
    const { selection } = state;
    const { type, mapping } = this.binding;
    if (selection instanceof TextSelection) {
      const anchor = placeOf(selection.$anchor, this.binding);
      const head = selection.empty ? anchor : placeOf(selection.$head, this.binding);
      if (anchor && head) return { anchor, head };
    }
    const relative = (at: number): unknown => absolutePositionToRelativePosition(at, type, mapping);
    return { json: selection.toJSON() as object, anchor: relative(selection.anchor), head: relative(selection.head) };
  }

  find(stand: Stand, doc: Node, along?: Moves["along"]): Selection | null {
    if ("json" in stand) return this.#findOther(stand, doc);
    const finder = new Finder(this.binding, doc);
    const head = finder.find(stand.head, this.#names.went, along);
    const anchor = stand.anchor === stand.head ? head : finder.find(stand.anchor, this.#names.went, along);
    if (head === null && anchor === null) return null;
    return TextSelection.between(doc.resolve((anchor ?? head)!), doc.resolve((head ?? anchor)!));
  }

  #findOther({ json, anchor, head }: Other, doc: Node): Selection | null {
    const { doc: shared, type, mapping } = this.binding;
    const absolute = (at: unknown): number | null => {
      const found = relativePositionToAbsolutePosition(shared, type, at, mapping);
      return found === null ? null : Math.max(0, Math.min(found, doc.content.size));
    };
    const [from, to] = [absolute(anchor), absolute(head)];
    if (from === null) return null;
    try {
      return Selection.fromJSON(doc, { ...json, anchor: from, head: to ?? from });
    } catch {
      return Selection.near(doc.resolve(from));
    }
  }

  /** Before others change what is shared: where the caret stands among it. */
  onBeforeTransaction = (transaction: Y.Transaction): void => {
    const view = this.binding.prosemirrorView as { state: EditorState } | null;
    // Between words that came and those that are brought after them, Yjs puts marks right: the place from before all of it counts.
    if (!view || this.#showing || this.#bringing || transaction.origin === ySyncPluginKey) return;
    try {
      this.#stand = this.stand(view.state);
    } catch {
      // What is shared holds already what is not shown yet (a change being put right as it comes): the place from before it counts.
    }
  };

  /** What the next change says for itself, before it becomes one with all that is here (`arriving`, from the provider). */
  onArriving = (update: Uint8Array): void => {
    this.#arriving = Y.decodeUpdate(update).ds;
    const view = this.binding.prosemirrorView as EditorView | null;
    if (view) readCaret(view);
  };

  onAfterTransaction = (transaction: Y.Transaction): void => {
    if (transaction.origin === ySyncPluginKey) {
      this.#bringing = false;
      return;
    }
    const [arriving, moves] = [this.#arriving, this.#moves];
    this.#arriving = null;
    if (transaction.local || !arriving || !moves) return;
    this.#bringing = true;
    const before = Y.getState(this.binding.doc.store, this.binding.doc.clientID);
    bringStrays(transaction, arriving, moves);
    this.#bringing = Y.getState(this.binding.doc.store, this.binding.doc.clientID) !== before;
  };

  /** The caret where it belongs, in the same step in which the words appear. */
  restore(state: EditorState, cause: Transaction): Transaction | null {
    const selection = this.#stand && this.find(this.#stand, state.doc, this.#moves?.along);
    if (!selection) return null;
    const restored = state.tr.setSelection(selection).setMeta("addToHistory", false).setMeta(ySyncPluginKey, cause.getMeta(ySyncPluginKey));
    return this.binding._isLocalCursorInView() ? restored.scrollIntoView() : restored;
  }

  /** Before a change of one's own: what an undo of it goes back to. */
  remember(state: EditorState): void {
    if (state.doc === this.known) this.#before = this.stand(state);
  }

  keepIn(item: { meta: Map<unknown, unknown> }): void {
    item.meta.set(STAND, this.#before);
  }

  backTo(item: { meta: Map<unknown, unknown> }, state: EditorState): Transaction | null {
    const stand = item.meta.get(STAND) as Stand | null | undefined;
    const selection = stand && this.find(stand, state.doc);
    return selection ? state.tr.setSelection(selection).setMeta("addToHistory", false).scrollIntoView() : null;
  }
}

const KEY = new PluginKey<Together>("together");

function plugin(): Plugin<Together> {
  return new Plugin<Together>({
    key: KEY,
    state: {
      init: (_, state) => new Together((ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding }).binding),
      apply: (transaction, together, before) => {
        if (isRemote(transaction)) together.known = transaction.doc;
        else if (transaction.docChanged) together.remember(before);
        return together;
      },
    },
    props: { handleDOMEvents: { keydown: keyIsDown } },
    appendTransaction(transactions, _, state) {
      const cause = transactions.find(isRemote);
      return cause ? KEY.getState(state)?.restore(state, cause) : null;
    },
    view(view) {
      const together = KEY.getState(view.state)!;
      const { doc } = ySyncPluginKey.getState(view.state) as { doc: Y.Doc };
      const { undoManager } = yUndoPluginKey.getState(view.state) as { undoManager: Y.UndoManager };
      const added = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }): void => together.keepIn(stackItem);
      const popped = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }): void => {
        const back = together.backTo(stackItem, view.state);
        if (back) view.dispatch(back);
      };
      const arrivals = doc as unknown as {
        on: (name: "arriving", hear: (update: Uint8Array) => void) => void;
        off: (name: "arriving", hear: (update: Uint8Array) => void) => void;
      };
      doc.on("beforeTransaction", together.onBeforeTransaction);
      doc.on("afterTransaction", together.onAfterTransaction);
      arrivals.on("arriving", together.onArriving);
      undoManager.on("stack-item-added", added);
      undoManager.on("stack-item-popped", popped);
      return {
        destroy: () => {
          doc.off("beforeTransaction", together.onBeforeTransaction);
          doc.off("afterTransaction", together.onAfterTransaction);
          arrivals.off("arriving", together.onArriving);
          undoManager.off("stack-item-added", added);
          undoManager.off("stack-item-popped", popped);
        },
      };
    },
  });
}

/**
 * Collaboration in which everybody's caret stays with their own words. The keys of undo and redo are always its own: left
 * to the browser with nothing to redo, they take back what the browser remembers.
 */
export const CollaborationTogether = Collaboration.extend({
  addKeyboardShortcuts() {
    const undo = (): boolean => (this.editor.commands.undo(), true);
    const redo = (): boolean => (this.editor.commands.redo(), true);
    return { "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo };
  },
  dispatchTransaction({ transaction, next }) {
    if (transaction.getMeta(yCursorPluginKey) !== undefined && !transaction.docChanged && !this.editor.isDestroyed) {
      const { view } = this.editor;
      readCaret(view);
      if (!transaction.selection.eq(view.state.selection) && transaction.doc === view.state.doc) transaction.setSelection(view.state.selection);
    }
    next(transaction);
  },
  addProseMirrorPlugins() {
    return [...(this.parent?.() ?? []), plugin()];
  },
});
