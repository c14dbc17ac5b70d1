import { DndContext, type DragEndEvent, DragOverlay, type DragStartEvent, MouseSensor, pointerWithin, TouchSensor, useSensor, useSensors } from "@dnd-kit/core";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Skeleton } from "../Skeleton.tsx";
import { useParts } from "../words.ts";
import css from "./board.module.css";
import { ColumnView } from "./Column.tsx";
import { arranged, beside, type BoardCard, type BoardColumn, carried, carriedBy, placeOf, positionAt, type Target } from "./place.ts";

export interface BoardProps<C extends BoardCard> {
  label: string;
  columns: readonly BoardColumn[];
  cards: readonly C[];
  /** What a card shows; nothing in it can be pressed, because the card itself is. */
  card: (card: C) => ReactNode;
  /** A card goes to another place; without it all stay where they are. */
  move?: (card: C, to: { column: string; position: string }) => void;
  open?: (card: C) => void;
  add?: (column: BoardColumn, title: string) => void;
  /** More items of a card's menu, beside those that move it. */
  menu?: (card: C) => ReactNode;
  phase?: "ready" | "loading";
  height?: string;
}

/** Columns of cards. A card is carried by mouse, by thumb (held for a moment), by keys (Space, arrows, Space) and by its menu. */
export function Board<C extends BoardCard>({ label, columns, cards, card: draw, move, open, add, menu, phase = "ready", height = "70vh" }: BoardProps<C>) {
  const { t } = useParts();
  const hint = useId();
  const still = useMemo(() => arranged(columns, cards), [columns, cards]);
  const [lifted, setLifted] = useState<({ id: string } & Target) | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Target | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [heard, setHeard] = useState("");
  const wanted = useRef<string | null>(null);
  const track = useTrack((at) => setOver(at));
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    // A thumb that scrolls does not carry: it has to rest first.
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
  );
  const lists = useMemo(() => (lifted ? carried(still, lifted.id, lifted) : still), [still, lifted]);
  const byId = useMemo(() => new Map(cards.map((card) => [card.id, card])), [cards]);
  // Each column is a stop for Tab: where the focus was in it, or at its first card.
  const stopOf = (list: readonly C[]): string | null => list.find(({ id }) => id === active)?.id ?? list[0]?.id ?? null;
  const rtl = typeof document !== "undefined" && document.documentElement.dir === "rtl";

  const saidAt = (key: string, card: C, at: Target): void => {
    const others = (still.get(at.column) ?? []).filter(({ id }) => id !== card.id).length;
    const name = columns.find(({ id }) => id === at.column)?.name ?? "";
    setHeard(t(key, { title: card.title, column: name, place: at.index + 1, count: others + 1 }));
  };
  const put = (card: C, to: Target): void => {
    const position = positionAt(still, card.id, to);
    if (position !== null) move?.(card, { column: to.column, position });
    saidAt("part.board.dropped", card, to);
  };
  const pressed = (card: C, event: KeyboardEvent): void => {
    if (lifted) return ofLifted(card, lifted, event);
    const next = beside(event.key, card.id, columns, lists, rtl);
    const at = placeOf(still, card.id);
    if (next !== null && !event.altKey) {
      wanted.current = next;
      setActive(next);
      focusCard(next);
    } else if (event.key === " " && move && !card.locked && at) {
      setLifted({ id: card.id, ...at });
      saidAt("part.board.lifted", card, at);
    } else if (event.key === "Enter") open?.(card);
    else return;
    event.preventDefault();
  };
  const ofLifted = (card: C, at: Target, event: KeyboardEvent): void => {
    const next = carriedBy(event.key, at, columns, lists, rtl);
    if (next) {
      wanted.current = card.id;
      setLifted({ id: card.id, ...next });
      saidAt("part.board.moved", card, next);
    } else if (event.key === " " || event.key === "Enter") {
      setLifted(null);
      wanted.current = card.id;
      put(card, at);
    } else if (event.key === "Escape" || event.key === "Tab") {
      setLifted(null);
      wanted.current = card.id;
      setHeard(t("part.board.givenUp", { title: card.title }));
      if (event.key === "Tab") return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const began = ({ active: { id } }: DragStartEvent): void => {
    setDragged(String(id));
    setActive(String(id));
    track.begin();
  };
  const ended = (event: DragEndEvent | null): void => {
    const at = track.end();
    const card = event && byId.get(String(event.active.id));
    setDragged(null);
    setOver(null);
    if (card && at) put(card, at);
  };

  if (phase === "loading") return <Skeleton kind="board" />;
  const held = dragged === null ? undefined : byId.get(dragged);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={began}
      onDragEnd={ended}
      onDragCancel={() => ended(null)}
      // What is said is said by this board, in the person's language.
      accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: "" } }}
    >
      <div ref={track.box} role="group" aria-label={label} className={css.board} style={{ height }} data-dragging={dragged !== null || undefined}>
        {columns.map((column) => (
          <ColumnView
            key={column.id}
            column={column}
            cards={lists.get(column.id) ?? []}
            draw={draw}
            current={stopOf(lists.get(column.id) ?? [])}
            lifted={lifted?.id ?? null}
            dragged={dragged}
            over={over?.column === column.id ? over.index : null}
            hint={hint}
            movable={move !== undefined}
            pressed={pressed}
            focused={setActive}
            open={open}
            add={add && ((title) => add(column, title))}
            blurred={(card) => lifted?.id === card.id && wanted.current === null && (setLifted(null), setHeard(t("part.board.givenUp", { title: card.title })))}
            wanted={wanted}
            places={columns}
            moveTo={(card, to, end) => put(card, { column: to, index: end ? (still.get(to) ?? []).filter(({ id }) => id !== card.id).length : 0 })}
            menu={menu}
          />
        ))}
      </div>
      <p id={hint} className="visually-hidden">
        {t(move ? "part.board.hint" : "part.board.hintStill")}
      </p>
      <div role="status" aria-live="assertive" className="visually-hidden">
        {heard}
      </div>
      {createPortal(<DragOverlay dropAnimation={null}>{held && <div className={`${css.card} ${css.held}`}>{draw(held)}</div>}</DragOverlay>, document.body)}
    </DndContext>
  );
}

