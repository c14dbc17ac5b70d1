import type { Node } from "@tiptap/pm/model";
import { type ProsemirrorBinding, updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { writeLetters } from "./letters.ts";

/**
 * Writes what a person did to the words, from what was shown before and is shown now. Nodes that are the same object are
 * the same block; only among the others does equal text count. The binding goes by equal text throughout, and takes the
 * empty line that one person has just made for the empty line in which another is about to write.
 */
export class BlockWriter {
  constructor(
    private readonly binding: ProsemirrorBinding,
    /** Where the caret stands now. */
    private readonly caret: number,
  ) {}

  /** False when what is shared is not what was shown before; nothing is written then. */
  write(before: Node, after: Node): boolean {
    return this.children(this.binding.type, before, after, 0, true);
  }

  private children(parent: Y.XmlFragment, before: Node, after: Node, start: number, alone: boolean): boolean {
    const shared = parent.toArray();
    if (shared.length !== before.childCount || shared.some((child, at) => !(child instanceof Y.XmlElement) || child.nodeName !== before.child(at).type.name))
      return false;
    const same = (a: number, b: number): boolean => before.child(a) === after.child(b);
    const alike = (a: number, b: number): boolean => before.child(a).eq(after.child(b));
    let [left, right] = [0, 0];
    const ends = (test: (a: number, b: number) => boolean): void => {
      const least = Math.min(before.childCount, after.childCount);
      const keep = (a: number, b: number): boolean => test(a, b) && (this.binding.mapping.set(shared[a] as Y.XmlElement, after.child(b)), true);
      while (left + right < least && keep(left, left)) left++;
      while (left + right < least && keep(before.childCount - right - 1, after.childCount - right - 1)) right++;
    };
    ends(same);
    ends(alike);
    const [gone, come] = [before.childCount - left - right, after.childCount - left - right];
    const paired = Math.min(gone, come);
    for (let at = 0; at < left; at++) start += after.child(at).nodeSize;
    for (let at = left; at < left + paired; at++) {
      this.one(parent, at, before.child(at), after.child(at), start + 1, alone && gone === 1 && come === 1);
      start += after.child(at).nodeSize;
    }
    if (gone > paired) parent.delete(left + paired, gone - paired);
    for (let at = left + paired; at < left + come; at++) this.insert(parent, at, after.child(at));
    this.binding.mapping.set(parent, after);
    return true;
  }

  /** One block that became another. Only when nothing else changed does the caret say where. */
  private one(parent: Y.XmlFragment, at: number, before: Node, after: Node, start: number, alone: boolean): void {
    const element = parent.get(at) as Y.XmlElement;
    if (before.type !== after.type) {
      parent.delete(at, 1);
      this.insert(parent, at, after);
      return;
    }
    const caret = alone ? this.caret - start : Infinity;
    const written = before.isTextblock ? writeLetters(element, before, after, caret) : !before.isLeaf && this.children(element, before, after, start, alone);
    if (written && before.sameMarkup(after)) this.binding.mapping.set(element, after);
    else updateYFragment(this.binding.doc, element, after, this.binding);
  }

  private insert(parent: Y.XmlFragment, at: number, node: Node): void {
    const element = new Y.XmlElement(node.type.name);
    parent.insert(at, [element]);
    updateYFragment(this.binding.doc, element, node, this.binding);
    giveText(element, node);
  }
}

/** Two who begin in the same empty line write into one text: two texts in one line become one, and one of them is copied. */
function giveText(element: Y.XmlElement, node: Node): void {
  if (node.isTextblock) {
    if (element.length === 0) element.insert(0, [new Y.XmlText()]);
  } else {
    node.forEach((child, _, at) => {
      const inner = element.get(at) as unknown;
      if (inner instanceof Y.XmlElement) giveText(inner, child);
    });
  }
}
