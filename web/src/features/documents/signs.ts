const LONGEST = 64;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Letters as people see them, however many characters each is made of. */
const split = (text: string): string[] => [...letters.segment(text)].map(({ segment }) => segment);

export const SIGNS: readonly string[] = split("📄📝📌📎📁📚📖🗒️🎯🚀💡🔥⭐✅⏰📅📈📊💬📣🤝👥🏠🏢🔧🧪🐛🔒🧭🗺️⚓🌍🌱🌊☀️🌙🍎☕🎨🎵");

/** The first sign of what somebody typed. */
export function firstSign(typed: string): string | null {
  const [first] = split(typed.trim().slice(0, 2 * LONGEST));
  return first && first.length <= LONGEST && !/\p{C}/u.test(first.replace(/[\u200d\ufe0f\u{e0020}-\u{e007f}]/gu, "")) ? first : null;
}
