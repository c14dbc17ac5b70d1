/** A store per noun: each is where its list is and how one of it is read. */
import type { Api } from "../core/api.ts";
import type { Noun } from "../core/replica.ts";
import type { ActivityEntry, ApiKey, AuditEntry, Document, Invitation, Member, Org, Person, Preferences, SessionRow, Team } from "./types.ts";

export const ME = "me";

const inOrg = (org: string, rest: string): string => `/v1/orgs/${org}/${rest}`;

export const me: Noun<Person> = {
  name: "profile",
  list: async (api) => [await api.get<Person>("/v1/me")],
  one: (api) => api.get<Person>("/v1/me"),
};

export const preferences: Noun<Preferences> = {
  name: "preferences",
  list: async (api) => [{ ...(await api.get<Preferences>("/v1/me/preferences")), id: "preferences" }],
};

export const sessions: Noun<SessionRow> = {
  name: "sessions",
  list: (api) => api.list<SessionRow>("/v1/me/sessions"),
};

export const apiKeys: Noun<ApiKey> = {
  name: "api-keys",
  list: (api) => api.list<ApiKey>("/v1/me/api-keys"),
};

export const orgs: Noun<Org> = {
  name: "orgs",
  list: (api) => api.list<Org>("/v1/me/orgs"),
  one: (api, _scope, id) => api.get<Org>(`/v1/orgs/${id}`),
};

export const members: Noun<Member> = {
  name: "members",
  list: async (api, org) => (await api.list<Member>(inOrg(org, "members"))).map(asMember),
};

/** A membership has no id of its own for us: one person is once in an org. */
function asMember(member: Member): Member {
  return { ...member, person_id: member.person_id ?? member.id, id: member.person_id ?? member.id };
}

export const invitations: Noun<Invitation> = {
  name: "invitations",
  list: (api, org) => api.list<Invitation>(inOrg(org, "invitations")),
};

export const teams: Noun<Team> = {
  name: "teams",
  list: (api, org) => api.list<Team>(inOrg(org, "teams")),
  one: (api, org, id) => api.get<Team>(inOrg(org, `teams/${id}`)),
};

export const audit: Noun<AuditEntry> = {
  name: "audit",
  list: (api, org) => api.list<AuditEntry>(inOrg(org, "audit"), {}, 200),
};

export const activity: Noun<ActivityEntry> = {
  name: "activity",
  list: (api, org) => api.list<ActivityEntry>(inOrg(org, "activity"), {}, 100),
};

export const documents: Noun<Document> = {
  name: "documents",
  list: (api, org) => api.list<Document>(inOrg(org, "documents"), {}, 10_000),
  one: (api: Api, org: string, id: string) => api.get<Document>(inOrg(org, `documents/${id}`)),
};

export const trash: Noun<Document> = {
  name: "trash",
  list: (api, org) => api.list<Document>(inOrg(org, "documents"), { deleted: true }),
};
