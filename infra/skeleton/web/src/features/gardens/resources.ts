/** Gardens of an org: where the list is, and how one of it is read. */
import type { ResourceSpec } from "../../core/replica.ts";
import type { components } from "../../data/api.gen.ts";
import { type HeardOf, sinceQuery } from "../../data/resources.ts";

export type Garden = components["schemas"]["Garden"];

export const gardens: ResourceSpec<Garden> = {
  name: "gardens",
  list: (api, org) => api.list("/v1/orgs/{org_id}/gardens", { path: { org_id: org } }),
  since: (api, org, cursor) => api.get("/v1/orgs/{org_id}/changes/gardens", { path: { org_id: org }, query: sinceQuery(cursor) }),
  one: (api, org, id) => api.get("/v1/orgs/{org_id}/gardens/{garden_id}", { path: { org_id: org, garden_id: id } }),
};

export const heard: HeardOf = { garden: [{ resources: [gardens.name], one: true }] };
