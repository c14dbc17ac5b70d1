/** Documents, their past, and those in the trash: where each list is, and how one of it is read. */
import type { Api } from "../../core/api.ts";
import type { ResourceSpec } from "../../core/replica.ts";
import { type HeardOf, sinceQuery } from "../../data/resources.ts";
import { type Backlink, type Document, isHere, type Version } from "../../data/types.ts";
import { activity } from "../activity/resources.ts";

export const documents: ResourceSpec<Document> = {
  name: "documents",
  list: async (api, org) => (await api.list("/v1/orgs/{org_id}/documents", { path: { org_id: org } })).filter(isHere),
  one: (api: Api, org: string, id: string) => api.get("/v1/orgs/{org_id}/documents/{document_id}", { path: { org_id: org, document_id: id } }),
  since: (api, org, cursor) => api.get("/v1/orgs/{org_id}/changes/documents", { path: { org_id: org }, query: sinceQuery(cursor) }),
  toldIn: [activity],
  owns: (id) => `versions/${id}`,
};

/** What is kept of one document's past. The texts that were opened stand beside it, under the same ids. */
export const versions = (document: string): ResourceSpec<Version> & { more: string } => ({
  name: `versions/${document}`,
  list: (api, org) => api.list("/v1/orgs/{org_id}/documents/{document_id}/versions", { path: { org_id: org, document_id: document } }),
  more: `versions/${document}/texts`,
});

/** What points at a document, for who looks at it. */
export const backlinks = (document: string): ResourceSpec<Backlink> => ({
  name: `backlinks/${document}`,
  list: (api, org) => api.list("/v1/orgs/{org_id}/documents/{document_id}/backlinks", { path: { org_id: org, document_id: document } }),
});

export const trash: ResourceSpec<Document> = {
  name: "trash",
  list: async (api, org) => (await api.list("/v1/orgs/{org_id}/documents", { path: { org_id: org }, query: { deleted: true } })).filter(isHere),
  since: (api, org, cursor) => api.get("/v1/orgs/{org_id}/changes/trash", { path: { org_id: org }, query: sinceQuery(cursor) }),
  until: (document) => document.purge_at,
};

export const heard: HeardOf = { document: [{ resources: [documents.name, trash.name], one: true }] };
