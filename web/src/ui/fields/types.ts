/** What a property may hold. A table's column, a row of a panel, a filter and a form all speak of fields. */
export type FieldType = "text" | "number" | "money" | "date" | "person" | "choice" | "multi-choice" | "checkbox" | "url" | "formula";

export interface ChoiceOption {
  id: string;
  label: string;
  /** Of `COLOURS`; none is quiet. */
  colour?: Colour;
}

export const COLOURS = ["ember", "amber", "leaf", "teal", "indigo", "violet", "rose"] as const;
export type Colour = (typeof COLOURS)[number];

export interface Person {
  id: string;
  name: string;
  email?: string;
  picture?: string | null;
}

export interface Field {
  id: string;
  name: string;
  type: FieldType;
  /** Shown, and never written here: a formula, what the server works out, what this person may not change. */
  readOnly?: boolean;
  required?: boolean;
  /** Of choices. */
  options?: readonly ChoiceOption[];
  /** Of persons: whether there may be several. */
  multiple?: boolean;
  /** Of money: ISO 4217. */
  currency?: string;
  /** Of text: the longest there may be. */
  longest?: number;
  /** Of numbers. */
  least?: number;
  most?: number;
  digits?: number;
  /** Of a formula: what its result is. */
  of?: Exclude<FieldType, "formula">;
}

/** In minor units (cents), so that sums are exact. */
export interface Money {
  amount: number;
  currency: string;
}

/**
 * text, url and choice: a text (of a choice, its id); date: a day as `2031-05-04`; person and multi-choice: ids; null is empty.
 */
export type Value = string | number | boolean | Money | readonly string[] | null;

export type Values = Readonly<Record<string, Value | undefined>>;

/** What `Value` says a formula's result is, or the field's own type. */
export const kindOf = (field: Field): Exclude<FieldType, "formula"> => (field.type === "formula" ? (field.of ?? "text") : field.type);

export const isMoney = (value: Value | undefined): value is Money => typeof value === "object" && value !== null && "amount" in value;
export const idsOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : typeof value === "string" && value ? [value] : [];
/** Of what is text: a name, a day, an address. */
export const textOf = (value: Value | undefined): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");
export const isEmpty = (value: Value | undefined): boolean =>
  value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0);
