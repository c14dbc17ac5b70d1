import { newId } from "../../core/ids.ts";
import type { Workspace } from "../../core/workspace.ts";
import type { Document } from "../../data/types.ts";
import { documents } from "../documents/resources.ts";
import type { Template } from "./resources.ts";

/** The empty document in whose place the next one of a template comes; of none otherwise. */
export const instead: { of: Document | null } = { of: null };

export interface Made {
  id: string;
  missing: readonly string[];
}

/** Makes a document of a template, in place of the empty one if there is one. */
export async function beginWith(
  workspace: Workspace,
  org: string,
  template: Template,
  values: Readonly<Record<string, string>>,
  place: { title?: string; of: Document | null },
): Promise<Made> {
  const { of } = place;
  const made = await workspace.api.post("/v1/orgs/{org_id}/document-templates/{template_id}/documents", {
    path: { org_id: org, template_id: template.id },
    body: {
      id: newId(),
      values,
      ...(place.title ? { title: place.title } : {}),
      ...(of?.parent_id ? { parent_id: of.parent_id } : {}),
      ...(of?.position ? { position: of.position } : {}),
      ...(of?.visibility ? { visibility: of.visibility } : {}),
    },
    idempotencyKey: newId(),
  });
  const { gone: _, ...document } = made.document;
  await workspace.collection(documents, org).accept(document);
  return { id: document.id, missing: made.missing };
}
