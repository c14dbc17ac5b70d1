import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import type { Cell } from "./keys.ts";
import type { Column, Line, TableRow } from "./view.ts";

export const HEADER = 36;
export const CHECK = 40;
const coarse = (): boolean => matchMedia("(pointer: coarse)").matches;

/** How wide a box is: 0 until the browser has laid it out. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [wide, setWide] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => setWide(element.clientWidth);
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return wide;
}

export interface ShownColumn {
  /** Of all columns; the first is always there and not among these. */
  index: number;
  start: number;
}

interface Asked<R extends TableRow> {
  box: RefObject<HTMLDivElement | null>;
  lines: readonly Line<R>[];
  columns: readonly Column[];
  at: Cell;
  select: boolean;
}

/** Which rows and columns are drawn: those that can be seen, a few around them, and the one that has the focus. */
export function useAround<R extends TableRow>({ box, lines, columns, at, select }: Asked<R>) {
  const height = coarse() ? 44 : 36;
  const pinned = (columns[0]?.width ?? 0) + (select ? CHECK : 0);
  const rtl = typeof document !== "undefined" && document.documentElement.dir === "rtl";
  const rows = useVirtualizer({
    count: lines.length,
    estimateSize: () => height,
    getItemKey: (index) => lines[index]?.key ?? index,
    getScrollElement: () => box.current,
    overscan: 6,
    // The header lies over the first of what is scrolled.
    scrollPaddingEnd: HEADER,
    initialRect: { width: 800, height: 600 },
    rangeExtractor: (range) => beside(range, at.row),
  });
  const across = useVirtualizer({
    horizontal: true,
    isRtl: rtl,
    count: Math.max(0, columns.length - 1),
    estimateSize: (index) => columns[index + 1]?.width ?? 100,
    getItemKey: (index) => columns[index + 1]?.field.id ?? index,
    getScrollElement: () => box.current,
    overscan: 1,
    scrollPaddingEnd: pinned,
    initialRect: { width: 800, height: 600 },
    rangeExtractor: (range) => beside(range, at.col - 1),
  });
  useEffect(() => across.measure(), [across, columns]);
  return {
    rtl,
    rows: rows.getVirtualItems(),
    columns: across.getVirtualItems().map(({ index, start }): ShownColumn => ({ index: index + 1, start: start + pinned })),
    height: rows.getTotalSize(),
    total: pinned + columns.slice(1).reduce((sum, { width }) => sum + width, 0),
    page: Math.max(1, Math.floor(((rows.scrollRect?.height ?? 600) - HEADER) / height)),
    show: (cell: Cell): void => {
      if (cell.row >= 0) rows.scrollToIndex(cell.row, { align: "auto" });
      const col = cell.col - (select ? 1 : 0) - 1;
      if (col >= 0) across.scrollToIndex(col, { align: "auto" });
    },
  };
}

/** The row with the focus stays, wherever one has scrolled to: whoever presses a key then is still there. */
function beside(range: Range, at: number): number[] {
  const seen = defaultRangeExtractor(range);
  if (at < 0 || at >= range.count || seen.includes(at)) return seen;
  return [...seen, at].sort((a, b) => a - b);
}
