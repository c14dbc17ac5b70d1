import { ChartLine, Table2 } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from "react";
import { isDay } from "../fields/days.ts";
import { shortDay } from "../fields/said.ts";
import type { Colour } from "../fields/types.ts";
import { useWidth } from "../table/window.ts";
import { useParts } from "../words.ts";
import css from "./chart.module.css";
import { type Drawn, drawn, EDGES, type Kind } from "./draw.ts";

export interface Series {
  id: string;
  name: string;
  colour: Colour;
  /** One for each place of `x`; null where nothing is known. */
  values: readonly (number | null)[];
  /** What is foreseen, or meant: drawn broken, so that colour is not all that says it. */
  dashed?: boolean;
  /** In bars and stacks: a line over them, such as what somebody has time for. */
  line?: boolean;
}

export interface ChartProps {
  label: string;
  /** `lines`: burn-up, trends; `stack`: cumulative flow; `bars`: workload, on top of one another. */
  kind: Kind;
  /** Days as `2031-05-04`, or names. */
  x: readonly string[];
  series: readonly Series[];
  format?: (value: number) => string;
  height?: number;
}

/** Numbers over time or beside one another: drawn, and the same as a table. Arrow keys, a pointer and a thumb read it point by point. */
export default function Chart({ label, kind, x, series, format, height = 240 }: ChartProps) {
  const { t, language } = useParts();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const wide = useWidth(box) || 640;
  const [asTable, setAsTable] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const picture = useMemo(() => drawn(kind, x.length, series, wide, height), [kind, x.length, series, wide, height]);
  const say = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : format ? format(value) : new Intl.NumberFormat(language).format(value);
  const place = (index: number): string => (isDay(x[index] ?? "") ? shortDay(x[index]!, language) : (x[index] ?? ""));
  const told = at === null ? "" : `${place(at)}: ${series.map((one) => `${one.name} ${say(one.values[at])}`).join(", ")}`;
  const pressed = (event: KeyboardEvent): void => {
    const now = at ?? (event.key === "ArrowLeft" ? x.length : -1);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: x.length - 1 }[event.key];
    if (event.key === "Escape" && at !== null) setAt(null);
    else if (next !== undefined) setAt(Math.min(x.length - 1, Math.max(0, next)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pointed = (event: PointerEvent<SVGSVGElement>): void => setAt(picture.nearest(event.clientX - event.currentTarget.getBoundingClientRect().left));
  return (
    <figure className={css.chart} aria-labelledby={id}>
      <div className={css.top}>
        <figcaption id={id}>{label}</figcaption>
        <button
          type="button"
          className={css.turn}
          aria-pressed={asTable}
          aria-label={t("part.chart.table", { name: label })}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartLine size={16} /> : <Table2 size={16} />}
        </button>
      </div>
      <ul className={css.legend} aria-hidden>
        {series.map((one) => (
          <li key={one.id} data-colour={one.colour}>
            <i data-dashed={one.dashed || undefined} data-line={one.line || kind === "lines" || undefined} /> {one.name}
          </li>
        ))}
      </ul>
      <div ref={box} className={asTable ? css.gone : css.picture}>
        {x.length === 0 || series.length === 0 ? (
          <p className={css.none} style={{ height }}>
            {t("part.chart.empty")}
          </p>
        ) : (
          // It is gone through with arrow keys, as a slider is: what stands there is said below.
          <div
            role="slider"
            tabIndex={asTable ? -1 : 0}
            aria-label={t("part.chart.read", { name: label })}
            aria-valuemin={1}
            aria-valuemax={x.length}
            aria-valuenow={(at ?? -1) + 1 || 1}
            aria-valuetext={told || t("part.chart.hint")}
            className={css.reader}
            onKeyDown={pressed}
            onBlur={() => setAt(null)}
          >
            <svg
              aria-hidden
              width={wide}
              height={height}
              onPointerMove={pointed}
              onPointerDown={pointed}
              onPointerLeave={(event) => event.pointerType === "mouse" && setAt(null)}
            >
              <Axes picture={picture} wide={wide} height={height} place={place} say={say} />
              {picture.marks.map((mark) =>
                mark.kind === "bar" ? (
                  <rect
                    key={mark.key}
                    data-colour={mark.colour}
                    className={css.bar}
                    x={mark.x}
                    y={mark.y}
                    width={mark.width}
                    height={mark.height}
                    rx={mark.top ? 3 : 0}
                  />
                ) : (
                  <path
                    key={mark.key}
                    data-colour={mark.colour}
                    data-dashed={mark.dashed || undefined}
                    className={mark.kind === "area" ? css.area : css.line}
                    d={mark.d}
                  />
                ),
              )}
              {at !== null && <line className={css.cursor} x1={picture.xAt(at)} x2={picture.xAt(at)} y1={EDGES.top} y2={height - EDGES.bottom} />}
              {at !== null &&
                picture.dots(at).map((dot) => <circle key={dot.key} data-colour={dot.colour} className={css.dot} cx={picture.xAt(at)} cy={dot.y} r={4} />)}
            </svg>
          </div>
        )}
        {at !== null && (
          <div className={css.tip} style={{ left: Math.min(wide - 190, Math.max(0, picture.xAt(at) + (picture.xAt(at) > wide / 2 ? -190 : 12))) }}>
            <strong>{place(at)}</strong>
            {series.map((one) => (
              <span key={one.id} data-colour={one.colour}>
                <i data-dashed={one.dashed || undefined} data-line={one.line || kind === "lines" || undefined} /> {one.name} <b>{say(one.values[at])}</b>
              </span>
            ))}
          </div>
        )}
      </div>
      {/* As tall as the picture, or not seen at all, but always there for a screen reader. */}
      <div
        className={asTable ? css.table : "visually-hidden"}
        style={asTable ? { maxHeight: height + 20 } : undefined}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
        tabIndex={asTable ? 0 : undefined}
        role="region"
        aria-label={t("part.chart.values", { name: label })}
      >
        <table>
          <thead>
            <tr>
              <td />
              {series.map((one) => (
                <th key={one.id} scope="col">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {x.map((_, index) => (
              <tr key={index}>
                <th scope="row">{place(index)}</th>
                {series.map((one) => (
                  <td key={one.id}>{say(one.values[index])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Axes({
  picture,
  wide,
  height,
  place,
  say,
}: {
  picture: Drawn;
  wide: number;
  height: number;
  place: (index: number) => string;
  say: (value: number) => string;
}) {
  return (
    <g className={css.axes}>
      {picture.ticks.map(({ value, y }) => (
        <g key={value}>
          <line x1={EDGES.left} x2={wide - EDGES.right} y1={y} y2={y} data-zero={value === 0 || undefined} />
          <text x={EDGES.left - 8} y={y} dy="0.32em" textAnchor="end">
            {say(value)}
          </text>
        </g>
      ))}
      {picture.places.map((index) => (
        <text key={index} x={picture.xAt(index)} y={height - 8} textAnchor="middle">
          {place(index)}
        </text>
      ))}
    </g>
  );
}
