import { scaleBand, scaleLinear, scalePoint } from "d3-scale";
import { area, curveMonotoneX, line, stack } from "d3-shape";
import type { Series } from "./Chart.tsx";

export type Kind = "lines" | "stack" | "bars";
export const EDGES = { top: 10, right: 16, bottom: 28, left: 44 };
/** So much room has a word under the picture. */
const WORD = 84;

export type Mark =
  | { kind: "line" | "area"; key: string; colour: string; dashed?: boolean; d: string }
  | { kind: "bar"; key: string; colour: string; x: number; y: number; width: number; height: number; top: boolean };

export interface Drawn {
  marks: readonly Mark[];
  ticks: readonly { value: number; y: number }[];
  /** Which places have their name under them. */
  places: readonly number[];
  xAt: (index: number) => number;
  nearest: (x: number) => number;
  dots: (index: number) => readonly { key: string; colour: string; y: number }[];
}

/** What is drawn for the numbers, in pixels; pure, so that a test can look at it. */
export function drawn(kind: Kind, count: number, series: readonly Series[], wide: number, height: number): Drawn {
  const piled = kind === "lines" ? [] : series.filter((one) => !one.line);
  const alone = kind === "lines" ? series : series.filter((one) => one.line);
  const indices = Array.from({ length: count }, (_, i) => i);
  const layers = stack<number, string>()
    .keys(piled.map(({ id }) => id))
    .value((index, id) => piled.find((one) => one.id === id)?.values[index] ?? 0)(indices);
  const most = Math.max(1, ...layers.flatMap((layer) => layer.map(([, top]) => top)), ...alone.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const least = Math.min(0, ...alone.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const y = scaleLinear([least, most], [height - EDGES.bottom, EDGES.top]).nice(5);
  const across: [number, number] = [EDGES.left, Math.max(EDGES.left + 1, wide - EDGES.right)];
  const band = scaleBand(indices, across).padding(0.35);
  const point = scalePoint(indices, across).padding(count > 1 ? 0.02 * Math.min(10, count) : 0.5);
  const xAt = (index: number): number => (kind === "bars" ? (band(index) ?? 0) + band.bandwidth() / 2 : (point(index) ?? 0));
  const layersDrawn = layers.flatMap((layer, n): Mark[] => {
    const { id, colour } = piled[n]!;
    if (kind === "stack") {
      const shape = area<[number, number]>()
        .x((_, index) => xAt(index))
        .y0(([low]) => y(low))
        .y1(([, high]) => y(high))
        .curve(curveMonotoneX);
      return [{ kind: "area", key: id, colour, d: shape(layer.map(([low, high]): [number, number] => [low, high])) ?? "" }];
    }
    return layer.flatMap(([low, high], index): Mark[] =>
      high > low
        ? [
            {
              kind: "bar",
              key: `${id} ${index}`,
              colour,
              x: band(index) ?? 0,
              width: band.bandwidth(),
              y: y(high),
              height: y(low) - y(high),
              top: !layers.slice(n + 1).some((above) => above[index]![1] > above[index]![0]),
            },
          ]
        : [],
    );
  });
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => xAt(index))
    .y((value) => y(value ?? 0));
  // Beside one another there is nothing between two places: each has a stroke of its own over its bar.
  const strokes = (values: Series["values"]): string =>
    values.map((value, index) => (value === null ? "" : `M${(band(index) ?? 0) - 6},${y(value)}h${band.bandwidth() + 12}`)).join("");
  const lines = alone.map(
    ({ id, colour, dashed, values }): Mark => ({ kind: "line", key: id, colour, dashed, d: kind === "bars" ? strokes(values) : (path(values) ?? "") }),
  );
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor((across[1] - across[0]) / WORD))));
  return {
    marks: [...layersDrawn, ...lines],
    ticks: y.ticks(5).map((value) => ({ value, y: y(value) })),
    places: indices.filter((index) => index % every === 0),
    xAt,
    nearest: (x) => indices.reduce((best, index) => (Math.abs(xAt(index) - x) < Math.abs(xAt(best) - x) ? index : best), 0),
    dots: (index) =>
      alone.flatMap(({ id, colour, values }) => {
        const value = values[index];
        return value === null || value === undefined ? [] : [{ key: id, colour, y: y(value) }];
      }),
  };
}
