import { ArrowDown, ArrowDownAZ, ArrowLeft, ArrowRight, ArrowUp, ArrowUpAZ, EyeOff, Group, MoveHorizontal } from "lucide-react";
import { Menu } from "@mantine/core";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { Field } from "../fields/types.ts";
import { useParts } from "../words.ts";
import css from "./table.module.css";
import { type Column, hidden, LEAST, MOST, moved, nudged, resized, sorted, sortOf, type TableView } from "./view.ts";
import { CHECK, HEADER, type ShownColumn } from "./window.ts";

interface Props {
  columns: readonly Column[];
  shown: readonly ShownColumn[];
  total: number;
  at: number;
  fields: readonly Field[];
  view: TableView;
  changeView: (view: TableView) => void;
  menu: string | null;
  setMenu: (col: string | null) => void;
  select?: { state: "all" | "some" | "none"; toggle: () => void };
}

/** The names of the columns: what sorts, hides and moves them is in a menu of each, by mouse and by keys alike. */
export function Head({ columns, shown, total, at, select, ...rest }: Props) {
  const { t } = useParts();
  const row = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = select?.state === "some";
  }, [select?.state]);
  const offset = select ? 1 : 0;
  return (
    <div role="rowgroup" className={css.head} style={{ width: total, height: HEADER }}>
      <div ref={row} role="row" aria-rowindex={1} className={css.headRow}>
        {select && (
          <div role="columnheader" aria-colindex={1} data-row={-1} data-col={0} className={css.check} style={{ width: CHECK }}>
            <input
              ref={box}
              type="checkbox"
              data-focus
              tabIndex={at === 0 ? 0 : -1}
              aria-label={t("part.table.selectAll")}
              checked={select.state === "all"}
              onChange={select.toggle}
            />
          </div>
        )}
        {columns[0] && <Name {...rest} row={row} column={columns[0]} col={offset} here={at === offset} first start={offset * CHECK} />}
        {shown.map(({ index, start }) => {
          const column = columns[index];
          return column && <Name key={column.field.id} {...rest} row={row} column={column} col={index + offset} here={at === index + offset} start={start} />;
        })}
      </div>
    </div>
  );
}

interface NameProps extends Omit<Props, "columns" | "shown" | "total" | "at" | "select"> {
  row: React.RefObject<HTMLDivElement | null>;
  column: Column;
  col: number;
  here: boolean;
  first?: boolean;
  start: number;
}

