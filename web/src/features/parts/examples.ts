import { addDays } from "../../ui/fields/days.ts";
import type { Field, Person, Values } from "../../ui/fields/types.ts";
import type { TableRow } from "../../ui/table/view.ts";

/** Always the same, so that two pictures of the page differ only where the parts do. */
export const TODAY = "2026-06-15";

export const PEOPLE: readonly Person[] = [
  ["ada", "Ada Lovelace"],
  ["charles", "Charles Babbage"],
  ["grace", "Grace Hopper"],
  ["noor", "نور الراشد"],
  ["mary", "Mary Somerville"],
  ["joan", "Joan Elisabeth Lowther Murray Clarke of the Bletchley Park Newmanry"],
  ["anh", "Nguyễn Thị Ánh"],
].map(([id, name]) => ({ id: id!, name: name!, email: `${id}@example.org` }));

export const FIELDS: readonly Field[] = [
  { id: "name", name: "Name", type: "text", required: true, longest: 120 },
  {
    id: "status",
    name: "Status",
    type: "choice",
    options: [
      { id: "todo", label: "To do" },
      { id: "doing", label: "In progress", colour: "amber" },
      { id: "review", label: "In review", colour: "indigo" },
      { id: "done", label: "Done", colour: "leaf" },
    ],
  },
  { id: "who", name: "Assignees", type: "person", multiple: true },
  { id: "due", name: "Due", type: "date" },
  {
    id: "labels",
    name: "Labels",
    type: "multi-choice",
    options: [
      { id: "engine", label: "Engine", colour: "ember" },
      { id: "cards", label: "Cards", colour: "teal" },
      { id: "print", label: "Printing", colour: "violet" },
      { id: "risk", label: "Risk", colour: "rose" },
    ],
  },
  { id: "hours", name: "Estimate", type: "number", least: 0, most: 1_000 },
  { id: "cost", name: "Budget", type: "money", currency: "EUR" },
  { id: "ready", name: "Ready", type: "checkbox" },
  { id: "link", name: "Source", type: "url" },
  { id: "rate", name: "Per hour", type: "formula", of: "money", currency: "EUR" },
];

const NAMES = [
  "Order the brass for the second mill",
  "Proof the cards of June",
  "Ask Charles about the carry",
  "Write down what the engine may not do",
  "اطلب النحاس للمطحنة الثانية",
  "A name that goes on and on, because whoever wrote it had a lot to say about wheels, axes and the order in which they are to be made",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  "Set the type",
];

function values(i: number): Values {
  const hours = (i * 7) % 40;
  const amount = i % 5 === 0 ? null : ((i * 12_345) % 900_000) + 5_000;
  return {
    name: `${NAMES[i % NAMES.length]}${i < NAMES.length ? "" : ` ${i}`}`,
    status: i % 9 === 8 ? null : (["todo", "doing", "review", "done"][i % 4] ?? null),
    who: i % 6 === 5 ? null : i % 3 === 0 ? [PEOPLE[i % 7]!.id, PEOPLE[(i + 3) % 7]!.id] : [PEOPLE[i % 7]!.id],
    due: i % 7 === 3 ? null : addDays(TODAY, ((i * 5) % 60) - 12),
    labels: i % 4 === 1 ? null : ["engine", "cards", "print", "risk"].slice(i % 3, (i % 3) + 1 + (i % 2)),
    hours,
    cost: amount === null ? null : { amount, currency: "EUR" },
    ready: i % 3 === 0,
    link: i % 4 === 0 ? "https://example.org/notes/on-the-engine" : null,
    rate: amount === null || hours === 0 ? null : { amount: Math.round(amount / hours), currency: "EUR" },
  };
}

export const rows = (count: number): TableRow[] => Array.from({ length: count }, (_, i) => ({ id: `r${i}`, values: values(i), locked: i === 3 }));

/** A table as wide as tables become: the fields over and over. */
export function wideFields(count: number): Field[] {
  return Array.from({ length: count }, (_, i) =>
    i < FIELDS.length
      ? FIELDS[i]!
      : { ...FIELDS[1 + (i % (FIELDS.length - 1))]!, id: `f${i}`, name: `${FIELDS[1 + (i % (FIELDS.length - 1))]!.name} ${Math.floor(i / FIELDS.length) + 1}` },
  );
}

export const wideRows = (fields: readonly Field[], count: number): TableRow[] =>
  rows(count).map((row, n) => ({
    ...row,
    values: Object.fromEntries(
      fields.map((field, i) => [field.id, i < FIELDS.length ? row.values[field.id] : values(n + i)[FIELDS[1 + (i % (FIELDS.length - 1))]!.id]]),
    ),
  }));

export const DAYS = Array.from({ length: 30 }, (_, i) => addDays(TODAY, i - 20));
const until = (value: number, i: number): number | null => (i <= 20 ? value : null);

export const BURN_UP = [
  { id: "scope", name: "Scope", colour: "indigo" as const, values: DAYS.map((_, i) => 62 + (i > 8 ? 10 : 0) + (i > 16 ? 6 : 0)) },
  { id: "done", name: "Completed", colour: "leaf" as const, values: DAYS.map((_, i) => until(Math.round(i * 2.3 + ((i * 7) % 5)), i)) },
  { id: "ahead", name: "Forecast", colour: "amber" as const, dashed: true, values: DAYS.map((_, i) => (i >= 20 ? 46 + (i - 20) * 2.4 : null)) },
];
export const FLOW = [
  { id: "done", name: "Done", colour: "leaf" as const, values: DAYS.map((_, i) => Math.round(i * 1.9)) },
  { id: "review", name: "In review", colour: "indigo" as const, values: DAYS.map((_, i) => 3 + ((i * 5) % 6)) },
  { id: "doing", name: "In progress", colour: "amber" as const, values: DAYS.map((_, i) => 8 + ((i * 3) % 7)) },
  { id: "todo", name: "To do", colour: "teal" as const, values: DAYS.map((_, i) => Math.max(0, 46 - i + ((i * 11) % 6))) },
];
export const LOAD_OF = ["Ada", "Charles", "Grace", "نور", "Mary", "Ánh"];
export const LOAD = [
  { id: "planned", name: "Planned", colour: "teal" as const, values: [28, 31, 18, 36, 9, 22] },
  { id: "urgent", name: "Urgent", colour: "ember" as const, values: [6, 12, 4, 0, 3, 14] },
  { id: "capacity", name: "Capacity", colour: "rose" as const, dashed: true, line: true, values: [40, 32, 40, 40, 20, 32] },
];
