/** Search as you type over what is held on this device: every word must begin some word, or be within it. */
const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function score(query: string, text: string): number {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const target = fold(text);
  let total = 1;
  for (const word of words) {
    const at = target.indexOf(word);
    if (at < 0) return 0;
    const begins = at === 0 || /[\s\-_/.(]/.test(target[at - 1] ?? "");
    total += (begins ? 10 : 2) + (at === 0 ? 5 : 0) + (target.length === word.length ? 20 : 0);
  }
  return total;
}

/** The best first; equal ones keep their order. Without a query everything stays as it is. */
export function rank<T>(query: string, items: readonly T[], text: (item: T) => string): T[] {
  if (!query.trim()) return [...items];
  return items
    .map((item, place) => ({ item, place, score: score(query, text(item)) }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map((entry) => entry.item);
}