const SILENT = { onDragStart: () => undefined, onDragOver: () => undefined, onDragEnd: () => undefined, onDragCancel: () => undefined };

function focusCard(id: string): void {
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape?.(id) ?? id}"]`)?.focus();
}

/** Where the pointer is while a card is carried: in which column, and before which of the cards that are drawn there. */
function useTrack(tell: (at: Target | null) => void) {
  const box = useRef<HTMLDivElement>(null);
  const at = useRef<Target | null>(null);
  const stop = useRef<() => void>(() => undefined);
  const look = (x: number, y: number): void => {
    const columns = [...(box.current?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
    const column = columns.find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return x >= left && x <= right;
    });
    const next = column ? { column: column.dataset.column!, index: indexAt(column, y) } : null;
    if (next?.column === at.current?.column && next?.index === at.current?.index) return;
    at.current = next;
    tell(next);
  };
  return {
    box,
    begin: (): void => {
      const mouse = (event: MouseEvent): void => look(event.clientX, event.clientY);
      const touch = (event: TouchEvent): void => look(event.touches[0]!.clientX, event.touches[0]!.clientY);
      addEventListener("mousemove", mouse);
      addEventListener("touchmove", touch);
      stop.current = () => {
        removeEventListener("mousemove", mouse);
        removeEventListener("touchmove", touch);
      };
    },
    end: (): Target | null => {
      stop.current();
      const last = at.current;
      at.current = null;
      return last;
    },
  };
}

/** As an index among the others: the carried card itself does not count. */
function indexAt(column: HTMLElement, y: number): number {
  const cards = [...column.querySelectorAll<HTMLElement>("[data-place]:not([data-carried])")];
  const before = cards.find((card) => {
    const { top, height } = card.getBoundingClientRect();
    return y < top + height / 2;
  });
  if (before) return Number(before.dataset.place);
  const last = cards.at(-1);
  return last ? Number(last.dataset.place) + 1 : 0;
}
