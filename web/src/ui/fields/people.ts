import { createContext, use, useMemo } from "react";
import type { Person } from "./types.ts";

export interface People {
  all: readonly Person[];
  byId: ReadonlyMap<string, Person>;
}

const NOBODY: People = { all: [], byId: new Map() };

/** Who can be chosen and how the chosen are called: a room says it once for all its fields. */
export const PeopleContext = createContext<People>(NOBODY);
export const usePeople = (): People => use(PeopleContext);

export const useAllPeople = (all: readonly Person[]): People => useMemo(() => ({ all, byId: new Map(all.map((person) => [person.id, person])) }), [all]);
