// @vitest-environment jsdom
import "./draw.tsx";
import { expect, test } from "vitest";
import { beside as besideEmoji, laidOut } from "../../src/ui/EmojiPicker.tsx";
import { loadEmoji, searchEmoji } from "../../src/ui/emoji.ts";
import { toned } from "../../src/ui/emojiPicks.ts";
import { arranged, carriedBy, positionAt } from "../../src/ui/board/place.ts";
import { drawn } from "../../src/ui/charts/draw.ts";
import { addDays, readDay } from "../../src/ui/fields/days.ts";
import type { Field } from "../../src/ui/fields/types.ts";
import { read, readNumber, readUrl, said } from "../../src/ui/fields/values.ts";
import { dayOf, type Filter, matches, ME, withOperator } from "../../src/ui/filters/filter.ts";
import { step } from "../../src/ui/table/keys.ts";
import { NOTHING, reached, stretched, toggled } from "../../src/ui/table/selection.ts";
import { columnsOf, linesOf, moved, nudged, resized, type TableRow } from "../../src/ui/table/view.ts";
import de from "../../src/ui/words/de.json";
import en from "../../src/ui/words/en.json";

const NOW = new Date("2026-06-17T12:00:00"); // a Wednesday

test("a day is read as people write it, in both languages", () => {
  const cases: [string, string, string | null][] = [
    ["tomorrow", "en", "2026-06-18"],
    ["übermorgen", "de", "2026-06-19"],
    ["fri", "en", "2026-06-19"],
    ["Mittwoch", "de", "2026-06-24"],
    ["in 2 weeks", "en", "2026-07-01"],
    ["4. Mai", "de", "2027-05-04"],
    ["May 4, 2031", "en", "2031-05-04"],
    ["4.7.", "de", "2026-07-04"],
    ["29.2.", "de", "2028-02-29"],
    ["2031-05-04", "en", "2031-05-04"],
    ["31.2.2027", "de", null],
    ["2026-13-01", "en", null],
    ["whenever", "en", null],
  ];
  for (const [text, language, day] of cases) expect(readDay(text, language, NOW), text).toBe(day);
});

test("a number is read in the writing of the language, and what is none is not guessed", () => {
  expect([
    readNumber("1,234.5", "en"),
    readNumber("1.234,5", "de"),
    readNumber("1.234", "de"),
    readNumber("-3", "en"),
    readNumber("1e5", "en"),
    readNumber("12 apples", "en"),
  ]).toEqual([1234.5, 1234.5, 1234, -3, null, null]);
});

test("money is exact, in minor units, and of as many digits as its currency has", () => {
  const field: Field = { id: "cost", name: "Cost", type: "money", currency: "EUR" };
  expect(read(field, "€ 19,99", "de")).toEqual({ value: { amount: 1999, currency: "EUR" } });
  expect(read({ ...field, currency: "JPY" }, "1200", "en")).toEqual({ value: { amount: 1200, currency: "JPY" } });
  expect(said(field, { amount: 1999, currency: "EUR" }, "en")).toBe("€19.99");
});

test("an address that would run something is refused", () => {
  expect([readUrl("javascript:alert(1)"), readUrl("data:text/html,x"), readUrl("example.org/a"), readUrl("nowhere")]).toEqual([
    null,
    null,
    "https://example.org/a",
    null,
  ]);
});

const FIELDS: Field[] = [
  { id: "name", name: "Name", type: "text" },
  {
    id: "status",
    name: "Status",
    type: "choice",
    options: [
      { id: "todo", label: "To do" },
      { id: "done", label: "Done" },
    ],
  },
  { id: "who", name: "Who", type: "person", multiple: true },
  { id: "due", name: "Due", type: "date" },
  { id: "cost", name: "Cost", type: "money" },
];
const asking = { fields: new Map(FIELDS.map((field) => [field.id, field])), me: "ada", today: "2026-06-17" };
const values = { name: "Über die Karten", status: "todo", who: ["ada", "noor"], due: "2026-06-20", cost: { amount: 500, currency: "EUR" } };

