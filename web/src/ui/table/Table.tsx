import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Button } from "@mantine/core";
import { Note } from "../bits.tsx";
import { usePeople } from "../fields/people.ts";
import { type Field, kindOf, textOf, type Value } from "../fields/types.ts";
import { sameValue } from "../fields/values.ts";
import type { Leave } from "../OptionList.tsx";
import { Skeleton } from "../Skeleton.tsx";
import { useParts } from "../words.ts";
import { AddRow, BulkBar } from "./Around.tsx";
import { Head } from "./Head.tsx";
import { type Cell, step, writes } from "./keys.ts";
import { Line as LineView } from "./Line.tsx";
import { all, NOTHING, reached, type Selection, stretched, toggled } from "./selection.ts";
import css from "./table.module.css";
import { type Column, columnsOf, folded, type Line, linesOf, nudged, resized, type TableRow, type TableView } from "./view.ts";
import { useAround, useWidth } from "./window.ts";

export interface TableProps<R extends TableRow> {
  label: string;
  /** The first says which row it is: it stays in sight when the others scroll. */
  fields: readonly Field[];
  rows: readonly R[];
  view: TableView;
  changeView: (view: TableView) => void;
  /** What was written in a cell; without it nothing can be. */
  change?: (row: R, field: Field, value: Value) => void;
  selection?: Selection;
  select?: (selection: Selection) => void;
  /** What can be done with those that are chosen. */
  bulk?: (ids: ReadonlySet<string>) => ReactNode;
  /** Opens the row beside the table or as a page: Ctrl+Enter, or the button in its first cell. */
  open?: (row: R) => void;
  /** A row from its first field, at the foot of the table. */
  add?: (text: string) => void;
  phase?: "ready" | "loading" | "error";
  error?: ReactNode;
  retry?: () => void;
  /** What stands there without rows. */
  empty?: ReactNode;
  /** As high as this at most; it scrolls in itself, so that its header stays. */
  height?: string;
}

/** A table of thousands of rows and any number of columns, written in where it stands. */
export function Table<R extends TableRow>(props: TableProps<R>) {
  const { t } = useParts();
  const { phase = "ready", rows, add, fields } = props;
  if (phase === "loading") return <Skeleton kind="table" />;
  if (phase === "error")
    return (
      <div className={css.failed}>
        <Note>{props.error ?? t("problem.unknown")}</Note>
        {props.retry && (
          <Button size="xs" variant="default" onClick={props.retry}>
            {t("ui.retry")}
          </Button>
        )}
      </div>
    );
  return (
    <div className={css.table}>
      {rows.length === 0 ? props.empty : <Grid {...props} />}
      {add && fields[0] && <AddRow field={fields[0]} add={add} />}
      {props.selection && props.select && (
        <BulkBar count={props.selection.ids.size} clear={() => props.select!(NOTHING)}>
          {props.bulk?.(props.selection.ids)}
        </BulkBar>
      )}
    </div>
  );
}

export const HEAD = "head";
const SELECT = "select";

