/** Dates as the person's language writes them, and as their region does where the browser tells it. */
const regional = (language: string): string => navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

/** A format costs a hundred times what using it costs, and each row of a list uses one. */
const relative = new Map<string, Intl.RelativeTimeFormat>();
const absolute = new Map<string, Intl.DateTimeFormat>();

function relativeOf(language: string): Intl.RelativeTimeFormat {
  let format = relative.get(language);
  if (!format) relative.set(language, (format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" })));
  return format;
}

function written(then: number | string, language: string, kind: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${regional(language)} ${kind}`;
  let format = absolute.get(key);
  if (!format) absolute.set(key, (format = new Intl.DateTimeFormat(regional(language), options)));
  return format.format(new Date(then));
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 7],
  ["week", 4.35],
  ["month", 12],
  ["year", Infinity],
];

export function ago(then: number | string, now: number, language: string): string {
  const at = typeof then === "string" ? Date.parse(then) : then;
  let amount = (at - now) / 1000;
  const format = relativeOf(language);
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return format.format(Math.round(amount), unit);
    amount /= size;
  }
  return format.format(Math.round(amount), "year");
}

export function moment(then: number | string, language: string): string {
  return written(then, language, "moment", { dateStyle: "medium", timeStyle: "short" });
}

export function day(then: number | string, language: string): string {
  return written(then, language, "day", { weekday: "long", day: "numeric", month: "long" });
}

/** A day of another year. */
export function longDay(then: number | string, language: string): string {
  return written(then, language, "long-day", { day: "numeric", month: "long", year: "numeric" });
}

/** Names in a sentence. */
export function listed(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}

export function clock(then: number | string, language: string): string {
  return written(then, language, "clock", { hour: "2-digit", minute: "2-digit" });
}

export function sameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Times and ids are ASCII of one form: comparing them as such costs a tenth of comparing them as words of a language. */
export function latestFirst(a: { at: string; id?: string }, b: { at: string; id?: string }): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return (a.id ?? "") < (b.id ?? "") ? 1 : -1;
}
