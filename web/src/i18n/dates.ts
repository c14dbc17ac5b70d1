/** Dates as the person's language writes them, and as their region does where the browser tells it. */
const regional = (language: string): string => navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

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
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(amount) < size) return format.format(Math.round(amount), unit);
    amount /= size;
  }
  return format.format(Math.round(amount), "year");
}

export function moment(then: number | string, language: string): string {
  return new Intl.DateTimeFormat(regional(language), { dateStyle: "medium", timeStyle: "short" }).format(new Date(then));
}

export function day(then: number | string, language: string): string {
  return new Intl.DateTimeFormat(regional(language), { weekday: "long", day: "numeric", month: "long" }).format(new Date(then));
}

export function clock(then: number | string, language: string): string {
  return new Intl.DateTimeFormat(regional(language), { hour: "2-digit", minute: "2-digit" }).format(new Date(then));
}
