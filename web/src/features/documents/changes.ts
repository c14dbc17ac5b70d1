/** What a person changes of documents: what is sent, and what shows until it is. */
import type { Draft } from "../../core/entries.ts";
import { newId } from "../../core/ids.ts";
import { pick } from "../../core/pick.ts";
import { request } from "../../core/routes.ts";
import type { Document } from "../../data/types.ts";

const now = (): string => new Date().toISOString();

/** Where a document begins: at the top of a space, or among one's own. */
export type Beginning = Pick<Document, "space_id" | "visibility">;

export function createDocument(org: string, title: string, parent: string | null, place: Beginning = {}): Draft & { id: string } {
  const id = newId();
  const at = now();
  return {
    id,
    ...request("POST", "/v1/orgs/{org_id}/documents", { path: { org_id: org }, body: { id, title, ...(parent ? { parent_id: parent } : place) } }),
    effect: {
      op: "put",
      scope: org,
      noun: "documents",
      id,
      value: { title, parent_id: parent, ...place, created_at: at, updated_at: at, version: 0, role: "editor" },
    },
    needs: parent ? [parent] : [],
    label: { key: "change.document.create", values: { title } },
  };
}

export type DocumentChange = Partial<Pick<Document, "title" | "icon" | "parent_id" | "space_id" | "position" | "visibility">>;

/** `shows` is what else follows from it, before the server has said so. */
export function changeDocument(org: string, document: Document, change: DocumentChange, shows: Partial<Document> = {}): Draft {
  const moved = "parent_id" in change || "position" in change || "space_id" in change;
  return {
    ...request("PATCH", "/v1/orgs/{org_id}/documents/{document_id}", { path: { org_id: org, document_id: document.id }, body: change }),
    base: pick(document, change),
    version: document.version,
    effect: { op: "patch", scope: org, noun: "documents", id: document.id, value: { ...shows, ...change, updated_at: now() } },
    needs: change.parent_id ? [change.parent_id] : [],
    label: { key: moved ? "change.document.move" : "change.document.rename", values: { title: change.title ?? document.title } },
  };
}

export function deleteDocument(org: string, document: Document): Draft {
  return {
    ...request("DELETE", "/v1/orgs/{org_id}/documents/{document_id}", { path: { org_id: org, document_id: document.id } }),
    effect: { op: "remove", scope: org, noun: "documents", id: document.id, to: "trash", value: { ...document, deleted_at: now() } },
    label: { key: "change.document.delete", values: { title: document.title } },
  };
}

export function restoreDocument(org: string, document: Document): Draft {
  return {
    ...request("POST", "/v1/orgs/{org_id}/documents/{document_id}/restore", { path: { org_id: org, document_id: document.id } }),
    effect: { op: "put", scope: org, noun: "documents", id: document.id, value: { ...document, deleted_at: null }, from: "trash" },
    label: { key: "change.document.restore", values: { title: document.title } },
  };
}
