/** What has happened, as it is told. */
import type { ResourceSpec } from "../../core/replica.ts";
import { type HeardOf, history } from "../../data/resources.ts";
import type { ActivityEntry } from "../../data/types.ts";
import { latestFirst } from "../../i18n/dates.ts";

export const activity: ResourceSpec<ActivityEntry> = history(
  "activity",
  (api, org, cursor) => api.page("/v1/orgs/{org_id}/activity", { path: { org_id: org } }, cursor),
  {
    // Writing is told once an hour: it stands at the hour's beginning, and says when it was last.
    at: ({ type, at }) => (type === "document.changed" ? `${at.slice(0, 13)}:00:00.000Z` : at),
    about: ({ object }) => object.id,
  },
);

/** What concerns the person, in all their orgs; mentions are told nowhere else. */
export const mine: ResourceSpec<ActivityEntry> = history("mine", (api, _, cursor) => api.page("/v1/me/activity", {}, cursor), {
  about: ({ object }) => object.id,
});

export const MENTIONED = "object.mentioned";

/** The feed of an org, and between its entries the mentions of the person there, as far back as the feed has been read. */
export function withMentions(feed: readonly ActivityEntry[], own: readonly ActivityEntry[], org: string, goesOn: boolean): ActivityEntry[] {
  const entries = [...feed].sort(latestFirst);
  const last = goesOn ? (entries.at(-1)?.at ?? "") : "";
  const mentions = own.filter(({ type, org_id, at }) => type === MENTIONED && org_id === org && at >= last);
  return [...entries, ...mentions].sort(latestFirst);
}

export const heard: HeardOf = {
  "*": [{ resources: [activity.name] }, { resources: [mine.name], mine: true, idIn: (entry) => mentionIn(entry as ActivityEntry | undefined) }],
};

const mentionIn = (entry: ActivityEntry | undefined): string | undefined => (entry?.type === MENTIONED ? entry.id : undefined);
