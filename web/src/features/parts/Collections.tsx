import { Button } from "@mantine/core";
import { CalendarDays, Inbox } from "lucide-react";
import { useMemo, useState } from "react";
import { Board } from "../../ui/board/Board.tsx";
import type { BoardCard } from "../../ui/board/place.ts";
import { Empty, Row } from "../../ui/bits.tsx";
import { isoDay } from "../../ui/fields/days.ts";
import { usePeople } from "../../ui/fields/people.ts";
import { Shown } from "../../ui/fields/Shown.tsx";
import { type Field, textOf, type Value } from "../../ui/fields/types.ts";
import { type Filter, matches, NO_FILTER } from "../../ui/filters/filter.ts";
import { FilterBar } from "../../ui/filters/FilterBar.tsx";
import { LongRows } from "../../ui/Long.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Properties } from "../../ui/fields/Properties.tsx";
import { TableTools } from "../../ui/table/Around.tsx";
import { NOTHING } from "../../ui/table/selection.ts";
import { Table } from "../../ui/table/Table.tsx";
import type { TableRow, TableView } from "../../ui/table/view.ts";
import { Example } from "./Example.tsx";
import { FIELDS, rows, wideFields, wideRows } from "./examples.ts";
import css from "./parts.module.css";

const BY_ID: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [field.id, field]));

export function TableExample() {
  const [all, setAll] = useState(() => rows(5_000));
  const [view, setView] = useState<TableView>({});
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [selection, select] = useState(NOTHING);
  const [open, setOpen] = useState<string | null>(null);
  const asking = useMemo(() => ({ fields: BY_ID, me: "ada", today: isoDay(new Date()) }), []);
  const shown = useMemo(() => all.filter((row) => matches(filter, row.values, asking)), [all, filter, asking]);
  const change = (row: TableRow, field: Field, value: Value): void =>
    setAll((now) => now.map((one) => (one.id === row.id ? { ...one, values: { ...one.values, [field.id]: value } } : one)));
  const opened = all.find(({ id }) => id === open);
  return (
    <Example title="Table of 5,000 rows" wide>
      <TableTools fields={FIELDS} view={view} changeView={setView}>
        <FilterBar label="Filter" fields={FIELDS} filter={filter} change={setFilter} />
      </TableTools>
      <Table
        label="Tasks"
        fields={FIELDS}
        rows={shown}
        view={view}
        changeView={setView}
        change={change}
        selection={selection}
        select={select}
        open={({ id }) => setOpen(id)}
        add={(name) => setAll((now) => [...now, { id: `r${now.length}`, values: { name } }])}
        empty={
          <Empty icon={Inbox} title="Nothing matches">
            Change the filter to see more.
          </Empty>
        }
        bulk={(ids) => (
          <Button
            size="xs"
            variant="default"
            onClick={() => (
              setAll((now) => now.map((one) => (ids.has(one.id) ? { ...one, values: { ...one.values, status: "done" } } : one))), select(NOTHING)
            )}
          >
            Mark as done
          </Button>
        )}
        height="440px"
      />
      {opened && (
        <Panel label={textOf(opened.values.name)} close={() => setOpen(null)} inline>
          <Properties label="Properties" fields={FIELDS} values={opened.values} change={(field, value) => change(opened, field, value)} />
        </Panel>
      )}
    </Example>
  );
}

export function WideExample() {
  const fields = useMemo(() => wideFields(40), []);
  const all = useMemo(() => wideRows(fields, 200), [fields]);
  const [view, setView] = useState<TableView>({ group: "status", sort: [{ field: "due" }] });
  return (
    <Example title="40 columns, grouped and sorted" wide>
      <Table label="Wide" fields={fields} rows={all} view={view} changeView={setView} height="360px" />
    </Example>
  );
}

interface Card extends BoardCard {
  row: TableRow;
}

const COLUMNS = [
  { id: "todo", name: "To do" },
  { id: "doing", name: "In progress", colour: "amber", limit: 4 },
  { id: "review", name: "In review", colour: "indigo" },
  { id: "done", name: "Done", colour: "leaf" },
  { id: "later", name: "A column with a long name in which there is nothing yet", colour: "teal" },
];

function cards(): Card[] {
  return rows(320).map((row, i) => {
    const column = i < 240 ? "done" : (["todo", "doing", "review", "doing"][i % 4] ?? "todo");
    return {
      id: row.id,
      column: i > 262 && column !== "done" ? "done" : column,
      position: `V${String(i).padStart(4, "0")}V`,
      title: textOf(row.values.name),
      row,
      locked: row.locked,
    };
  });
}

export function BoardExample() {
  const [all, setAll] = useState(cards);
  return (
    <Example title="Board" wide>
      <Board
        label="Tasks by status"
        columns={COLUMNS}
        cards={all}
        height="520px"
        card={({ title, row }) => (
          <span className={css.card}>
            <bdi>{title}</bdi>
            <span className={css.cardFoot}>
              <Shown field={BY_ID.get("labels")!} value={row.values.labels} />
              {row.values.due && (
                <span className={css.due}>
                  <CalendarDays size={13} aria-hidden /> <Shown field={BY_ID.get("due")!} value={row.values.due} />
                </span>
              )}
              <Shown field={BY_ID.get("who")!} value={row.values.who} />
            </span>
          </span>
        )}
        move={(card, to) => setAll((now) => now.map((one) => (one.id === card.id ? { ...one, ...to } : one)))}
        add={(column, title) =>
          setAll((now) => [...now, { id: `n${now.length}`, column: column.id, position: "0V", title, row: { id: `n${now.length}`, values: { name: title } } }])
        }
      />
    </Example>
  );
}

export function ListExample() {
  const { all } = usePeople();
  const list = useMemo(() => Array.from({ length: 5_000 }, (_, i) => ({ id: `p${i}`, name: `${all[i % all.length]!.name} ${i}` })), [all]);
  return (
    <Example title="List of 5,000 rows">
      <LongRows
        label="People"
        items={list}
        size={48}
        row={(one, place) => (
          <Row key={one.id} {...place}>
            <bdi>{one.name}</bdi>
          </Row>
        )}
      />
    </Example>
  );
}
