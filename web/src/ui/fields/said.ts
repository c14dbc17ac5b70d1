import { dateOf, isoDay } from "./days.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day where there is little room: without the year while it is this one. */
export function shortDay(day: string, language: string, now = new Date()): string {
  const other = day.slice(0, 4) !== isoDay(now).slice(0, 4);
  const regional = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
  const key = `${regional} ${other}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(regional, { day: "numeric", month: "short", ...(other && { year: "numeric" }) })));
  return format.format(dateOf(day));
}
