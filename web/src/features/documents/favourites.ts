import { useMemo } from "react";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { favouritesOf, withFavourite } from "../../data/favourites.ts";
import { ME } from "../../data/resources.ts";
import { putPreferences } from "../me/changes.ts";
import { preferences } from "../me/resources.ts";

export interface Favourites {
  ids: readonly string[];
  /** Not before it is known what else the person prefers: all of that is written with it. */
  ready: boolean;
  has: (id: string) => boolean;
  set: (id: string, on: boolean) => void;
}

export function useFavourites(org: string): Favourites {
  const workspace = useWorkspace();
  const view = useResource(preferences, ME);
  const held = view.items[0];
  return useMemo(() => {
    const ids = favouritesOf(held?.values, org);
    return {
      ids,
      ready: held !== undefined,
      has: (id) => ids.includes(id),
      set: (id, on) => void (held && workspace.change(putPreferences(withFavourite(held.values, org, id, on)))),
    };
  }, [held, org, workspace]);
}
