/** What has happened, as it is told. */
import type { ResourceSpec } from "../../core/replica.ts";
import { type HeardOf, history } from "../../data/resources.ts";
import type { ActivityEntry } from "../../data/types.ts";

export const activity: ResourceSpec<ActivityEntry> = history(
  "activity",
  (api, org, cursor) => api.page("/v1/orgs/{org_id}/activity", { path: { org_id: org } }, cursor),
  {
    // Writing is told once an hour: it stands at the hour's beginning, and says when it was last.
    at: ({ type, at }) => (type === "document.changed" ? `${at.slice(0, 13)}:00:00.000Z` : at),
    about: ({ object }) => object.id,
  },
);

export const heard: HeardOf = { "*": [{ resources: [activity.name] }] };
