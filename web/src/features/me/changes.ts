/** What a person changes of themselves: what is sent, and what shows until it is. */
import type { Draft } from "../../core/entries.ts";
import { pick } from "../../core/pick.ts";
import { request } from "../../core/routes.ts";
import type { Person, ProfileChange } from "../../data/types.ts";

export function changeProfile(person: Person, change: ProfileChange): Draft {
  return {
    ...request("PATCH", "/v1/me", { body: change }),
    base: pick(person, change),
    version: person.version,
    effect: { op: "patch", scope: "me", noun: "profile", id: person.id, value: change },
    label: { key: "change.profile" },
  };
}

export function putPreferences(values: Record<string, unknown>): Draft {
  return {
    ...request("PUT", "/v1/me/preferences", { body: { values } }),
    effect: { op: "put", scope: "me", noun: "preferences", id: "preferences", value: { values } },
    label: { key: "change.preferences" },
    answer: "ignore",
  };
}
