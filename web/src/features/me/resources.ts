/** What a person has of their own: where each list is, and how one of it is read. */
import type { ResourceSpec } from "../../core/replica.ts";
import { type HeardOf, history, quotaNamed } from "../../data/resources.ts";
import type { ApiKey, JoinableOrg, MyInvitation, Person, Preferences, QuotaUse, SecurityEntry, SessionRow } from "../../data/types.ts";

export const me: ResourceSpec<Person> = {
  name: "profile",
  list: async (api) => [await api.get("/v1/me")],
  one: (api) => api.get("/v1/me"),
};

export const preferences: ResourceSpec<Preferences> = {
  name: "preferences",
  list: async (api) => [{ ...(await api.get("/v1/me/preferences")), id: "preferences" }],
};

export const sessions: ResourceSpec<SessionRow> = {
  name: "sessions",
  list: (api) => api.list("/v1/me/sessions", {}),
};

export const securityLog: ResourceSpec<SecurityEntry> = history("security-log", (api, _scope, cursor) => api.page("/v1/me/security-log", {}, cursor));

export const apiKeys: ResourceSpec<ApiKey> = {
  name: "api-keys",
  list: (api) => api.list("/v1/me/api-keys", {}),
};

/** Orgs that the person's confirmed address lets them join. */
export const joinable: ResourceSpec<JoinableOrg> = {
  name: "joinable-orgs",
  list: (api) => api.list("/v1/me/joinable-orgs", {}),
};

export const offers: ResourceSpec<MyInvitation> = {
  name: "offers",
  list: async (api) => (await api.list("/v1/me/invitations", {})).map((one) => ({ ...one, id: one.org_id })),
};

export const myUsage: ResourceSpec<QuotaUse> = {
  name: "my-usage",
  list: async (api) => (await api.get("/v1/me/usage")).items.map(quotaNamed),
};

export const heard: HeardOf = {
  "*": [{ resources: [me.name, sessions.name, apiKeys.name], mine: true, except: ["document"] }],
};
