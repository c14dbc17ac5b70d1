import { type DragEvent, useState } from "react";
import type { Document } from "../../data/types.ts";
import { mayHold, placeBetween, siblingsOf } from "./tree.ts";

const KIND = "application/x-hearth-document";
type Zone = "before" | "into" | "after";

export interface Place {
  parent_id?: string | null;
  position?: string;
}

/** Dragging in the tree: the upper and lower edge of a row are places beside it, its middle is the place inside. */
export function useTreeDrag(documents: ReadonlyMap<string, Document>, move: (document: Document, to: Place) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ id: string; zone: Zone } | null>(null);

  const zoneOf = (event: DragEvent<HTMLElement>): Zone => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const at = (event.clientY - top) / height;
    return at < 0.3 ? "before" : at > 0.7 ? "after" : "into";
  };
  const allowed = (target: Document, zone: Zone): boolean => {
    const parent = zone === "into" ? target.id : (target.parent_id ?? null);
    return (
      dragged !== null && dragged !== target.id && (parent === null || !documents.has(parent) || mayHold(documents, dragged).some((one) => one.id === parent))
    );
  };
  const place = (target: Document, zone: Zone): Place => {
    if (zone === "into") return { parent_id: target.id };
    const beside = siblingsOf(documents, target).filter((one) => one.id !== dragged);
    const at = beside.indexOf(target) + (zone === "after" ? 1 : 0);
    const parent_id = target.parent_id ?? null;
    const position = placeBetween(beside[at - 1], beside[at]);
    return parent_id === (documents.get(dragged!)?.parent_id ?? null) ? { position } : { parent_id, position };
  };
  return (document: Document) => ({
    draggable: document.role === "editor",
    "data-drop": over?.id === document.id ? over.zone : undefined,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.dataTransfer.setData(KIND, document.id);
      event.dataTransfer.effectAllowed = "all";
      setDragged(document.id);
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      const zone = zoneOf(event);
      if (!allowed(document, zone)) return setOver(null);
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      if (over?.id !== document.id || over.zone !== zone) setOver({ id: document.id, zone });
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      event.preventDefault();
      const moving = dragged === null ? undefined : documents.get(dragged);
      const zone = zoneOf(event);
      if (moving && allowed(document, zone)) move(moving, place(document, zone));
    },
    onDragEnd: () => {
      setDragged(null);
      setOver(null);
    },
  });
}
