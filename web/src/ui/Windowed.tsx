import { defaultRangeExtractor, measureElement, type Range, useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { afterPaint } from "../app/marks.ts";
import type { ListParts, Place } from "./Long.tsx";
import { printing } from "./printing.ts";

interface Props {
  count: number;
  /** A row's height, nearly: those on screen are measured. */
  size: number;
  keyOf: (index: number) => string;
  row: (index: number, place: Place) => ReactNode;
  /** The list around the rows. */
  children: (rows: ReactNode, list: ListParts) => ReactNode;
}

export interface WindowedProps extends Props {
  /** The box that scrolls; none when it is the page. */
  scroller: RefObject<HTMLElement | null> | null;
  at: number;
}

/** The rows that can be seen, and a few around them: a list of thousands costs what a list of twenty costs. */
export default function Windowed({ scroller, at, ...props }: WindowedProps) {
  return scroller ? <InBox scroller={scroller} at={at} {...props} /> : <InPage {...props} />;
}

/** So far beyond what can be seen rows are there already, in pixels. */
const AHEAD = 260;
/** No list begins higher on its page: a first guess, so that fewer rows are drawn that nobody sees. */
const TOP = 160;

const overscan = (size: number): number => Math.max(3, Math.round(AHEAD / size));

function InPage(props: Props) {
  const list = useRef<HTMLElement>(null);
  const [scrollMargin, setMargin] = useState(TOP);
  const stands = useRef(false);
  const paper = useSyncExternalStore(printing.subscribe, printing.getSnapshot);
  const rows = useWindowVirtualizer({
    count: props.count,
    estimateSize: () => props.size,
    getItemKey: props.keyOf,
    overscan: overscan(props.size),
    measureElement: (element, entry, all) => (entry || stands.current ? measureElement(element, entry, all) : thought(element, all)),
    scrollMargin,
    // What comes on top of what somebody reads does not push it away; whoever is at the top sees it come.
    anchorTo: scrollY > scrollMargin ? "end" : "start",
    initialRect: { width: innerWidth, height: innerHeight },
    initialOffset: () => scrollY,
    rangeExtractor: (range) => withFocus(range, list.current),
  });
  // Where the list begins is asked for when it stands: asking earlier would lay the page out twice. It is asked again
  // when the page has become another height, for something above the list may have come or gone.
  useEffect(() => {
    const look = (): void => setMargin(Math.round((list.current?.getBoundingClientRect().top ?? 0) + scrollY));
    const grown = new ResizeObserver(look);
    const stop = afterPaint(() => {
      stands.current = true;
      grown.observe(document.body);
    });
    return () => {
      stop();
      grown.disconnect();
    };
  }, []);
  return <>{paper ? whole(list, props) : shown(rows, scrollMargin, list, props)}</>;
}

function InBox({ scroller, at, ...props }: WindowedProps & { scroller: RefObject<HTMLElement | null> }) {
  const list = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: props.count,
    estimateSize: () => props.size,
    getItemKey: props.keyOf,
    overscan: overscan(props.size),
    getScrollElement: () => scroller.current,
    initialRect: { width: 260, height: innerHeight },
    rangeExtractor: (range) => withFocus(range, scroller.current),
  });
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [rows, at]);
  return <>{shown(rows, 0, list, props)}</>;
}

/**
 * The first rows are as high as was thought, until the browser has laid them out and says so itself, which is before it
 * paints them: asking for it when they are made has the page laid out there and then, and again with what comes after.
 */
function thought<S extends Element | Window>(element: Element, rows: Virtualizer<S, Element>): number {
  const index = rows.indexFromElement(element);
  return rows.measurementsCache[index]?.size ?? rows.options.estimateSize(index);
}

/** The row that has the focus, and those beside it, stay: whoever scrolls away and then presses a key is still there. */
function withFocus(range: Range, list: HTMLElement | null): number[] {
  const seen = defaultRangeExtractor(range);
  const row = list && document.activeElement?.closest<HTMLElement>("[data-index]");
  if (!row || !list.contains(row)) return seen;
  const at = Number(row.dataset.index);
  const beside = [at - 1, at, at + 1].filter((index) => index >= 0 && index < range.count && (index < seen[0]! || index > seen.at(-1)!));
  return beside.length ? [...seen, ...beside].sort((a, b) => a - b) : seen;
}

function shown<S extends Element | Window>(
  rows: Virtualizer<S, Element>,
  margin: number,
  list: RefObject<HTMLElement | null>,
  { count, row, children }: Props,
): ReactNode {
  const items = rows.getVirtualItems();
  const before = (items[0]?.start ?? margin) - margin;
  const after = rows.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);
  return children(
    items.map(({ index, start }, i) => {
      const gap = i > 0 ? start - items[i - 1]!.end : 0;
      return row(index, { ...placed(index, count), ref: rows.measureElement, ...(gap > 0 && { style: { marginBlockStart: gap } }) });
    }),
    { style: { paddingBlockStart: Math.max(0, before), paddingBlockEnd: Math.max(0, after) }, ref: list as RefObject<never> },
  );
}

/** Paper does not scroll. */
function whole(list: RefObject<HTMLElement | null>, { count, row, children }: Props): ReactNode {
  return children(
    Array.from({ length: count }, (_, index) => row(index, placed(index, count))),
    { ref: list as RefObject<never> },
  );
}

const placed = (index: number, count: number): Place => ({ "data-index": index, "aria-posinset": index + 1, "aria-setsize": count });
