/** Gardens of an org: where the list is, and how one of it is read. */
import type { Noun } from "../../core/replica.ts";
import type { components } from "../../data/api.gen.ts";
import type { HeardOf } from "../../data/nouns.ts";

export type Garden = components["schemas"]["Garden"];

export const gardens: Noun<Garden> = {
  name: "gardens",
  list: (api, org) => api.list("/v1/orgs/{org_id}/gardens", { path: { org_id: org } }),
  one: (api, org, id) => api.get("/v1/orgs/{org_id}/gardens/{garden_id}", { path: { org_id: org, garden_id: id } }),
};

export const heard: HeardOf = { garden: [{ nouns: [gardens.name], one: true }] };