function Name({ row, column: { field, width }, col, here, first, start, fields, view, changeView, menu, setMenu }: NameProps) {
  const { t } = useParts();
  const sort = sortOf(view, field.id);
  const drag = useDrag(row, field.id, (before) => changeView(moved(fields, view, field.id, before)));
  return (
    <div
      role="columnheader"
      aria-colindex={col + 1}
      aria-sort={sort === "up" ? "ascending" : sort === "down" ? "descending" : undefined}
      data-row={-1}
      data-col={col}
      data-field={field.id}
      data-dragged={drag.dragged || undefined}
      className={first ? css.headFirst : css.headCell}
      style={{ width, insetInlineStart: start }}
    >
      <Menu opened={menu === field.id} onChange={(opened) => setMenu(opened ? field.id : null)} position="bottom-start" withinPortal>
        <Menu.Target>
          <button
            type="button"
            data-focus
            tabIndex={here ? 0 : -1}
            className={css.headButton}
            data-number={field.type === "number" || field.type === "money" || undefined}
            {...(!first && drag.handlers)}
          >
            <bdi title={field.name}>{field.name}</bdi>
            {sort === "up" && <ArrowUp size={14} aria-hidden />}
            {sort === "down" && <ArrowDown size={14} aria-hidden />}
          </button>
        </Menu.Target>
        {menu === field.id && (
          <Menu.Dropdown>
            <Menu.Item leftSection={<ArrowUpAZ size={16} />} onClick={() => changeView(sorted(view, field.id, sort === "up" ? null : "up"))}>
              {t(sort === "up" ? "part.table.unsort" : "part.table.sortUp")}
            </Menu.Item>
            <Menu.Item leftSection={<ArrowDownAZ size={16} />} onClick={() => changeView(sorted(view, field.id, sort === "down" ? null : "down"))}>
              {t(sort === "down" ? "part.table.unsort" : "part.table.sortDown")}
            </Menu.Item>
            <Menu.Item leftSection={<Group size={16} />} onClick={() => changeView({ ...view, group: view.group === field.id ? null : field.id, folded: [] })}>
              {t(view.group === field.id ? "part.table.ungroup" : "part.table.groupBy")}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<MoveHorizontal size={16} />}
              closeMenuOnClick={false}
              onClick={() => changeView(resized(fields, view, field.id, width + 40))}
            >
              {t("part.table.wider")}
            </Menu.Item>
            <Menu.Item
              leftSection={<MoveHorizontal size={16} />}
              closeMenuOnClick={false}
              onClick={() => changeView(resized(fields, view, field.id, width - 40))}
            >
              {t("part.table.narrower")}
            </Menu.Item>
            {!first && (
              <>
                <Menu.Item leftSection={<ArrowLeft size={16} className={css.way} />} onClick={() => changeView(nudged(fields, view, field.id, -1))}>
                  {t("part.table.before")}
                </Menu.Item>
                <Menu.Item leftSection={<ArrowRight size={16} className={css.way} />} onClick={() => changeView(nudged(fields, view, field.id, 1))}>
                  {t("part.table.after")}
                </Menu.Item>
                <Menu.Item leftSection={<EyeOff size={16} />} onClick={() => changeView(hidden(fields, view, field.id, true))}>
                  {t("part.table.hide")}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        )}
      </Menu>
      <Edge width={width} resize={(next) => changeView(resized(fields, view, field.id, next))} />
    </div>
  );
}

/** The edge of a column, for a mouse; keys have Alt+arrows, and everybody the menu. */
function Edge({ width, resize }: { width: number; resize: (width: number | undefined) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const moving = (event: PointerEvent<HTMLElement>): void => {
    if (from.current) resize(Math.min(MOST, Math.max(LEAST, from.current.width + rtl * (event.clientX - from.current.x))));
  };
  return (
    <span
      aria-hidden
      className={css.edge}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={moving}
      onPointerUp={() => void (from.current = null)}
      onPointerCancel={() => void (from.current = null)}
      onDoubleClick={() => resize(undefined)}
    />
  );
}

const FAR = 6;

/** A column carried by its name to another place. A thumb scrolls here; it has the menu. */
function useDrag(row: React.RefObject<HTMLDivElement | null>, id: string, drop: (before: string | null) => void) {
  const [dragged, setDragged] = useState(false);
  const from = useRef<number | null>(null);
  const target = useRef<string | null | undefined>(undefined);
  const end = (): void => {
    from.current = null;
    row.current?.querySelectorAll("[data-drop]").forEach((one) => one.removeAttribute("data-drop"));
    setDragged(false);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button === 0 && event.pointerType !== "touch") from.current = event.clientX;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (from.current === null || (!dragged && Math.abs(event.clientX - from.current) < FAR)) return;
      if (!dragged) event.currentTarget.setPointerCapture(event.pointerId);
      setDragged(true);
      const rtl = document.documentElement.dir === "rtl";
      const cells = [...(row.current?.querySelectorAll<HTMLElement>("[data-field]") ?? [])].slice(1);
      const after = (cell: HTMLElement): boolean => {
        const { left, width } = cell.getBoundingClientRect();
        return rtl ? event.clientX > left + width / 2 : event.clientX < left + width / 2;
      };
      const before = cells.find(after);
      target.current = before?.dataset.field ?? null;
      for (const cell of cells) cell.toggleAttribute("data-drop", cell === before);
    },
    onPointerUp: (): void => {
      if (dragged && target.current !== undefined && target.current !== id) drop(target.current);
      end();
    },
    onPointerCancel: end,
    // What was carried is not pressed as well.
    onClickCapture: (event: React.MouseEvent): void => {
      if (target.current === undefined) return;
      target.current = undefined;
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return { dragged, handlers };
}
