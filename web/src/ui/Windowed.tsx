import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { afterPaint } from "../app/marks.ts";

/** What a row must carry so that its real height is known. */
export interface Measured {
  ref?: (element: Element | null) => void;
  "data-index"?: number;
}

interface Props {
  count: number;
  /** A row's height, nearly: those on screen are measured. */
  size: number;
  keyOf: (index: number) => string;
  row: (index: number, measured: Measured) => ReactNode;
  /** The list around the rows. */
  children: (rows: ReactNode, style: CSSProperties, ref: RefObject<never>) => ReactNode;
}

/** The rows that can be seen, and a few around them: a list of thousands costs what a list of twenty costs. */
export default function Windowed({ scroller, ...props }: Props & { scroller: RefObject<HTMLElement | null> | null }) {
  return scroller ? <InBox scroller={scroller} {...props} /> : <InPage {...props} />;
}

const OVERSCAN = 8;

function InPage(props: Props) {
  const list = useRef<HTMLElement>(null);
  const [scrollMargin, setMargin] = useState(0);
  const rows = useWindowVirtualizer({
    count: props.count,
    estimateSize: () => props.size,
    getItemKey: props.keyOf,
    overscan: OVERSCAN,
    scrollMargin,
    initialRect: { width: innerWidth, height: innerHeight },
    initialOffset: () => scrollY,
  });
  // Where the list begins is asked for when it stands: asking earlier would lay the page out twice.
  useEffect(() => afterPaint(() => setMargin(Math.round((list.current?.getBoundingClientRect().top ?? 0) + scrollY))), []);
  return <>{shown(rows, scrollMargin, list, props)}</>;
}

function InBox({ scroller, ...props }: Props & { scroller: RefObject<HTMLElement | null> }) {
  const list = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: props.count,
    estimateSize: () => props.size,
    getItemKey: props.keyOf,
    overscan: OVERSCAN,
    getScrollElement: () => scroller.current,
    initialRect: { width: 260, height: innerHeight },
  });
  return <>{shown(rows, 0, list, props)}</>;
}

function shown<S extends Element | Window>(rows: Virtualizer<S, Element>, margin: number, list: RefObject<HTMLElement | null>, { row, children }: Props): ReactNode {
  const items = rows.getVirtualItems();
  const before = (items[0]?.start ?? margin) - margin;
  const after = rows.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);
  return children(
    items.map(({ index }) => row(index, { ref: rows.measureElement, "data-index": index })),
    { paddingBlockStart: Math.max(0, before), paddingBlockEnd: Math.max(0, after) },
    list as RefObject<never>,
  );
}
