import type { Emoji } from "./emoji.ts";

/** Those with a heading in a picker, in the order in which they are shown. */
export const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;

export const toned = (emoji: Emoji, tone: number): string => (tone > 0 ? (emoji.tones[tone - 1] ?? emoji.sign) : emoji.sign);

const RECENT = "hearth.emoji";
const TONE = "hearth.emoji.tone";
const MOST = 16;

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Forgotten at the next visit.
  }
}

export const recentEmoji = (): string[] => (kept(RECENT) ?? "").split(" ").filter(Boolean);
export const keepRecent = (sign: string): void => keep(RECENT, [sign, ...recentEmoji().filter((one) => one !== sign)].slice(0, MOST).join(" "));
export const keptTone = (): number => Math.min(5, Math.max(0, Number(kept(TONE)) || 0));
export const keepTone = (tone: number): void => keep(TONE, String(tone));
