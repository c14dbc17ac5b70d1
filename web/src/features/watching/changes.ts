/** Watching an object, and stopping to. */
import type { Draft } from "../../core/entries.ts";
import { request } from "../../core/routes.ts";
import { watchId, watching } from "./resources.ts";

export interface Watchable {
  type: string;
  id: string;
  title: string;
}

export function changeWatch(org: string, { type, id, title }: Watchable, on: boolean): Draft {
  const path = { org_id: org, object_type: type, object_id: id };
  return {
    ...request(on ? "PUT" : "DELETE", "/v1/orgs/{org_id}/watching/{object_type}/{object_id}", { path }),
    effect: {
      op: "put",
      scope: org,
      noun: watching.name,
      id: watchId(type, id),
      value: { object_type: type, object_id: id, watching: on, reason: "chosen" },
    },
    needs: [id],
    label: { key: on ? "change.watch.start" : "change.watch.stop", values: { title } },
  };
}
