/** A store per noun: each is where its list is and how one of it is read. */
import type { Api } from "../core/api.ts";
import type { Noun } from "../core/replica.ts";
import { type ActivityEntry, type ApiKey, type AuditEntry, type Document, type Invitation, isHere, type JoinableOrg, type Member, type MyInvitation, type Org, type Person, type Preferences, type QuotaUse, type SecurityEntry, type SessionRow, type Team, type Version } from "./types.ts";

export const ME = "me";

type History<T extends { id: string }> = NonNullable<Noun<T>["history"]>;

function history<T extends { id: string; at: string }>(name: string, page: History<T>["page"], more: Partial<History<T>> = {}): Noun<T> {
  return { name, list: async (api, scope) => (await page(api, scope, null)).items, history: { page, at: (item) => item.at, ...more } };
}

export const me: Noun<Person> = {
  name: "profile",
  list: async (api) => [await api.get("/v1/me")],
  one: (api) => api.get("/v1/me"),
};

export const preferences: Noun<Preferences> = {
  name: "preferences",
  list: async (api) => [{ ...(await api.get("/v1/me/preferences")), id: "preferences" }],
};

export const sessions: Noun<SessionRow> = {
  name: "sessions",
  list: (api) => api.list("/v1/me/sessions", {}),
};

export const securityLog: Noun<SecurityEntry> = history("security-log", (api, _scope, cursor) => api.page("/v1/me/security-log", {}, cursor));

export const apiKeys: Noun<ApiKey> = {
  name: "api-keys",
  list: (api) => api.list("/v1/me/api-keys", {}),
};

export const orgs: Noun<Org> = {
  name: "orgs",
  list: (api) => api.list("/v1/me/orgs", {}),
  one: (api, _scope, id) => api.get("/v1/orgs/{org_id}", { path: { org_id: id } }),
};

/** Orgs that the person's confirmed address lets them join. */
export const joinable: Noun<JoinableOrg> = {
  name: "joinable-orgs",
  list: (api) => api.list("/v1/me/joinable-orgs", {}),
};

export const offers: Noun<MyInvitation> = {
  name: "offers",
  list: async (api) => (await api.list("/v1/me/invitations", {})).map((one) => ({ ...one, id: one.org_id })),
};

export const members: Noun<Member> = {
  name: "members",
  list: async (api, org) => (await api.list("/v1/orgs/{org_id}/members", { path: { org_id: org } })).map(asMember),
  one: async (api, org, id) => asMember(await api.get("/v1/orgs/{org_id}/members/{person_id}", { path: { org_id: org, person_id: id } })),
};

/** A membership has no id of its own for us: one person is once in an org. */
function asMember(member: Member): Member {
  return { ...member, person_id: member.person_id ?? member.id, id: member.person_id ?? member.id };
}

export const invitations: Noun<Invitation> = {
  name: "invitations",
  list: (api, org) => api.list("/v1/orgs/{org_id}/invitations", { path: { org_id: org } }),
};

export const teams: Noun<Team> = {
  name: "teams",
  list: (api, org) => api.list("/v1/orgs/{org_id}/teams", { path: { org_id: org } }),
  one: (api, org, id) => api.get("/v1/orgs/{org_id}/teams/{team_id}", { path: { org_id: org, team_id: id } }),
};

const named = (one: Omit<QuotaUse, "id">): QuotaUse => ({ ...one, id: one.quota });

export const orgUsage: Noun<QuotaUse> = {
  name: "org-usage",
  list: async (api, org) => (await api.get("/v1/orgs/{org_id}/usage", { path: { org_id: org } })).items.map(named),
};

export const myUsage: Noun<QuotaUse> = {
  name: "my-usage",
  list: async (api) => (await api.get("/v1/me/usage")).items.map(named),
};

export const audit: Noun<AuditEntry> = history("audit", (api, org, cursor) => api.page("/v1/orgs/{org_id}/audit", { path: { org_id: org } }, cursor));

export const activity: Noun<ActivityEntry> = history(
  "activity",
  (api, org, cursor) => api.page("/v1/orgs/{org_id}/activity", { path: { org_id: org } }, cursor),
  {
    // Writing is told once an hour: it stands at the hour's beginning, and says when it was last.
    at: ({ type, at }) => (type === "document.changed" ? `${at.slice(0, 13)}:00:00.000Z` : at),
    about: ({ object }) => object.id,
  },
);

export const documents: Noun<Document> = {
  name: "documents",
  list: async (api, org) => (await api.list("/v1/orgs/{org_id}/documents", { path: { org_id: org } })).filter(isHere),
  one: (api: Api, org: string, id: string) => api.get("/v1/orgs/{org_id}/documents/{document_id}", { path: { org_id: org, document_id: id } }),
  toldIn: [activity],
  owns: (id) => `versions/${id}`,
};

/** What is kept of one document's past. The texts that were opened stand beside it, under the same ids. */
export const versions = (document: string): Noun<Version> & { more: string } => ({
  name: `versions/${document}`,
  list: (api, org) => api.list("/v1/orgs/{org_id}/documents/{document_id}/versions", { path: { org_id: org, document_id: document } }),
  more: `versions/${document}/texts`,
});

export const trash: Noun<Document> = {
  name: "trash",
  list: async (api, org) => (await api.list("/v1/orgs/{org_id}/documents", { path: { org_id: org }, query: { deleted: true } })).filter(isHere),
};
