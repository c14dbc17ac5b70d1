import { useEffect, useState } from "react";
import type { Workspace } from "../core/workspace.ts";
import { whenIdle } from "./marks.ts";

/** The words of so many documents are looked through: those that changed last. */
const MOST = 300;
const NONE: ReadonlyMap<string, string> = new Map();
const held = new WeakMap<Workspace, Map<string, { at: string; text: string }>>();

/** The words of documents that this device has read before, one after the other while there is nothing else to do. */
export function useTexts(workspace: Workspace, documents: readonly { id: string; updated_at: string }[]): ReadonlyMap<string, string> {
  const [texts, setTexts] = useState(NONE);
  useEffect(() => {
    let kept = held.get(workspace);
    if (!kept) held.set(workspace, (kept = new Map()));
    const known = kept;
    const wanted = [...documents].sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1)).slice(0, MOST);
    let over = false;
    const show = (): void => setTexts(new Map(wanted.flatMap(({ id }) => (known.has(id) ? [[id, known.get(id)!.text]] : []))));
    show();
    const read = async (): Promise<void> => {
      const { textOf } = await import("../core/words.ts");
      for (const { id, updated_at } of wanted) {
        if (over) return;
        if (known.get(id)?.at === updated_at) continue;
        const update = await workspace.documents.load(id).catch(() => null);
        if (update) known.set(id, { at: updated_at, text: textOf(update) });
      }
      if (!over) show();
    };
    const stop = whenIdle(() => void read());
    return () => {
      over = true;
      stop();
    };
  }, [workspace, documents]);
  return texts;
}
