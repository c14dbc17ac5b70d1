import type { TFunction } from "i18next";
import { navigate } from "wouter/use-browser-location";
import { newId } from "../../core/ids.ts";
import type { Workspace } from "../../core/workspace.ts";
import { documents } from "./resources.ts";

const LONGEST = 300;

/** Has the server copy a document, pictures and all, and goes to the copy. */
export async function copyDocument(workspace: Workspace, org: string, id: string, title: string, t: TFunction): Promise<void> {
  const made = await workspace.api.post("/v1/orgs/{org_id}/documents/{document_id}/copies", {
    path: { org_id: org, document_id: id },
    body: { title: t("room.copyOf", { title: title || t("documents.untitled") }).slice(0, LONGEST) },
    idempotencyKey: newId(),
  });
  await workspace.collection(documents, org).accept(made);
  navigate(`/o/${org}/documents/${made.id}`);
}
