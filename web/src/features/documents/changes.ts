/** What a person changes of documents: what is sent, and what shows until it is. */
import type { Draft } from "../../core/entries.ts";
import { newId } from "../../core/ids.ts";
import { pick } from "../../core/pick.ts";
import { request } from "../../core/routes.ts";
import type { Document } from "../../data/types.ts";

const now = (): string => new Date().toISOString();

export function createDocument(org: string, title: string, parent: string | null): Draft & { id: string } {
  const id = newId();
  const at = now();
  return {
    id,
    ...request("POST", "/v1/orgs/{org_id}/documents", { path: { org_id: org }, body: { id, title, ...(parent ? { parent_id: parent } : {}) } }),
    effect: { op: "put", scope: org, noun: "documents", id, value: { title, parent_id: parent, created_at: at, updated_at: at, version: 0, role: "editor" } },
    needs: parent ? [parent] : [],
    label: { key: "change.document.create", values: { title } },
  };
}

export function changeDocument(
  org: string,
  document: Document,
  change: Partial<Pick<Document, "title" | "icon" | "cover" | "wide" | "parent_id" | "position">>,
): Draft {
  const moved = "parent_id" in change || "position" in change;
  return {
    ...request("PATCH", "/v1/orgs/{org_id}/documents/{document_id}", { path: { org_id: org, document_id: document.id }, body: change }),
    base: pick(document, change),
    version: document.version,
    effect: { op: "patch", scope: org, noun: "documents", id: document.id, value: { ...change, updated_at: now() } },
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
