import { ChevronDown, ChevronRight, Maximize2 } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { usePeople } from "../fields/people.ts";
import FieldEditor from "../fields/FieldEditor.tsx";
import { Shown } from "../fields/Shown.tsx";
import { type Field, isEmpty, kindOf, textOf, type Value } from "../fields/types.ts";
import { said } from "../fields/values.ts";
import type { Leave } from "../OptionList.tsx";
import { useParts } from "../words.ts";
import css from "./table.module.css";
import type { Column, Line as Of, TableRow } from "./view.ts";
import { CHECK, type ShownColumn } from "./window.ts";

interface Props<R extends TableRow> {
  line: Of<R>;
  index: number;
  start: number;
  columns: readonly Column[];
  shown: readonly ShownColumn[];
  total: number;
  /** The column that has the focus; -1 when it is another row's. */
  at: number;
  group?: Field;
  writing: { col: string; initial?: string } | null;
  /** Undefined where nothing can be chosen. */
  selected?: boolean;
  label: string;
  toggle: (shift: boolean) => void;
  fold: () => void;
  open?: () => void;
  canWrite: (field: Field) => boolean;
  write: (col: number) => void;
  commit: (field: Field, value: Value, leave: Leave) => void;
  giveUp: () => void;
}

export function Line<R extends TableRow>(props: Props<R>) {
  const { line, index, start, total } = props;
  const style: CSSProperties = { transform: `translateY(${start}px)`, width: total };
  if (line.kind === "group")
    return (
      <div role="row" aria-rowindex={index + 2} className={css.group} style={style}>
        <Group {...props} line={line} />
      </div>
    );
  return (
    <div role="row" aria-rowindex={index + 2} aria-selected={props.selected} data-level={line.level || undefined} className={css.row} style={style}>
      <Cells {...props} row={line.row} />
    </div>
  );
}

function Group<R extends TableRow>({ line, index, at, columns, selected, group, fold }: Props<R> & { line: Extract<Of<R>, { kind: "group" }> }) {
  const { t, language } = useParts();
  const people = usePeople();
  const words = group ? said(group, line.value, language, people.byId) : "";
  const none = isEmpty(line.value) && line.value !== 0;
  const name = group?.type === "checkbox" ? t(line.value === true ? "part.yes" : "part.no") : words || t("part.table.without", { name: group?.name });
  return (
    <div role="gridcell" aria-colindex={1} aria-colspan={columns.length + (selected === undefined ? 0 : 1)} data-row={index} className={css.groupCell}>
      <button
        type="button"
        data-focus
        tabIndex={at >= 0 ? 0 : -1}
        aria-expanded={!line.folded}
        aria-label={t("part.table.group", { name, count: line.count })}
        onClick={fold}
      >
        {line.folded ? <ChevronRight size={16} /> : <ChevronDown size={16} />}
        {group && !none && group.type !== "checkbox" ? <Shown field={group} value={line.value} link={false} /> : name}
        <span className={css.count}>{line.count}</span>
      </button>
    </div>
  );
}

function Cells<R extends TableRow>(props: Props<R> & { row: R }) {
  const { index, at, columns, shown, selected, label, toggle } = props;
  const offset = selected === undefined ? 0 : 1;
  const first = columns[0];
  return (
    <>
      {offset === 1 && (
        <div role="gridcell" aria-colindex={1} data-row={index} data-col={0} className={css.check} style={{ width: CHECK }}>
          <input
            type="checkbox"
            data-focus
            tabIndex={at === 0 ? 0 : -1}
            aria-label={label}
            checked={selected}
            onChange={(event) => toggle((event.nativeEvent as MouseEvent).shiftKey)}
          />
        </div>
      )}
      {first && <OneCell {...props} column={first} col={offset} className={css.first} style={{ width: first.width, insetInlineStart: offset * CHECK }} />}
      {shown.map(({ index: place, start }) => {
        const column = columns[place];
        return (
          column && (
            <OneCell
              key={column.field.id}
              {...props}
              column={column}
              col={place + offset}
              className={css.cell}
              style={{ width: column.width, insetInlineStart: start }}
            />
          )
        );
      })}
    </>
  );
}

function OneCell<R extends TableRow>({
  row,
  index,
  at,
  column: { field },
  col,
  className,
  style,
  writing,
  canWrite,
  write,
  commit,
  giveUp,
  open,
}: Props<R> & { row: R; column: Column; col: number; className?: string; style: CSSProperties }) {
  const { t } = useParts();
  const value = row.values[field.id];
  const kind = kindOf(field);
  const here = at === col;
  const isWriting = writing?.col === field.id;
  const number = kind === "number" || kind === "money";
  return (
    <div
      role="gridcell"
      tabIndex={here ? 0 : -1}
      aria-colindex={col + 1}
      aria-readonly={!canWrite(field)}
      data-row={index}
      data-col={col}
      data-number={number || undefined}
      data-writing={isWriting || undefined}
      className={className}
      style={style}
      // The first click goes to the cell, the next one writes in it; a box is simply ticked.
      onClick={(event) => (event.currentTarget.contains(event.target as Node) && !isWriting && (here || kind === "checkbox") ? write(col) : undefined)}
      onDoubleClick={() => !isWriting && kind !== "checkbox" && write(col)}
      onKeyDown={undefined}
    >
      {isWriting ? (
        <FieldEditor field={field} value={value} initial={writing.initial} commit={(next, leave) => commit(field, next, leave)} giveUp={giveUp} />
      ) : (
        <Content>
          <Shown field={field} value={value} />
        </Content>
      )}
      {open && col <= 1 && className === css.first && !isWriting && (
        <button
          type="button"
          tabIndex={-1}
          className={css.open}
          aria-label={t("part.table.open", { name: textOf(value) })}
          onClick={(event) => (event.stopPropagation(), open())}
        >
          <Maximize2 size={14} />
        </button>
      )}
    </div>
  );
}

const Content = ({ children }: { children: ReactNode }) => <span className={css.content}>{children}</span>;
