import { longDay } from "../../i18n/dates.ts";
import { readDay } from "./days.ts";
import { type Field, idsOf, isEmpty, isMoney, kindOf, type Money, type Person, textOf, type Value } from "./types.ts";

/** A number as its language writes it: "1,234.5", "1.234,5". Null when it is none. */
export function readNumber(text: string, language: string): number | null {
  const parts = new Intl.NumberFormat(language).formatToParts(12345.6);
  const sign = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const bare = text.trim().replace(/[\s\u00a0\u202f'’]/g, "");
  const group = sign("group");
  const decimal = sign("decimal");
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d*)?$`);
  const clean = grouped.test(bare) ? bare.replaceAll(group, "") : bare;
  const plain = clean.replace(decimal, ".");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}

const digitsOf = (currency: string): number => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Only addresses that lead to a page: what would run (`javascript:`) is refused. Without a scheme it is a page of the web. */
export function readUrl(text: string): string | null {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  return ["http:", "https:", "mailto:"].includes(url.protocol) && (url.protocol === "mailto:" || url.hostname.includes(".")) ? url.href : null;
}

export type Read = { value: Value } | { problem: string; most?: number };

/** What somebody typed, as a value of the field, or the key of the text that says what is wrong with it. */
export function read(field: Field, text: string, language: string, now = new Date()): Read {
  const typed = text.trim();
  if (!typed) return field.required ? { problem: "part.field.required" } : { value: null };
  switch (kindOf(field)) {
    case "number":
      return readRange(field, readNumber(typed, language));
    case "money": {
      const currency = field.currency ?? "EUR";
      const number = readNumber(typed.replace(/\p{Sc}|[A-Z]{3}/gu, ""), language);
      const minor = number === null ? null : Math.round(number * 10 ** digitsOf(currency));
      return minor === null || !Number.isSafeInteger(minor) ? { problem: "part.field.noNumber" } : { value: { amount: minor, currency } };
    }
    case "date": {
      const day = readDay(typed, language, now);
      return day ? { value: day } : { problem: "part.field.noDate" };
    }
    case "url": {
      const url = readUrl(typed);
      return url ? { value: url } : { problem: "part.field.noUrl" };
    }
    default:
      return field.longest && typed.length > field.longest ? { problem: "part.field.tooLong", most: field.longest } : { value: typed };
  }
}

function readRange({ least = -Infinity, most = Infinity }: Field, value: number | null): Read {
  if (value === null) return { problem: "part.field.noNumber" };
  if (value < least || value > most) return { problem: "part.field.outOfRange" };
  return { value };
}

/** A value as one types it: what an editor begins with. */
export function written(value: Value | undefined, language: string): string {
  if (isEmpty(value)) return value === 0 ? "0" : "";
  if (isMoney(value)) return new Intl.NumberFormat(language, { useGrouping: false }).format(value.amount / 10 ** digitsOf(value.currency));
  if (typeof value === "number") return new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 10 }).format(value);
  return typeof value === "string" ? value : "";
}

const formats = new Map<string, Intl.NumberFormat>();
function numbers(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, options)));
  return format;
}

export const money = ({ amount, currency }: Money, language: string): string =>
  numbers(language, { style: "currency", currency }).format(amount / 10 ** digitsOf(currency));

/** A value in words: for a cell, a file, a search. */
export function said(field: Field, value: Value | undefined, language: string, people?: ReadonlyMap<string, Person>): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "✓" : "";
  if (isMoney(value)) return money(value, language);
  if (typeof value === "number") return numbers(language, { maximumFractionDigits: field.digits ?? 6, minimumFractionDigits: field.digits }).format(value);
  const kind = kindOf(field);
  if (kind === "date") return typeof value === "string" && value ? longDay(`${value}T12:00`, language) : "";
  if (kind === "person")
    return idsOf(value)
      .map((id) => people?.get(id)?.name ?? "?")
      .join(", ");
  if (kind === "choice" || kind === "multi-choice")
    return idsOf(value)
      .map((id) => field.options?.find((option) => option.id === id)?.label ?? "?")
      .join(", ");
  return idsOf(value).join(", ");
}

const collators = new Map<string, Intl.Collator>();
function collator(language: string): Intl.Collator {
  let kept = collators.get(language);
  if (!kept) collators.set(language, (kept = new Intl.Collator(language, { numeric: true, sensitivity: "base" })));
  return kept;
}

/** In the field's own order: choices as they stand in the list, words as in a telephone book. Empty values come last, whichever way one sorts. */
export function compare(field: Field, a: Value | undefined, b: Value | undefined, language: string, people?: ReadonlyMap<string, Person>): number {
  const kind = kindOf(field);
  if (kind === "number" || kind === "money") return amountOf(a) - amountOf(b);
  if (kind === "checkbox") return Number(a === true) - Number(b === true);
  if (kind === "date") return textOf(a) < textOf(b) ? -1 : a === b ? 0 : 1;
  if (kind === "choice" || kind === "multi-choice") {
    const place = (value: Value | undefined): number => field.options?.findIndex((option) => option.id === idsOf(value)[0]) ?? -1;
    return place(a) - place(b);
  }
  return collator(language).compare(said(field, a, language, people), said(field, b, language, people));
}

const amountOf = (value: Value | undefined): number => (isMoney(value) ? value.amount : typeof value === "number" ? value : 0);

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
