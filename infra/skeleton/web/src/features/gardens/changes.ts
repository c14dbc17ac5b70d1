/** What a person changes of gardens: what is sent, and what shows until it is. */
import type { Draft } from "../../core/entries.ts";
import { newId } from "../../core/ids.ts";
import { pick } from "../../core/pick.ts";
import { request } from "../../core/routes.ts";
import type { Garden } from "./resources.ts";

export function createGarden(org: string, name: string): Draft {
  return {
    ...request("POST", "/v1/orgs/{org_id}/gardens", { path: { org_id: org }, body: { name } }),
    effect: { op: "none", scope: org, noun: "gardens", id: newId() },
    label: { key: "change.garden.create", values: { name } },
  };
}

export function renameGarden(org: string, garden: Garden, name: string): Draft {
  const change = { name };
  return {
    ...request("PATCH", "/v1/orgs/{org_id}/gardens/{garden_id}", { path: { org_id: org, garden_id: garden.id }, body: change }),
    base: pick(garden, change),
    version: garden.version,
    effect: { op: "patch", scope: org, noun: "gardens", id: garden.id, value: change },
    label: { key: "change.garden.rename", values: { name } },
  };
}

export function deleteGarden(org: string, garden: Garden): Draft {
  return {
    ...request("DELETE", "/v1/orgs/{org_id}/gardens/{garden_id}", { path: { org_id: org, garden_id: garden.id } }),
    effect: { op: "remove", scope: org, noun: "gardens", id: garden.id },
    label: { key: "change.garden.delete", values: { name: garden.name } },
  };
}
