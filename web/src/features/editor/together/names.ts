import type * as Y from "yjs";

/** Of so many letters it is kept where they went: more than anybody has under way. */
const KEPT = 50_000;

const keyOf = (id: Y.ID): string => `${id.client}-${id.clock}`;

function follow(map: ReadonlyMap<string, Y.ID>, id: Y.ID): Y.ID | null {
  let found: Y.ID | null = null;
  for (let next = map.get(keyOf(id)); next; next = map.get(keyOf(next))) found = next;
  return found;
}

function keep(map: Map<string, Y.ID>, from: Y.ID, to: Y.ID): void {
  map.set(keyOf(from), to);
  if (map.size > KEPT) map.delete(map.keys().next().value!);
}

/**
 * A letter that is carried into another line gets another name there (to Yjs it is deleted and written anew). This knows which
 * names are the same letter, from the first to the last, for as long as somebody may still be writing after an older one.
 */
export class Names {
  readonly #to = new Map<string, Y.ID>();
  readonly #from = new Map<string, Y.ID>();

  add(from: Y.ID, to: Y.ID): void {
    keep(this.#to, from, to);
    keep(this.#from, to, from);
  }

  /** Its name now; null when it was never carried. */
  went = (id: Y.ID): Y.ID | null => follow(this.#to, id);

  /** The name under which it was typed. */
  typed = (id: Y.ID): Y.ID => follow(this.#from, id) ?? id;
}
