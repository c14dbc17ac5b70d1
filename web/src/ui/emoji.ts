/** Emoji by English and German words and by GitHub's names (`:tada:`). The list is emojibase's, and comes when it is wanted. */
export interface Emoji {
  sign: string;
  title: { en: string; de: string };
  codes: readonly string[];
  /** As emojibase groups them, for a picker's headings. */
  group: number;
  /** The same in five tones of skin, from light to dark; none where it has none. */
  tones: readonly string[];
  /** What it is found by, folded. */
  words: readonly string[];
}

interface Row {
  hexcode: string;
  unicode: string;
  label: string;
  tags?: string[];
  group?: number;
  skins?: { unicode: string }[];
}

/** Shown before anything is asked for; whether a sign asks to be drawn in colour (U+FE0F) makes it no other. */
const COMMON = [..."👍❤😀😂🙏🎉✅🔥👀🚀💡⭐🤔👏📅📌⚠❌🐛☕"];
export const isCommon = ({ sign }: Emoji): boolean => COMMON.includes(sign.replace("\ufe0f", ""));

const SKIN_AND_HAIR = 2;
const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The list out of emojibase's. What is no emoji of its own (letters of flags, skin tones) is left out. */
export function listOf(en: readonly Row[], de: readonly Row[], codes: Readonly<Record<string, string | string[]>>): Emoji[] {
  const german = new Map(de.map((row) => [row.hexcode, row]));
  return en
    .filter(({ group }) => group !== undefined && group !== SKIN_AND_HAIR)
    .map((row) => {
      const other = german.get(row.hexcode) ?? row;
      const names = [codes[row.hexcode] ?? []].flat();
      const said = [row.label, ...(row.tags ?? []), other.label, ...(other.tags ?? []), ...names];
      const words = new Set(said.flatMap((one) => fold(one).split(/[\s_:,()’'-]+/)).filter(Boolean));
      return {
        sign: row.unicode,
        title: { en: row.label, de: other.label },
        codes: names,
        group: row.group!,
        tones: (row.skins ?? []).slice(0, 5).map(({ unicode }) => unicode),
        words: [...words],
      };
    });
}

/** Those that every word of the query begins a word of, the nearest first. */
export function searchEmoji(list: readonly Emoji[], query: string, most = 48): Emoji[] {
  const wanted = fold(query)
    .split(/[\s_-]+/)
    .filter(Boolean);
  if (wanted.length === 0) return [];
  const code = query.toLowerCase();
  const weigh = (one: Emoji): number => {
    let total = one.codes.includes(code) ? 1_000 : one.codes.some((name) => name.startsWith(code)) ? 100 : 0;
    for (const word of wanted) {
      const place = one.words.findIndex((own) => own.startsWith(word));
      if (place < 0) return 0;
      total += (one.words.includes(word) ? 40 : 10) + Math.max(0, 10 - place);
    }
    return total;
  };
  return list
    .map((one, place) => ({ one, place, weight: weigh(one) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, most)
    .map(({ one }) => one);
}

let loading: Promise<Emoji[]> | null = null;

/** The list; asked for again when it did not come. */
export function loadEmoji(): Promise<Emoji[]> {
  loading ??= Promise.all([
    import("emojibase-data/en/compact.json"),
    import("emojibase-data/de/compact.json"),
    import("emojibase-data/en/shortcodes/github.json"),
  ]).then(
    ([en, de, codes]) => listOf(en.default as Row[], de.default as Row[], codes.default as Record<string, string | string[]>),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

export const titleOf = (emoji: Emoji, language: string): string => (language.startsWith("de") ? emoji.title.de : emoji.title.en);
