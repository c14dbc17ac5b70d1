/**
 * Where somebody is in a document, counted in its blocks from the top; told as `place` in their awareness. Blocks above
 * may come and go before they say so again, so a neighbour is near as well, and so is whoever says nothing.
 */
export interface Place {
  /** The block of their caret; null without one. */
  at: number | null;
  /** The first and the last block on their screen; `from` above `to` when they see none. */
  from: number;
  to: number;
}

/** How closely somebody may watch what we write here: that decides how often we send it (L17). */
export type Distance = 'near' | 'sight' | 'unseen';

export type Tick = Record<Distance, number>;

/** Milliseconds from one update to the next. Nobody sees letters come that are not on their screen. */
export const TICK: Tick = { near: 30, sight: 30, unseen: 2_000 };

const NEIGHBOUR = 1;

/** The distance of whoever is closest to our caret. `null` stands for somebody who has not said where they are. */
export function distance(mine: Place | null, others: Array<Place | null>): Distance {
  let found: Distance = 'unseen';
  for (const other of others) {
    if (!other || !mine || mine.at === null) return 'near';
    if (other.at !== null && Math.abs(other.at - mine.at) <= NEIGHBOUR) return 'near';
    if (sees(other, mine.at)) found = 'sight';
  }
  return found;
}

/** Whether our caret, or where we look, means anything to somebody now: they see it, or we see theirs. */
export function matters(mine: Place | null, others: Array<Place | null>): boolean {
  return others.some((other) => !other || !mine || (mine.at !== null && sees(other, mine.at)) || (other.at !== null && sees(mine, other.at)));
}

/** What an awareness state says; null when it says nothing that can be read. */
export function placeIn(state: unknown): Place | null {
  const place = (state as { place?: Partial<Place> } | undefined)?.place;
  if (typeof place?.from !== 'number' || typeof place.to !== 'number') return null;
  return { at: typeof place.at === 'number' ? place.at : null, from: place.from, to: place.to };
}

function sees(one: Place, block: number): boolean {
  return one.from <= one.to && one.from - NEIGHBOUR <= block && block <= one.to + NEIGHBOUR;
}
