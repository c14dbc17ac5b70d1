import { useDraggable, useDroppable } from "@dnd-kit/core";
import { CircleAlert, Plus } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Dot } from "../fields/FieldEditor.tsx";
import { Long, type Place } from "../Long.tsx";
import { useParts } from "../words.ts";
import css from "./board.module.css";
import { CardMenu } from "./CardMenu.tsx";
import type { BoardCard, BoardColumn } from "./place.ts";

interface Shared<C extends BoardCard> {
  draw: (card: C) => ReactNode;
  current: string | null;
  lifted: string | null;
  dragged: string | null;
  hint: string;
  movable: boolean;
  pressed: (card: C, event: KeyboardEvent) => void;
  focused: (id: string) => void;
  blurred: (card: C) => void;
  /** The card that is to have the focus as soon as it is drawn. */
  wanted: RefObject<string | null>;
  open?: (card: C) => void;
  places: readonly BoardColumn[];
  moveTo: (card: C, column: string, end: boolean) => void;
  menu?: (card: C) => ReactNode;
}

interface Props<C extends BoardCard> extends Shared<C> {
  column: BoardColumn;
  cards: readonly C[];
  /** Before which of the others a carried card would come to lie. */
  over: number | null;
  add?: (title: string) => void;
}

const CARD = 84;

export function ColumnView<C extends BoardCard>({ column, cards, over, add, ...shared }: Props<C>) {
  const { t } = useParts();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { setNodeRef } = useDroppable({ id: column.id });
  const [adding, setAdding] = useState(false);
  const full = column.limit !== undefined && cards.length > column.limit;
  const others = cards.filter((card) => card.id !== shared.dragged);
  const place = new Map(others.map((card, index) => [card.id, index]));
  return (
    <section ref={setNodeRef} data-column={column.id} aria-labelledby={id} className={css.column} data-over={over !== null || undefined}>
      <header className={css.columnHead}>
        <h3 id={id}>
          <Dot colour={column.colour} />
          <bdi title={column.name}>{column.name}</bdi>
          <span className={css.count} data-full={full || undefined}>
            {full && <CircleAlert size={13} aria-hidden />}
            {column.limit === undefined ? cards.length : `${cards.length} / ${column.limit}`}
            <span className="visually-hidden">{full ? t("part.board.full") : t("part.board.cards", { count: cards.length })}</span>
          </span>
        </h3>
        {add && (
          <button
            type="button"
            className={css.headButton}
            aria-label={t("part.board.add", { column: column.name })}
            aria-expanded={adding}
            onClick={() => setAdding(!adding)}
          >
            <Plus size={16} />
          </button>
        )}
      </header>
      {adding && add && <NewCard label={t("part.board.add", { column: column.name })} add={add} close={() => setAdding(false)} />}
      <div ref={box} className={css.cards}>
        {cards.length === 0 && <p className={css.none}>{t(shared.movable ? "part.board.emptyDrop" : "part.board.empty")}</p>}
        <Long
          items={cards}
          keyOf={(card) => card.id}
          size={CARD}
          scroller={box}
          few={40}
          row={(card, spot) => (
            <CardView key={card.id} {...shared} card={card} spot={spot} place={place.get(card.id)} line={place.get(card.id) === over && over !== null} />
          )}
        >
          {(rows, list) => (
            <ul aria-labelledby={id} {...list} className={css.list} data-line={(over !== null && over >= others.length) || undefined}>
              {rows}
            </ul>
          )}
        </Long>
      </div>
    </section>
  );
}

function CardView<C extends BoardCard>({
  card,
  spot: { ref, style, ...spot },
  place,
  line,
  draw,
  current,
  lifted,
  dragged,
  hint,
  movable,
  pressed,
  focused,
  blurred,
  wanted,
  open,
  places,
  moveTo,
  menu,
}: Shared<C> & { card: C; spot: Place; place: number | undefined; line: boolean }) {
  const { t } = useParts();
  const own = useRef<HTMLDivElement>(null);
  const { setNodeRef, listeners } = useDraggable({ id: card.id, disabled: !movable || card.locked });
  // It may be drawn in another column than before, or a moment later: the focus waits for it.
  useEffect(() => {
    if (wanted.current !== card.id) return;
    own.current?.focus();
    wanted.current = null;
  });
  return (
    <li {...spot} ref={ref} style={style} className={css.item} data-place={place} data-carried={card.id === dragged || undefined} data-line={line || undefined}>
      <div
        ref={(element) => {
          own.current = element;
          setNodeRef(element);
        }}
        {...(listeners as object)}
        role="button"
        tabIndex={card.id === current ? 0 : -1}
        data-card={card.id}
        data-lifted={card.id === lifted || undefined}
        data-locked={card.locked || undefined}
        aria-pressed={movable && !card.locked ? card.id === lifted : undefined}
        aria-roledescription={t("part.board.card")}
        aria-describedby={hint}
        className={css.card}
        onKeyDown={(event) => event.target === event.currentTarget && pressed(card, event)}
        onFocus={() => focused(card.id)}
        onBlur={() => blurred(card)}
        onClick={() => open?.(card)}
      >
        {draw(card)}
      </div>
      {(movable || menu) && !card.locked && (
        <CardMenu card={card} places={places} movable={movable} moveTo={moveTo} menu={menu} reachable={card.id === current} />
      )}
    </li>
  );
}

function NewCard({ label, add, close }: { label: string; add: (title: string) => void; close: () => void }) {
  const { t } = useParts();
  const [title, setTitle] = useState("");
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (title.trim()) add(title.trim());
    setTitle("");
  };
  return (
    <form className={css.new} onSubmit={submit}>
      <input
        autoFocus
        aria-label={label}
        placeholder={t("part.board.title")}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), close())}
        onBlur={() => (submit(), close())}
      />
    </form>
  );
}
