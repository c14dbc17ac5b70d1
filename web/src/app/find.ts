import { excerpt, rank } from "../data/search.ts";
import type { Action } from "./feature.ts";

/** What a letter before the words leaves: `>` commands and places, `@` people, `#` documents. */
const ONLY: Readonly<Record<string, (action: Action) => boolean>> = {
  ">": ({ group }) => group !== "palette.document" && group !== "palette.person",
  "@": ({ group }) => group === "palette.person",
  "#": ({ group }) => group === "palette.document",
};

const SHOWN = 20;
/** Without words: so many of the last places, before what can be done. */
const RECENT = 6;

export interface Found {
  action: Action;
  /** Where the words stand in the text, when they are not in the title. */
  text?: string;
}

const said = ({ title, detail, also }: Action): string => `${title} ${detail ?? ""} ${also ?? ""}`;

/**
 * What the palette shows for what is typed. `recent` are the ids of what was open last, newest first; `texts` the words
 * of documents as far as this device has them.
 */
export function find(typed: string, actions: readonly Action[], recent: readonly string[], texts: ReadonlyMap<string, string>): Found[] {
  const only = ONLY[typed.trimStart()[0] ?? ""];
  const query = only ? typed.trimStart().slice(1).trim() : typed.trim();
  const all = only ? actions.filter(only) : actions;
  if (!query) {
    const known = new Map(all.map((action) => [action.id, action]));
    const last = recent.flatMap((id) => known.get(id) ?? []).slice(0, RECENT);
    const others = all.filter((action) => !last.includes(action) && (only ?? ONLY[">"]!)(action));
    return [...last, ...others].slice(0, SHOWN).map((action) => ({ action }));
  }
  const titles = rank(query, all, said);
  const taken = new Set(titles);
  const inside = all.flatMap((action): Found[] => {
    const words = taken.has(action) || action.group !== "palette.document" ? undefined : texts.get(action.id);
    const text = words === undefined ? null : excerpt(query, words);
    return text === null ? [] : [{ action, text }];
  });
  return [...titles.map((action) => ({ action })), ...inside].slice(0, SHOWN);
}
