/** What the person watches in an org: the objects of which they want to hear. */
import type { ResourceSpec } from "../../core/replica.ts";
import type { Workspace } from "../../core/workspace.ts";
import type { components } from "../../data/api.gen.ts";
import type { HeardOf } from "../../data/resources.ts";

export type Watch = components["schemas"]["Watch"];

export const watching: ResourceSpec<Watch> = {
  name: "watching",
  list: (api, org) => api.list("/v1/orgs/{org_id}/watching", { path: { org_id: org } }),
};

/** How the watch of an object is called, on the server as well. */
export const watchId = (type: string, id: string): string => `${type}:${id}`;

interface Told {
  org_id?: string;
  watch?: Watch;
}

export const heard: HeardOf = {
  watch: [
    {
      resources: [watching.name],
      // The news hold all of it, whichever org is on screen.
      carried: (workspace: Workspace, news) => {
        const { org_id: org, watch } = news as Told;
        return org && watch ? workspace.collection(watching, org).accept(watch) : undefined;
      },
    },
  ],
};