function Grid<R extends TableRow>({ label, fields, rows, view, changeView, change, selection = NOTHING, select, open, height = "70vh" }: TableProps<R>) {
  const { t, language } = useParts();
  const people = usePeople();
  const box = useRef<HTMLDivElement>(null);
  const wide = useWidth(box);
  const columns = useMemo(() => fitted(columnsOf(fields, view), wide), [fields, view, wide]);
  const lines = useMemo(() => linesOf(rows, fields, view, { language, people: people.byId }), [rows, fields, view, language, people.byId]);
  const order = useMemo(() => lines.flatMap((line) => (line.kind === "row" ? [line.key] : [])), [lines]);
  const cols = useMemo(() => [...(select ? [SELECT] : []), ...columns.map(({ field }) => field.id)], [columns, select]);
  const grid = useFocus(box, lines, cols);
  const { at, move } = grid;
  const [writing, setWriting] = useState<{ key: string; col: string; initial?: string } | null>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const around = useAround({ box, lines, columns, at: { row: at.row, col: at.col - (select ? 1 : 0) }, select: select !== undefined });
  const { show } = around;
  useLayoutEffect(() => grid.settle(show));

  const fieldAt = (col: number): Field | undefined => columns[col - (select ? 1 : 0)]?.field;
  const canWrite = (line: Line<R> | undefined, field: Field | undefined): boolean =>
    change !== undefined && line?.kind === "row" && !line.row.locked && field !== undefined && !field.readOnly && field.type !== "formula";
  const write = (cell: Cell, initial?: string): void => {
    const [line, field] = [lines[cell.row], fieldAt(cell.col)];
    if (!canWrite(line, field) || line?.kind !== "row" || !field) return;
    if (kindOf(field) === "checkbox") change!(line.row, field, line.row.values[field.id] !== true);
    else setWriting({ key: line.key, col: field.id, initial });
  };
  const commit = (row: R, field: Field, value: Value, leave: Leave): void => {
    setWriting(null);
    if (!sameValue(row.values[field.id], value)) change!(row, field, value);
    if (leave === "left") return;
    const along = leave === "next" ? 1 : leave === "back" ? -1 : 0;
    move({ row: at.row, col: Math.min(cols.length - 1, Math.max(0, at.col + along)) });
  };
  const empty = (cell: Cell): void => {
    const [line, field] = [lines[cell.row], fieldAt(cell.col)];
    if (canWrite(line, field) && line?.kind === "row" && !field!.required) change!(line.row, field!, null);
  };

  const ofHead = (event: KeyboardEvent): boolean => {
    const field = fieldAt(at.col);
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
    if (at.row !== -1 || !field || !event.altKey || !way) return false;
    const forward = (around.rtl ? -way : way) as 1 | -1;
    changeView(
      event.shiftKey
        ? nudged(fields, view, field.id, forward)
        : resized(fields, view, field.id, columns.find((one) => one.field === field)!.width + forward * 16),
    );
    return true;
  };
  const ofSelection = (event: KeyboardEvent): boolean => {
    const line = lines[at.row];
    if (!select) return false;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") select(all(order));
    else if (event.key === "Escape" && selection.ids.size > 0) select(NOTHING);
    else if (line?.kind !== "row") return false;
    else if (event.shiftKey && event.key === " ") select(toggled(selection, line.key));
    else if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = order[order.indexOf(line.key) + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return true;
      select(stretched(selection, line.key, next, order));
      move({ row: grid.indexOf(next), col: at.col });
    } else if (event.key === "Enter" && cols[at.col] === SELECT) select(toggled(selection, line.key));
    else return false;
    return true;
  };
  const ofLine = (event: KeyboardEvent): boolean => {
    const line = lines[at.row];
    if (line?.kind === "group") {
      const side = { ArrowRight: !around.rtl, ArrowLeft: around.rtl }[event.key];
      if (side === undefined) return false;
      if (side === line.folded) changeView(folded(view, line.key));
      return true;
    }
    if (line?.kind !== "row" || event.altKey) return false;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) open?.(line.row);
    else if ((event.key === "Enter" || event.key === "F2") && canWrite(line, fieldAt(at.col))) write(at);
    else if (event.key === "Enter" || event.key === "F2") open?.(line.row);
    else if (event.key === "Delete" || event.key === "Backspace") empty(at);
    else if (event.key === " " && cols[at.col] === SELECT) return false;
    else if (event.key === " " && typed(fieldAt(at.col))) return true;
    else if (event.key === " ") write(at);
    else if (writes(event) && typed(fieldAt(at.col))) write(at, event.key);
    else return false;
    return true;
  };
  const pressed = (event: KeyboardEvent<HTMLElement>): void => {
    // What stands in a popover belongs to the cell in React, and to itself on the page.
    if (writing || menu || event.nativeEvent.isComposing || !event.currentTarget.contains(event.target as Node)) return;
    let done = ofHead(event) || ofSelection(event) || ofLine(event);
    const next = done ? null : step(at, event, { rows: lines.length, cols: cols.length, page: around.page, rtl: around.rtl });
    if (next) {
      move(next);
      done = true;
    }
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={box}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-colcount={cols.length}
      aria-multiselectable={select ? true : undefined}
      className={css.grid}
      style={{ maxHeight: height }}
      onKeyDown={pressed}
      onFocus={grid.focused}
    >
      <Head
        columns={columns}
        shown={around.columns}
        total={around.total}
        at={at.row === -1 ? at.col : -1}
        fields={fields}
        view={view}
        changeView={changeView}
        menu={menu}
        setMenu={setMenu}
        select={
          select && {
            state: order.length > 0 && order.every((id) => selection.ids.has(id)) ? "all" : selection.ids.size ? "some" : "none",
            toggle: () => select(selection.ids.size >= order.length ? NOTHING : all(order)),
          }
        }
      />
      <div role="rowgroup" className={css.body} style={{ height: around.height, width: around.total }}>
        {around.rows.map(({ index, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <LineView
              key={line.key}
              line={line}
              index={index}
              start={start}
              columns={columns}
              shown={around.columns}
              total={around.total}
              at={at.row === index ? at.col : -1}
              group={view.group ? fields.find(({ id }) => id === view.group) : undefined}
              writing={writing?.key === line.key ? writing : null}
              selected={select ? selection.ids.has(line.key) : undefined}
              label={t("part.table.select", { name: line.kind === "row" ? textOf(line.row.values[fields[0]!.id]) : "" })}
              toggle={(shift) => select?.(shift ? reached(selection, line.key, order) : toggled(selection, line.key))}
              fold={() => changeView(folded(view, line.key))}
              open={open && line.kind === "row" ? () => open(line.row) : undefined}
              canWrite={(field) => canWrite(line, field)}
              write={(col) => write({ row: index, col })}
              commit={(field, value, leave) => line.kind === "row" && commit(line.row, field, value, leave)}
              giveUp={() => {
                setWriting(null);
                move(at);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

const typed = (field: Field | undefined): boolean => field !== undefined && kindOf(field) !== "checkbox";

/** On a narrow screen the first column leaves room for the one that is read beside it. */
function fitted(columns: Column[], wide: number): Column[] {
  const [first, ...others] = columns;
  return first && wide > 0 ? [{ ...first, width: Math.min(first.width, Math.max(120, Math.round(wide * 0.45))) }, ...others] : columns;
}

/** Which cell has the focus: by the keys of its row and column, so that it goes with them when the order changes. */
function useFocus<R extends TableRow>(box: React.RefObject<HTMLDivElement | null>, lines: readonly Line<R>[], cols: readonly string[]) {
  const places = useMemo(() => new Map(lines.map(({ key }, place) => [key, place])), [lines]);
  const [at, setAt] = useState({ key: lines[0]?.key ?? HEAD, col: cols.find((col) => col !== SELECT) ?? SELECT });
  const last = useRef({ row: 0, col: 0 });
  const wants = useRef(false);
  const row = at.key === HEAD ? -1 : (places.get(at.key) ?? Math.min(last.current.row, lines.length - 1));
  const col = Math.max(0, cols.includes(at.col) ? cols.indexOf(at.col) : Math.min(last.current.col, cols.length - 1));
  useEffect(() => void (last.current = { row, col }), [row, col]);
  const set = (next: Cell): void => setAt({ key: next.row < 0 ? HEAD : (lines[next.row]?.key ?? HEAD), col: cols[next.col] ?? SELECT });
  return {
    at: { row, col },
    indexOf: (key: string): number => places.get(key) ?? 0,
    move: (next: Cell): void => {
      wants.current = true;
      set(next);
    },
    focused: (event: React.FocusEvent<HTMLElement>): void => {
      const cell = event.target.closest<HTMLElement>("[data-row]");
      if (!cell || !event.currentTarget.contains(cell)) return;
      const next = { row: Number(cell.dataset.row), col: cell.dataset.col === undefined ? col : Number(cell.dataset.col) };
      if (next.row !== row || next.col !== col) set(next);
    },
    /** After drawing: the cell that was gone to is shown, and has the focus. */
    settle: (show: (cell: Cell) => void): void => {
      if (!wants.current) return;
      wants.current = false;
      show({ row, col });
      const cell =
        box.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-col="${col}"]`) ?? box.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
      (cell?.querySelector<HTMLElement>("[data-focus]") ?? cell)?.focus({ preventScroll: true });
    },
  };
}
