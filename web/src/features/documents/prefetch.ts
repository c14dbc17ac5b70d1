import { type SyntheticEvent, useMemo } from "react";
import { useWorkspace } from "../../app/context.tsx";
import type { Workspace } from "../../core/workspace.ts";
import { DocumentRoom } from "./room.ts";

/** Whoever only passes over a link with the pointer does not stay this long. */
const DWELL = 60;

/** The room's code, and the document from this device's disk, before anybody has asked for them. */
function prefetch(workspace: Workspace, org: string, id: string): void {
  void DocumentRoom.load()
    .then((room) => room.prefetch(workspace, org, id))
    .catch(() => undefined);
}

export interface PrefetchHandlers {
  onPointerOver: (event: SyntheticEvent) => void;
  onPointerOut: () => void;
  onPointerDown: (event: SyntheticEvent) => void;
  onFocus: (event: SyntheticEvent) => void;
}

/** For whatever holds links to documents: the one under the pointer or with the focus is made ready. */
export function usePrefetch(org: string): PrefetchHandlers {
  const workspace = useWorkspace();
  return useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const idOf = (event: SyntheticEvent): string | null =>
      (event.target as Element)
        .closest("a[href]")
        ?.getAttribute("href")
        ?.match(/\/documents\/([^/?#]+)$/)?.[1] ?? null;
    const soon = (event: SyntheticEvent): void => {
      const id = idOf(event);
      clearTimeout(timer);
      if (id) timer = setTimeout(() => prefetch(workspace, org, id), DWELL);
    };
    return {
      onPointerOver: soon,
      onPointerOut: () => clearTimeout(timer),
      onFocus: soon,
      onPointerDown: (event) => {
        const id = idOf(event);
        clearTimeout(timer);
        if (id) prefetch(workspace, org, id);
      },
    };
  }, [workspace, org]);
}
