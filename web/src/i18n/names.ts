/** Names in the order of a telephone book. A collator that is kept costs a tenth of one that each comparison makes anew. */
const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

export const byName = (a: { name: string }, b: { name: string }): number => collator.compare(a.name, b.name);
