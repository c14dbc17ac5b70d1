/** What a person has of their own: where each list is, and how one of it is read. */
import type { Noun } from "../../core/replica.ts";
import { type HeardOf, history, quotaNamed } from "../../data/nouns.ts";
import type { ApiKey, JoinableOrg, MyInvitation, Person, Preferences, QuotaUse, SecurityEntry, SessionRow } from "../../data/types.ts";

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

/** Orgs that the person's confirmed address lets them join. */
export const joinable: Noun<JoinableOrg> = {
  name: "joinable-orgs",
  list: (api) => api.list("/v1/me/joinable-orgs", {}),
};

export const offers: Noun<MyInvitation> = {
  name: "offers",
  list: async (api) => (await api.list("/v1/me/invitations", {})).map((one) => ({ ...one, id: one.org_id })),
};

export const myUsage: Noun<QuotaUse> = {
  name: "my-usage",
  list: async (api) => (await api.get("/v1/me/usage")).items.map(quotaNamed),
};

export const heard: HeardOf = {
  "*": [{ nouns: [me.name, sessions.name, apiKeys.name], mine: true, except: ["document"] }],
};
