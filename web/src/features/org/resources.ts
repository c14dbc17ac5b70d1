/** What an org has: where each list is, and how one of it is read. */
import type { ResourceSpec } from "../../core/replica.ts";
import { type HeardOf, history, quotaNamed } from "../../data/resources.ts";
import type { AuditEntry, Invitation, Member, Org, QuotaUse, Team } from "../../data/types.ts";

export const orgs: ResourceSpec<Org> = {
  name: "orgs",
  list: (api) => api.list("/v1/me/orgs", {}),
  one: (api, _scope, id) => api.get("/v1/orgs/{org_id}", { path: { org_id: id } }),
};

export const members: ResourceSpec<Member> = {
  name: "members",
  list: async (api, org) => (await api.list("/v1/orgs/{org_id}/members", { path: { org_id: org } })).map(asMember),
  one: async (api, org, id) => asMember(await api.get("/v1/orgs/{org_id}/members/{person_id}", { path: { org_id: org, person_id: id } })),
};

export const invitations: ResourceSpec<Invitation> = {
  name: "invitations",
  list: (api, org) => api.list("/v1/orgs/{org_id}/invitations", { path: { org_id: org } }),
};

export const teams: ResourceSpec<Team> = {
  name: "teams",
  list: (api, org) => api.list("/v1/orgs/{org_id}/teams", { path: { org_id: org } }),
  one: (api, org, id) => api.get("/v1/orgs/{org_id}/teams/{team_id}", { path: { org_id: org, team_id: id } }),
};

export const orgUsage: ResourceSpec<QuotaUse> = {
  name: "org-usage",
  list: async (api, org) => (await api.get("/v1/orgs/{org_id}/usage", { path: { org_id: org } })).items.map(quotaNamed),
};

export const audit: ResourceSpec<AuditEntry> = history("audit", (api, org, cursor) => api.page("/v1/orgs/{org_id}/audit", { path: { org_id: org } }, cursor));

/** A membership has no id of its own for us: one person is once in an org. */
function asMember(member: Member): Member {
  return { ...member, person_id: member.person_id ?? member.id, id: member.person_id ?? member.id };
}

const personIn = (entry: unknown): string | undefined => {
  const id = (entry as { data?: { person_id?: unknown } } | undefined)?.data?.person_id;
  return typeof id === "string" ? id : undefined;
};

export const heard: HeardOf = {
  member: [{ resources: [members.name], one: true }],
  membership: [{ resources: [members.name] }],
  invitation: [{ resources: [invitations.name] }],
  // Who came into a team or went out of it carries that in their membership.
  team: [
    { resources: [teams.name], one: true },
    { resources: [members.name], one: true, idIn: personIn },
  ],
  org: [{ resources: [members.name] }],
  organization: [{ resources: [members.name] }],
  "*": [{ resources: [audit.name] }, { resources: [orgs.name], mine: true, except: ["document"] }],
};
