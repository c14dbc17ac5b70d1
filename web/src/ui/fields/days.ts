/** Days as `2031-05-04`: without a time there is no zone that could move them. */
export const isoDay = (date: Date): string =>
  `${String(date.getFullYear()).padStart(4, "0")}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

/** At noon, which every zone has on every day. */
export const dateOf = (day: string): Date => new Date(`${day}T12:00:00`);

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dateOf(text).getTime()) && isoDay(dateOf(text)) === text;

export function addDays(day: string, count: number): string {
  const date = dateOf(day);
  date.setDate(date.getDate() + count);
  return isoDay(date);
}

/** The next such day of the week after `from`; 1 is Monday, 7 Sunday. */
export function nextWeekday(from: string, weekday: number): string {
  const today = dateOf(from).getDay() || 7;
  return addDays(from, ((weekday - today + 6) % 7) + 1);
}

/** Which day a week begins with: 1 is Monday, 0 Sunday, as the calendar counts. */
export function firstDayOf(language: string): 0 | 1 | 6 {
  const locale = new Intl.Locale(navigator.languages.find((tag) => tag.startsWith(language)) ?? language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  return first === 7 ? 0 : first === 6 ? 6 : 1;
}

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

const NEAR: Record<string, number> = { today: 0, heute: 0, tomorrow: 1, morgen: 1, ubermorgen: 2, yesterday: -1, gestern: -1 };
const UNITS: Record<string, number> = { d: 1, day: 1, days: 1, tag: 1, tage: 1, tagen: 1, w: 7, week: 7, weeks: 7, woche: 7, wochen: 7 };

function names(language: string, of: "month" | "weekday"): string[] {
  const format = new Intl.DateTimeFormat(language, { [of]: "long", timeZone: "UTC" });
  const dates = of === "month" ? Array.from({ length: 12 }, (_, i) => Date.UTC(2024, i, 1)) : Array.from({ length: 7 }, (_, i) => Date.UTC(2024, 0, 1 + i));
  return dates.map((date) => fold(format.format(date)));
}

/** The place of the one name that begins so, of both languages that the client speaks; -1 when there is none, or more than one. */
function named(word: string, of: "month" | "weekday", language: string): number {
  if (word.length < 2) return -1;
  for (const tongue of [language, "en", "de"]) {
    const found = names(tongue, of).flatMap((name, i) => (name.startsWith(word) ? [i] : []));
    if (found.length === 1) return found[0]!;
  }
  return -1;
}

/** A day as somebody types it: "tomorrow", "fri", "in 2 weeks", "4 May", "4.5.", "2031-05-04". Null when it is none. */
export function readDay(text: string, language: string, now: Date): string | null {
  const typed = fold(text).replace(/\s+/g, " ");
  const today = isoDay(now);
  if (isDay(typed)) return typed;
  if (typed in NEAR) return addDays(today, NEAR[typed]!);
  const ahead = /^(?:in |\+) ?(\d{1,4}) ?([a-z]+)$/.exec(typed);
  if (ahead && ahead[2]! in UNITS) return addDays(today, Number(ahead[1]) * UNITS[ahead[2]!]!);
  const weekday = named(typed.replace(/^(next|nachsten?r?|am|on) /, "").replace(/\.$/, ""), "weekday", language);
  if (weekday >= 0) return nextWeekday(today, weekday + 1);
  return inNumbers(typed, language, now) ?? inWords(typed, language, now);
}

/** Day and month in the order of the language; with dots, the day always comes first. */
function inNumbers(typed: string, language: string, now: Date): string | null {
  const match = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?$/.exec(typed);
  if (!match) return null;
  const regional = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
  const order = new Intl.DateTimeFormat(regional).formatToParts(now).find(({ type }) => type === "day" || type === "month")!.type;
  const [day, month] = match[2] === "." || order === "day" ? [match[1], match[3]] : [match[3], match[1]];
  return made(Number(day), Number(month), match[4], now);
}

function inWords(typed: string, language: string, now: Date): string | null {
  const match = /^(?:(\d{1,2})(?:\.|st|nd|rd|th)? ([\p{L}]+)\.?|([\p{L}]+)\.? (\d{1,2})(?:st|nd|rd|th)?),?(?: (\d{4}))?$/u.exec(typed);
  if (!match) return null;
  const month = named(match[2] ?? match[3] ?? "", "month", language);
  return month < 0 ? null : made(Number(match[1] ?? match[4]), month + 1, match[5], now);
}

/** Without a year it is the next such day, not one that is long over. */
function made(day: number, month: number, year: string | undefined, now: Date): string | null {
  const of = (full: number): string => `${full}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (year) {
    const full = of(year.length === 2 ? 2000 + Number(year) : Number(year));
    return isDay(full) ? full : null;
  }
  const today = isoDay(now);
  const near = [0, 1, 2, 3, 4].map((years) => of(now.getFullYear() + years)).filter(isDay);
  return near.find((one) => one >= today) ?? near[0] ?? null;
}
