import { Button } from "@mantine/core";
import { type CSSProperties, type ReactNode, type RefObject, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { later } from "../app/later.tsx";
import { useAction } from "./action.ts";
import { Note, Rows } from "./bits.tsx";
import css from "./bits.module.css";
import type { WindowedProps } from "./Windowed.tsx";

/** What the element of a row carries where not all rows are there: how high it really is, and which of how many it is. */
export interface Place {
  ref?: (element: Element | null) => void;
  style?: CSSProperties;
  "data-index"?: number;
  "aria-posinset"?: number;
  "aria-setsize"?: number;
}

/** What the list around the rows carries. */
export interface ListParts {
  ref?: RefObject<never>;
  style?: CSSProperties;
}

interface Props<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** A row's height, nearly. */
  size: number;
  row: (item: T, place: Place, index: number) => ReactNode;
  children: (rows: ReactNode, list: ListParts) => ReactNode;
  /** The box that scrolls; none when it is the page. */
  scroller?: RefObject<HTMLElement | null>;
  /** In a box: the row that must be in sight. */
  at?: number;
  /** Up to so many rows are simply there; of more, those that can be seen. */
  few?: number;
}

const Windowed = later<WindowedProps, typeof import("./Windowed.tsx")>(() => import("./Windowed.tsx"));

/** A list that may grow without end, and costs what can be seen of it. On paper it is all there. */
export function Long<T>({ items, keyOf, size, row, children, scroller, at = -1, few = 50 }: Props<T>) {
  const some = (): ReactNode =>
    children(
      items.slice(0, few).map((item, index) => row(item, {}, index)),
      {},
    );
  if (items.length <= few) return some();
  return (
    <Suspense fallback={some()}>
      <Windowed
        scroller={scroller ?? null}
        at={at}
        count={items.length}
        size={size}
        keyOf={(index) => keyOf(items[index]!)}
        row={(index, place) => row(items[index]!, place, index)}
      >
        {children}
      </Windowed>
    </Suspense>
  );
}

/** The same as the rows of a section. */
export function LongRows<T extends { id: string }>({
  label,
  items,
  size = 64,
  row,
}: {
  label: string;
  items: readonly T[];
  size?: number;
  row: (item: T, place: Place) => ReactNode;
}) {
  return (
    <Long items={items} keyOf={({ id }) => id} size={size} row={row}>
      {(rows, list) => (
        <Rows label={label} {...list}>
          {rows}
        </Rows>
      )}
    </Long>
  );
}

/** The way on in a history of which only the newest part is here. */
export function Older({ view, count }: { view: { goesOn: boolean; older: () => Promise<void> }; count: number }) {
  const { t } = useTranslation();
  const more = useAction(view.older);
  if (!view.goesOn) return null;
  return (
    <div className={css.older}>
      <Note>{more.error}</Note>
      <Button variant="default" size="xs" loading={more.busy} onClick={() => void more.run()}>
        {t("ui.older")}
      </Button>
      <span className="quiet">{t("ui.newest", { count })}</span>
    </div>
  );
}
