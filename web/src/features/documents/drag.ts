import { type DragEvent, useState } from "react";
import type { Document } from "../../data/types.ts";
import { type Move, type Spaces, toSpace, under } from "./spaces.ts";
import { mayHold, placeBetween, siblingsOf } from "./tree.ts";

const KIND = "application/x-hearth-document";
type Zone = "before" | "into" | "after";
type Dropped = (event: DragEvent<HTMLElement>) => void;

interface Target {
  "data-drop": Zone | undefined;
  onDragOver: Dropped;
  onDrop: Dropped;
}

/** Dragging in the tree: the upper and lower edge of a row are places beside it, its middle is the place inside; the head of
 * a space is the place at its top. */
export function useTreeDrag(documents: ReadonlyMap<string, Document>, spaces: Spaces, move: (document: Document, to: Move) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ id: string; zone: Zone } | null>(null);
  const moving = dragged === null ? undefined : documents.get(dragged);

  const zoneOf = (event: DragEvent<HTMLElement>): Zone => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const at = (event.clientY - top) / height;
    return at < 0.3 ? "before" : at > 0.7 ? "after" : "into";
  };
  const goes = (to: string): boolean => !!moving && (spaces.spaceOf(moving) === to || spaces.mayGo(moving, to));
  const allowed = (target: Document, zone: Zone): boolean => {
    const parent = zone === "into" ? target.id : (target.parent_id ?? null);
    if (!moving || moving.id === target.id || !goes(spaces.spaceOf(target))) return false;
    return parent === null || !documents.has(parent) || mayHold(documents, moving.id).some((one) => one.id === parent);
  };
  const place = (document: Document, target: Document, zone: Zone): Move => {
    const [from, to] = [spaces.spaceOf(document), spaces.spaceOf(target)];
    if (zone === "into") return under(from, target, to);
    const beside = siblingsOf(documents, target).filter((one) => one.id !== document.id);
    const at = beside.indexOf(target) + (zone === "after" ? 1 : 0);
    const position = placeBetween(beside[at - 1], beside[at]);
    const parent = target.parent_id ? documents.get(target.parent_id) : undefined;
    if ((target.parent_id ?? null) === (document.parent_id ?? null) && from === to) return { change: { position }, shows: {} };
    if (from === to && !parent) return { change: { parent_id: target.parent_id ?? null, position }, shows: {} };
    const there = parent ? under(from, parent, to) : toSpace(document, from, to);
    return { ...there, change: { ...there.change, position } };
  };
  const target = (id: string, zone: (event: DragEvent<HTMLElement>) => Zone | null, drop: (event: DragEvent<HTMLElement>) => void): Target => ({
    "data-drop": over?.id === id ? over.zone : undefined,
    onDragOver: (event) => {
      const at = zone(event);
      if (!at) return setOver(null);
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      if (over?.id !== id || over.zone !== at) setOver({ id, zone: at });
    },
    onDrop: (event) => {
      event.preventDefault();
      drop(event);
    },
  });
  const ofDocument = (document: Document) => ({
    draggable: document.role === "editor",
    ...target(
      document.id,
      (event) => (allowed(document, zoneOf(event)) ? zoneOf(event) : null),
      (event) => void (moving && allowed(document, zoneOf(event)) && move(moving, place(moving, document, zoneOf(event)))),
    ),
    onDragStart: (event: DragEvent<HTMLElement>) => {
      event.dataTransfer.setData(KIND, document.id);
      event.dataTransfer.effectAllowed = "all";
      setDragged(document.id);
    },
    onDragEnd: () => {
      setDragged(null);
      setOver(null);
    },
  });
  const ofSpace = (id: string): Target =>
    target(
      `space:${id}`,
      () => (goes(id) ? "into" : null),
      () => void (moving && goes(id) && move(moving, toSpace(moving, spaces.spaceOf(moving), id))),
    );
  return { ofDocument, ofSpace };
}
