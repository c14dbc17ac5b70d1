import { addDays, isDay } from "../fields/days.ts";
import { type Field, idsOf, isEmpty, isMoney, kindOf, textOf, type Value, type Values } from "../fields/types.ts";

export type Operator =
  | "is"
  | "is-not"
  | "any-of"
  | "none-of"
  | "all-of"
  | "contains"
  | "contains-not"
  | "less"
  | "at-most"
  | "more"
  | "at-least"
  | "before"
  | "until"
  | "after"
  | "from"
  | "empty"
  | "not-empty";

/** One statement about one field. A text, a number (of money: in minor units), yes or no, ids, or a day. */
export interface Condition {
  field: string;
  op: Operator;
  /**
   * Of persons, `ME` is whoever looks. Of dates, a day or one counted from today: `today`, `today+7`, `today-30`; so a filter that is
   * kept stays true tomorrow. Missing while nobody has said it: such a condition holds for everything.
   */
  value?: string | number | boolean | readonly string[];
}

/** All of them, or any of them; what is inside may be such a group again. Plain data: it is kept in views and sent to the server. */
export type Filter = { all: readonly Node[] } | { any: readonly Node[] };
export type Node = Condition | Filter;

export const ME = "@me";
export const NO_FILTER: Filter = { all: [] };

export const isGroup = (node: Node): node is Filter => "all" in node || "any" in node;
export const partsOf = (filter: Filter): readonly Node[] => ("all" in filter ? filter.all : filter.any);
export const withParts = (filter: Filter, parts: readonly Node[]): Filter => ("all" in filter ? { all: parts } : { any: parts });
export const turned = (filter: Filter): Filter => ("all" in filter ? { any: filter.all } : { all: filter.any });

const OPERATORS: Record<Exclude<Field["type"], "formula">, readonly Operator[]> = {
  text: ["contains", "contains-not", "is", "is-not", "empty", "not-empty"],
  url: ["contains", "contains-not", "empty", "not-empty"],
  number: ["is", "is-not", "less", "at-most", "more", "at-least", "empty", "not-empty"],
  money: ["is", "is-not", "less", "at-most", "more", "at-least", "empty", "not-empty"],
  date: ["is", "before", "until", "after", "from", "empty", "not-empty"],
  person: ["any-of", "none-of", "all-of", "empty", "not-empty"],
  choice: ["any-of", "none-of", "empty", "not-empty"],
  "multi-choice": ["any-of", "none-of", "all-of", "empty", "not-empty"],
  checkbox: ["is"],
};

/** What can be said of a field; the first is what one most often means. */
export const operatorsOf = (field: Field): readonly Operator[] => OPERATORS[kindOf(field)];
export const needsValue = (op: Operator): boolean => op !== "empty" && op !== "not-empty";

/** A condition to begin with. */
export const begun = (field: Field): Condition => ({ field: field.id, op: operatorsOf(field)[0]!, ...(field.type === "checkbox" && { value: true }) });

/** The same condition with another operator: what was said stays where it still means something. */
export function withOperator(condition: Condition, op: Operator): Condition {
  return needsValue(op) ? { ...condition, op } : { field: condition.field, op };
}

/** `today+7` as the day that it is. Null when it is neither that nor a day. */
export function dayOf(text: string, today: string): string | null {
  if (isDay(text)) return text;
  const match = /^today(?:([+-]\d{1,4}))?$/.exec(text);
  return match ? addDays(today, Number(match[1] ?? 0)) : null;
}

export interface Asking {
  fields: ReadonlyMap<string, Field>;
  me: string;
  today: string;
}

/** Whether an object is among what was asked for. A field that is no more says nothing. */
export function matches(node: Node, values: Values, asking: Asking): boolean {
  if (isGroup(node)) {
    const parts = partsOf(node);
    return "all" in node ? parts.every((one) => matches(one, values, asking)) : parts.length === 0 || parts.some((one) => matches(one, values, asking));
  }
  const field = asking.fields.get(node.field);
  if (!field || isOpen(node)) return true;
  return holds(field, node, values[field.id], asking);
}

/** Nothing has been said yet. */
export const isOpen = ({ op, value }: Condition): boolean =>
  needsValue(op) && (value === undefined || value === "" || (Array.isArray(value) && value.length === 0));

function holds(field: Field, { op, value: asked }: Condition, value: Value | undefined, asking: Asking): boolean {
  const none = isEmpty(value) && value !== 0;
  if (op === "empty" || op === "not-empty") return none === (op === "empty");
  switch (kindOf(field)) {
    case "checkbox":
      return (value === true) === (asked === true);
    case "number":
    case "money":
      return none ? op === "is-not" : numeric(op, isMoney(value) ? value.amount : Number(value), Number(asked));
    case "date":
      return !none && dated(op, textOf(value), dayOf(String(asked), asking.today));
    case "text":
    case "url":
      return textual(op, textOf(value), String(asked));
    default:
      return listed(
        op,
        idsOf(value),
        idsOf(asked as Value).map((id) => (id === ME ? asking.me : id)),
      );
  }
}

function numeric(op: Operator, value: number, asked: number): boolean {
  const order = value - asked;
  return { is: order === 0, "is-not": order !== 0, less: order < 0, "at-most": order <= 0, more: order > 0, "at-least": order >= 0 }[op as string] ?? true;
}

function dated(op: Operator, value: string, asked: string | null): boolean {
  if (asked === null) return true;
  return { is: value === asked, before: value < asked, until: value <= asked, after: value > asked, from: value >= asked }[op as string] ?? true;
}

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function textual(op: Operator, value: string, asked: string): boolean {
  const [a, b] = [fold(value), fold(asked)];
  return { is: a === b, "is-not": a !== b, contains: a.includes(b), "contains-not": !a.includes(b) }[op as string] ?? true;
}

function listed(op: Operator, ids: readonly string[], asked: readonly string[]): boolean {
  const some = asked.some((id) => ids.includes(id));
  return { "any-of": some, "none-of": !some, "all-of": asked.every((id) => ids.includes(id)) }[op as string] ?? true;
}