test("a filter is true of what it describes", () => {
  const holds = (filter: Filter): boolean => matches(filter, values, asking);
  expect(holds({ all: [{ field: "name", op: "contains", value: "uber" }] })).toBe(true);
  expect(
    holds({
      all: [
        { field: "who", op: "any-of", value: [ME] },
        { field: "status", op: "none-of", value: ["done"] },
      ],
    }),
  ).toBe(true);
  expect(holds({ all: [{ field: "status", op: "any-of", value: ["done"] }, { any: [{ field: "cost", op: "at-least", value: 500 }] }] })).toBe(false);
  expect(
    holds({
      any: [
        { field: "status", op: "any-of", value: ["done"] },
        { field: "due", op: "until", value: "today+7" },
      ],
    }),
  ).toBe(true);
  expect(holds({ all: [{ field: "due", op: "until", value: "today+2" }] })).toBe(false);
  // What has not been said yet, and a field that is no more, hide nothing.
  expect(holds({ all: [{ field: "due", op: "before" }, { field: "gone", op: "is", value: "x" }, { any: [] }] })).toBe(true);
  expect(matches({ field: "who", op: "empty" }, { who: [] }, asking)).toBe(true);
});

test("a day counted from today stays true tomorrow, and an operator without a value forgets it", () => {
  expect([dayOf("today", "2026-06-17"), dayOf("today-30", "2026-06-17"), dayOf("2026-01-01", "2026-06-17"), dayOf("soon", "2026-06-17")]).toEqual([
    "2026-06-17",
    "2026-05-18",
    "2026-01-01",
    null,
  ]);
  expect(withOperator({ field: "due", op: "before", value: "today" }, "empty")).toEqual({ field: "due", op: "empty" });
});

const row = (id: string, more: TableRow["values"]): TableRow => ({ id, values: { name: id, ...more } });
const words = { language: "en", people: new Map() };

test("rows are sorted with empty ones last whichever way, grouped in the order of the choices, and folded groups hold nothing", () => {
  const rows = [row("a", { due: "2026-02-01", status: "done" }), row("b", { status: "todo" }), row("c", { due: "2026-01-01" })];
  const keys = (view: Parameters<typeof linesOf>[2]): string[] => linesOf(rows, FIELDS, view, words).map(({ key }) => key);
  expect(keys({ sort: [{ field: "due" }] })).toEqual(["c", "a", "b"]);
  expect(keys({ sort: [{ field: "due", down: true }] })).toEqual(["a", "c", "b"]);
  expect(keys({ group: "status" })).toEqual(['group "todo"', "b", 'group "done"', "a", "group null", "c"]);
  expect(keys({ group: "status", folded: ['"todo"'] })).toEqual(['group "todo"', 'group "done"', "a", "group null", "c"]);
});

test("columns are moved, resized and hidden, and the first stays the first", () => {
  const ids = (view: Parameters<typeof columnsOf>[1]): string[] => columnsOf(FIELDS, view).map(({ field }) => field.id);
  const view = moved(FIELDS, {}, "cost", "status");
  expect(ids(view)).toEqual(["name", "cost", "status", "who", "due"]);
  expect(ids(moved(FIELDS, view, "name", null))).toEqual(ids(view));
  expect(ids(nudged(FIELDS, view, "cost", -1))).toEqual(ids(view));
  expect(ids(nudged(FIELDS, view, "cost", 1))).toEqual(["name", "status", "cost", "who", "due"]);
  expect(columnsOf(FIELDS, resized(FIELDS, view, "who", 10)).find(({ field }) => field.id === "who")!.width).toBe(64);
});

test("keys lead through a grid as its pattern says, and mirrored where one writes from the right", () => {
  const extent = { rows: 10, cols: 4, page: 5 };
  const to = (key: string, more = {}): unknown => step({ row: 3, col: 1 }, { key, ...more }, extent);
  expect([to("ArrowDown"), to("Home"), to("End", { ctrlKey: true }), to("PageDown"), to("PageUp"), to("x")]).toEqual([
    { row: 4, col: 1 },
    { row: 3, col: 0 },
    { row: 9, col: 3 },
    { row: 8, col: 1 },
    { row: 0, col: 1 },
    null,
  ]);
  expect(step({ row: 3, col: 1 }, { key: "ArrowRight" }, { ...extent, rtl: true })).toEqual({ row: 3, col: 0 });
  expect(step({ row: 0, col: 0 }, { key: "ArrowUp" }, extent)).toEqual({ row: -1, col: 0 });
});

