// @vitest-environment jsdom
import { clear, doing, draw, press, rest, settled, type } from "./draw.tsx";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { Board } from "../../src/ui/board/Board.tsx";
import Chart from "../../src/ui/charts/Chart.tsx";
import Composer, { type Message } from "../../src/ui/composer/Composer.tsx";
import type { Field, Value } from "../../src/ui/fields/types.ts";
import { type Filter } from "../../src/ui/filters/filter.ts";
import { FilterBar } from "../../src/ui/filters/FilterBar.tsx";
import { PersonPicker } from "../../src/ui/PersonPicker.tsx";
import { NOTHING } from "../../src/ui/table/selection.ts";
import { Table } from "../../src/ui/table/Table.tsx";
import type { TableRow, TableView } from "../../src/ui/table/view.ts";

Object.defineProperty(HTMLElement.prototype, "offsetWidth", { get: () => 800 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { get: () => 800 });
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect ??= () => new DOMRect();
document.elementFromPoint ??= () => null;
afterEach(clear);

const FIELDS: Field[] = [
  { id: "name", name: "Name", type: "text", required: true },
  { id: "hours", name: "Hours", type: "number", least: 0 },
  { id: "ready", name: "Ready", type: "checkbox" },
  ...Array.from({ length: 37 }, (_, i): Field => ({ id: `f${i}`, name: `Field ${i}`, type: "text" })),
];
const written: [string, string, Value][] = [];

function Tasks({ count }: { count: number }) {
  const [rows, setRows] = useState(() => Array.from({ length: count }, (_, i): TableRow => ({ id: `r${i}`, values: { name: `Task ${i}`, hours: count - i } })));
  const [view, setView] = useState<TableView>({});
  const [selection, select] = useState(NOTHING);
  return (
    <Table
      label="Tasks"
      fields={FIELDS}
      rows={rows}
      view={view}
      changeView={setView}
      selection={selection}
      select={select}
      bulk={() => <button type="button">Archive</button>}
      change={(row, field, value) => {
        written.push([row.id, field.id, value]);
        setRows((now) => now.map((one) => (one.id === row.id ? { ...one, values: { ...one.values, [field.id]: value } } : one)));
      }}
    />
  );
}

const here = (): Element => document.activeElement!;
const cell = (): HTMLElement => here().closest<HTMLElement>("[data-row]")!;
const place = (): [string | undefined, string | undefined] => [cell().dataset.row, cell().dataset.col];

async function table(count = 5_000): Promise<HTMLElement> {
  written.length = 0;
  const box = await draw(null, <Tasks count={count} />);
  await doing(() => box.querySelector<HTMLElement>('[data-row="0"][data-col="1"]')!.focus());
  return box;
}

test("of 5,000 rows and 40 columns only those are drawn that can be seen, and it says how many there are", async () => {
  const box = await table();
  const grid = box.querySelector('[role="grid"]')!;
  expect([grid.getAttribute("aria-rowcount"), grid.getAttribute("aria-colcount")]).toEqual(["5001", "41"]);
  expect(box.querySelectorAll('[role="row"]').length).toBeLessThan(40);
  expect(box.querySelectorAll('[role="gridcell"]').length).toBeLessThan(400);
  expect(box.querySelectorAll('[role="grid"] [tabindex="0"]')).toHaveLength(1);
});

test("a table is gone through, written in and left by keys alone", async () => {
  const box = await table();
  await press(here(), "ArrowDown");
  await press(here(), "ArrowRight");
  expect(place()).toEqual(["1", "2"]);
  await press(here(), "Enter");
  const field = here() as HTMLInputElement;
  expect([field.tagName, field.value, field.getAttribute("aria-label")]).toEqual(["INPUT", "4999", "Hours"]);
  await type(field, "nonsense");
  await press(field, "Enter");
  expect([field.getAttribute("aria-invalid"), document.querySelector('[role="alert"]')?.textContent]).toEqual(["true", "This is not a number."]);
  await press(field, "Escape");
  expect([place(), written]).toEqual([["1", "2"], []]);
  await press(here(), "7");
  expect((here() as HTMLInputElement).value).toBe("7");
  await press(here(), "Tab");
  expect([place(), written]).toEqual([["1", "3"], [["r1", "hours", 7]]]);
  await press(here(), " ");
  expect(written.at(-1)).toEqual(["r1", "ready", true]);
  await press(here(), "End", { ctrlKey: true });
  expect(place()).toEqual(["4999", "40"]);
  expect(box.querySelectorAll('[role="row"]').length).toBeLessThan(45);
  await press(here(), "Home", { ctrlKey: true });
  await press(here(), "ArrowRight");
  await press(here(), "Delete");
  expect(written).toHaveLength(2);
});

test("rows are chosen with Shift and arrows, all at once, and what can be done with them appears", async () => {
  const box = await table(20);
  await press(here(), " ", { shiftKey: true });
  await press(here(), "ArrowDown", { shiftKey: true });
  await press(here(), "ArrowDown", { shiftKey: true });
  expect(box.querySelector('[role="toolbar"] strong')?.textContent).toBe("3 selected");
  await press(here(), "ArrowUp", { shiftKey: true });
  expect(box.querySelectorAll('[role="row"][aria-selected="true"]')).toHaveLength(2);
  await press(here(), "a", { ctrlKey: true });
  expect(box.querySelector('[role="toolbar"] strong')?.textContent).toBe("20 selected");
  await press(here(), "Escape");
  expect(box.querySelector('[role="toolbar"]')).toBeNull();
});

test("a header sorts by its menu and says so, and Alt with arrows makes a column wider", async () => {
  const box = await table(20);
  await press(here(), "ArrowUp");
  await press(here(), "ArrowRight");
  const head = (): HTMLElement => box.querySelector<HTMLElement>('[data-field="hours"]')!;
  expect(cell()).toBe(head());
  const before = parseInt(head().style.width);
  await press(here(), "ArrowRight", { altKey: true });
  expect(parseInt(head().style.width)).toBe(before + 16);
  await doing(() => head().querySelector("button")!.click());
  await settled(() => document.querySelector('[role="menuitem"]') !== null);
  await doing(() => document.querySelector<HTMLElement>('[role="menuitem"]')!.click());
  expect(head().getAttribute("aria-sort")).toBe("ascending");
  expect(box.querySelector('[data-row="0"][data-col="1"]')?.textContent).toBe("Task 19");
});

const COLUMNS = [
  { id: "todo", name: "To do", limit: 1 },
  { id: "done", name: "Done" },
];
const moves: unknown[] = [];

function Cards() {
  const [cards, setCards] = useState([
    { id: "a", column: "todo", position: "A", title: "Wheels" },
    { id: "b", column: "todo", position: "B", title: "Axes" },
    { id: "c", column: "done", position: "C", title: "Cards" },
  ]);
  return (
    <Board
      label="Tasks"
      columns={COLUMNS}
      cards={cards}
      card={({ title }) => title}
      move={(card, to) => {
        moves.push([card.id, to.column]);
        setCards((now) => now.map((one) => (one.id === card.id ? { ...one, ...to } : one)));
      }}
    />
  );
}

const titles = (box: HTMLElement, column: string): string[] =>
  [...box.querySelectorAll(`[data-column="${column}"] [data-card]`)].map((one) => one.textContent ?? "");

test("a card is picked up, carried and dropped by keys, and each step is said", async () => {
  moves.length = 0;
  const box = await draw(null, <Cards />);
  const heard = (): string => box.querySelector('[aria-live="assertive"]:not([id])')?.textContent ?? "";
  await doing(() => box.querySelector<HTMLElement>('[data-card="a"]')!.focus());
  await press(here(), " ");
  expect(heard()).toBe("Picked up Wheels: To do, 1 of 2.");
  await press(here(), "ArrowRight");
  expect([titles(box, "done"), heard(), (here() as HTMLElement).dataset.card]).toEqual([["Wheels", "Cards"], "Done, 1 of 2.", "a"]);
  await press(here(), "Escape");
  expect([titles(box, "todo"), moves]).toEqual([["Wheels", "Axes"], []]);
  await press(here(), " ");
  await press(here(), "ArrowRight");
  await press(here(), "ArrowDown");
  await press(here(), " ");
  expect([titles(box, "done"), moves, heard()]).toEqual([["Cards", "Wheels"], [["a", "done"]], "Wheels is now in Done, 2 of 2."]);
  await press(here(), "ArrowUp");
  expect((here() as HTMLElement).dataset.card).toBe("c");
});

test("a card goes by its menu as well, and a column says that it holds too many", async () => {
  moves.length = 0;
  const box = await draw(null, <Cards />);
  expect(box.querySelector('[data-column="todo"] h3')?.textContent).toContain("2 / 1over the limit");
  await doing(() => box.querySelector<HTMLElement>('[aria-label="Actions for Axes"]')!.click());
  await settled(() => document.querySelectorAll('[role="menuitem"]').length > 0);
  await doing(() => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((one) => one.textContent === "Done")!.click());
  expect([titles(box, "done"), moves]).toEqual([["Axes", "Cards"], [["b", "done"]]]);
});

const PEOPLE = [
  { id: "ada", name: "Ada Lovelace" },
  { id: "grace", name: "Grace Hopper" },
];

test("people are chosen by typing and Enter, several one after another, and Escape leaves", async () => {
  function Who() {
    const [ids, setIds] = useState<readonly string[]>([]);
    return <PersonPicker label="Assignees" people={PEOPLE} value={ids} choose={setIds} multiple />;
  }
  const box = await draw(null, <Who />);
  const button = box.querySelector("button")!;
  expect(button.getAttribute("aria-label")).toBe("Assignees: Nobody");
  await doing(() => button.click());
  const field = document.querySelector<HTMLInputElement>('[role="combobox"]')!;
  await type(field, "hop");
  expect(document.getElementById(field.getAttribute("aria-activedescendant")!)?.textContent).toContain("Grace");
  await press(field, "Enter");
  await press(field, "Enter");
  expect(button.getAttribute("aria-label")).toBe("Assignees: Grace Hopper, Ada Lovelace");
  await press(field, "Backspace");
  expect(button.getAttribute("aria-label")).toBe("Assignees: Grace Hopper");
  await press(field, "Escape");
  expect(button.getAttribute("aria-expanded")).toBe("false");
});

test("a filter is made, joined otherwise and taken away by keys", async () => {
  let now: Filter = { all: [] };
  function Bar() {
    const [filter, setFilter] = useState<Filter>({ all: [{ field: "name", op: "contains", value: "brass" }] });
    now = filter;
    return <FilterBar label="Filter" fields={FIELDS.slice(0, 3)} filter={filter} change={setFilter} />;
  }
  const box = await draw(null, <Bar />);
  expect(box.querySelector('[role="group"]')?.getAttribute("aria-label")).toBe("Name contains brass");
  await doing(() => box.querySelector<HTMLElement>("[data-add]")!.click());
  await type(document.querySelector<HTMLInputElement>('[role="combobox"]')!, "ready");
  await press(document.querySelector('[role="combobox"]')!, "Enter");
  expect(now).toEqual({
    all: [
      { field: "name", op: "contains", value: "brass" },
      { field: "ready", op: "is", value: true },
    ],
  });
  await doing(() => [...box.querySelectorAll("button")].find((one) => one.textContent === "and")!.click());
  expect(now).toHaveProperty("any");
  const first = box.querySelector<HTMLElement>("[data-chip] button")!;
  await doing(() => first.focus());
  await press(first, "ArrowRight");
  expect(here().textContent).toBe("brass");
  await press(here(), "Delete");
  expect(now).toEqual({ any: [{ field: "ready", op: "is", value: true }] });
});

test("a chart is read point by point with arrows, and is a table as well", async () => {
  const box = await draw(
    null,
    <Chart label="Burn-up" kind="lines" x={["Mon", "Tue"]} series={[{ id: "a", name: "Done", colour: "leaf", values: [1, null] }]} />,
  );
  const slider = box.querySelector('[role="slider"]')!;
  await press(slider, "ArrowRight");
  expect(slider.getAttribute("aria-valuetext")).toBe("Mon: Done 1");
  await press(slider, "End");
  expect(slider.getAttribute("aria-valuetext")).toBe("Tue: Done –");
  expect([...box.querySelectorAll("tbody tr")].map((one) => one.textContent)).toEqual(["Mon1", "Tue–"]);
});

test("a message goes with Enter, Shift makes a line, a draft is kept, and mentions have their ids", async () => {
  const sent: Message[] = [];
  const drafts: string[] = [];
  const box = await draw(
    null,
    <Composer
      label="Message"
      people={PEOPLE}
      draft="Hello [@Ada Lovelace](mention:ada), **now**"
      enterSends
      send={(message) => void sent.push(message)}
      keepDraft={(text) => drafts.push(text)}
    />,
  );
  await settled(() => box.querySelector('[role="textbox"]') !== null);
  const field = box.querySelector<HTMLElement>('[role="textbox"]')!;
  expect([field.getAttribute("aria-label"), field.textContent]).toEqual(["Message", "Hello @Ada Lovelace, now"]);
  await press(field, "Enter");
  expect(sent.map(({ markdown, mentions }) => [markdown, mentions])).toEqual([["Hello [@Ada Lovelace](mention:ada), **now**", ["ada"]]]);
  expect([field.textContent, drafts.at(-1)]).toEqual(["", ""]);
  await press(field, "Enter");
  expect(sent).toHaveLength(1);
  await rest();
});

test("pasted pictures are handed on, and what would run is no link", async () => {
  const given: string[] = [];
  const sent: Message[] = [];
  const box = await draw(
    null,
    <Composer
      label="Message"
      people={PEOPLE}
      draft="[click](javascript:alert(1)) [page](https://example.org)"
      send={(message) => void sent.push(message)}
      addPictures={(files) => given.push(...files.map(({ name }) => name))}
    />,
  );
  await settled(() => box.querySelector('[role="textbox"]') !== null);
  const field = box.querySelector<HTMLElement>('[role="textbox"]')!;
  expect([...field.querySelectorAll("a")].map((one) => one.getAttribute("href")).filter(Boolean)).toEqual(["https://example.org"]);
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { files: [new File(["x"], "drawing.png", { type: "image/png" })], getData: () => "", types: [] } });
  await doing(() => void field.dispatchEvent(event));
  expect(given).toEqual(["drawing.png"]);
});
