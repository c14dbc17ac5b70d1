/**
 * Fractional order keys, as the server makes them: a place between two others without touching either. Digits of base
 * 62 in ASCII order, never ending in the lowest, so that there is always room before one.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A key after `low` and before `high`; an empty text stands for an open end. */
export function between(low: string, high: string): string {
  let key = "";
  for (let at = 0; ; at++) {
    const from = DIGITS.indexOf(low[at] ?? "0");
    const to = high ? DIGITS.indexOf(high[at] ?? "0") : DIGITS.length;
    if (to - from > 1) return key + DIGITS[(from + to) >> 1]!;
    key += DIGITS[from]!;
    // One step below `high` everything is free: only `low` still bounds it.
    if (to > from) high = "";
  }
}

export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
