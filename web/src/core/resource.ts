import type { Api, Page } from "./api.ts";
import type { ApiError } from "./problem.ts";

export interface Identified {
  id: string;
  version?: number;
}

/** A page of what changed in a list since a cursor was given, as every `/changes/` route answers. */
export interface Changes<T> {
  items: T[];
  gone: string[];
  cursor: string;
  more: boolean;
  reset: boolean;
}

/** Asks for a page of what changed; with null, where to begin. */
export type Since<T> = (this: void, api: Api, scope: string, cursor: string | null) => Promise<Changes<T>>;

/** One noun: where its list is, how one of it is read. A store per noun is a spec and nothing else. */
export interface ResourceSpec<T extends Identified> {
  name: string;
  list(api: Api, scope: string): Promise<T[]>;
  one?(api: Api, scope: string, id: string): Promise<T>;
  /** What changed in it since a cursor was given: asked for in place of the list, wherever the list was read before. */
  since?: Since<T>;
  /** When an item is over by itself: nobody tells of that. */
  until?(this: void, item: T): string | null | undefined;
  /** A history: it only grows, its newest page is the list, and older ones are read when somebody goes on to them. */
  history?: {
    page(this: void, api: Api, scope: string, cursor: string | null): Promise<Page<T>>;
    /** Where an item stands in it; later is newer. */
    at(this: void, item: T): string;
    /** The object that an item tells of: who loses sight of that loses sight of this. */
    about?(this: void, item: T): string | undefined;
  };
  /** The histories that tell of its objects. */
  toldIn?: readonly ResourceSpec<Identified>[];
  /** How the names of nouns begin that belong to one of its objects, and go with it. */
  owns?(this: void, id: string): string;
  /** The noun whose rows are more about its objects, under the same ids. */
  more?: string;
}

export interface View<T> {
  items: readonly T[];
  byId: ReadonlyMap<string, T>;
  /** Ids with changes that the server does not have yet. */
  unsaved: ReadonlySet<string>;
  /** `cold` until the disk has been read; `empty` when there is nothing yet to show but the network may bring it. */
  phase: "cold" | "empty" | "ready";
  refreshedAt: number | null;
  error: ApiError | null;
  /** The server has more of this history than is here. */
  goesOn: boolean;
}