test("a range begins where one chose last, and Shift with arrows lets go what it took", () => {
  const order = ["a", "b", "c", "d"];
  expect([...reached(toggled(NOTHING, "b"), "d", order).ids]).toEqual(["b", "c", "d"]);
  const two = stretched(stretched(NOTHING, "b", "c", order), "c", "d", order);
  expect([...two.ids]).toEqual(["b", "c", "d"]);
  expect([...stretched(two, "d", "c", order).ids]).toEqual(["b", "c"]);
});

const COLUMNS = [
  { id: "todo", name: "To do" },
  { id: "done", name: "Done" },
];
const card = (id: string, column: string, position: string) => ({ id, column, position, title: id });

test("a card gets a key between its neighbours, also between two that were put in one place at once", () => {
  const lists = arranged(COLUMNS, [card("a", "todo", "A"), card("b", "todo", "B"), card("c", "todo", "B"), card("d", "done", "M")]);
  const key = positionAt(lists, "d", { column: "todo", index: 1 })!;
  expect(key > "A" && key < "B").toBe(true);
  expect(positionAt(lists, "a", { column: "todo", index: 0 })).toBeNull();
  expect(positionAt(lists, "d", { column: "todo", index: 2 })! > "B").toBe(true);
  expect(positionAt(lists, "a", { column: "done", index: 1 })! > "M").toBe(true);
});

test("a carried card goes beside at the same height, never beyond the end", () => {
  const lists = arranged(COLUMNS, [card("a", "todo", "A"), card("b", "todo", "B"), card("c", "todo", "C")]);
  expect(carriedBy("ArrowRight", { column: "todo", index: 2 }, COLUMNS, lists, false)).toEqual({ column: "done", index: 0 });
  expect(carriedBy("ArrowDown", { column: "todo", index: 2 }, COLUMNS, lists, false)).toEqual({ column: "todo", index: 2 });
  expect(carriedBy("ArrowLeft", { column: "todo", index: 1 }, COLUMNS, lists, false)).toEqual({ column: "todo", index: 1 });
  expect(carriedBy("x", { column: "todo", index: 1 }, COLUMNS, lists, false)).toBeNull();
});

test("emoji are found by name in both languages, and come in tones", async () => {
  const all = await loadEmoji();
  expect(searchEmoji(all, "party popper")[0]?.sign).toBe("🎉");
  expect(
    searchEmoji(all, "Feuer")
      .slice(0, 3)
      .map(({ sign }) => sign),
  ).toContain("🔥");
  const hand = all.find(({ sign }) => sign === "👋")!;
  expect(toned(hand, 5)).toBe("👋🏿");
  const { lines, signs } = laidOut(all, "", ["🎉"]);
  expect(signs[0]!.sign).toBe("🎉");
  // From the one recent emoji down to the first line of the first group, over its heading.
  expect(signs[besideEmoji(lines, 0, 1)]!.group).toBe(0);
});

test("a chart is drawn of what is known: gaps stay gaps, bars stand on one another", () => {
  const lines = drawn("lines", 3, [{ id: "a", name: "A", colour: "leaf", values: [1, null, 3] }], 400, 200);
  expect(lines.marks[0]).toMatchObject({ kind: "line" });
  expect((lines.marks[0] as { d: string }).d.match(/M/g)).toHaveLength(2);
  const bars = drawn(
    "bars",
    1,
    [
      { id: "a", name: "A", colour: "leaf", values: [2] },
      { id: "b", name: "B", colour: "rose", values: [3] },
    ],
    400,
    200,
  ).marks as unknown as { y: number; height: number }[];
  expect(bars[1]!.y + bars[1]!.height).toBeCloseTo(bars[0]!.y);
});

test("both languages have the same words for the parts, with the same holes", () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  const holes = (text: string): string[] => [...text.matchAll(/{{\w+}}/g)].map(([hole]) => hole).sort();
  for (const [key, text] of Object.entries(en)) if (!key.endsWith("_one")) expect(holes((de as Record<string, string>)[key]!), key).toEqual(holes(text));
});

test("days count over the change of the clocks", () => expect([addDays("2026-03-28", 2), addDays("2026-10-24", 2)]).toEqual(["2026-03-30", "2026-10-26"]));
