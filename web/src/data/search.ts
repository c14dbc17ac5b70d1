/** Search as you type over what is held on this device: every word must begin some word, or be within it. */
const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wordsIn = (query: string): string[] => fold(query).split(/\s+/).filter(Boolean);

export function score(query: string, text: string): number {
  const target = fold(text);
  let total = 1;
  for (const word of wordsIn(query)) {
    const at = target.indexOf(word);
    if (at < 0) return 0;
    const begins = at === 0 || /[\s\-_/.(]/.test(target[at - 1] ?? "");
    total += (begins ? 10 : 2) + (at === 0 ? 5 : 0) + (target.length === word.length ? 20 : 0);
  }
  return total;
}

/** So many slips a word may have: none where each letter counts, as in a short word or a number. */
function slips(word: string): number {
  const letters = [...word].length;
  if (letters < 4 || /\d/.test(word)) return 0;
  return letters < 8 ? 1 : 2;
}

/** Whether `word` is the beginning of `target` with at most `most` letters missing, wrong, too many or swapped. */
export function nearly(word: string, target: string, most: number): boolean {
  const [a, b] = [[...word], [...target].slice(0, [...word].length + most)];
  if (b.length < a.length - most) return false;
  let before: number[] = [];
  let row = b.map((_, j) => j);
  row.push(b.length);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return false;
    before = row;
    row = next;
  }
  // The rest of the target has not been typed yet.
  return Math.min(...row) <= most;
}

/** As `score`, for words with slips of the fingers. */
export function loose(query: string, text: string): number {
  const target = fold(text);
  const parts = target.split(/[\s\-_/.(]+/).filter(Boolean);
  let total = 1;
  for (const word of wordsIn(query)) {
    if (target.includes(word)) total += 10;
    else if (slips(word) && parts.some((part) => nearly(word, part, slips(word)))) total += 4;
    else return 0;
  }
  return total;
}

/** The best first; equal ones keep their order. Without a query everything stays as it is. Slips count where nothing else is found. */
export function rank<T>(query: string, items: readonly T[], text: (item: T) => string): T[] {
  if (!query.trim()) return [...items];
  const by = (weigh: typeof score): T[] =>
    items
      .map((item, place) => ({ item, place, score: weigh(query, text(item)) }))
      .filter((entry) => entry.score > 0)
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .map((entry) => entry.item);
  const exact = by(score);
  return exact.length ? exact : by(loose);
}

/** Where the words stand in a longer text, with a little around them; null where they do not. */
export function excerpt(query: string, text: string, around = 32): string | null {
  const words = wordsIn(query);
  if (words.length === 0) return null;
  // Folded letter by letter, so that places in both are the same.
  const letters = [...text].map((letter) => fold(letter) || letter);
  const folded = letters.join("");
  if (!words.every((word) => folded.includes(word))) return null;
  const found = folded.indexOf(words[0]!);
  let at = 0;
  for (let seen = 0; seen < found; at++) seen += letters[at]!.length;
  const piece = [...text].slice(Math.max(0, at - around), at + around * 2);
  return `${at > around ? "…" : ""}${piece.join("").replace(/\s+/g, " ").trim()}`;
}
