/** What a person changes of an org, its members and teams: what is sent, and what shows until it is. */
import type { Draft } from "../../core/entries.ts";
import { newId } from "../../core/ids.ts";
import { pick } from "../../core/pick.ts";
import { request } from "../../core/routes.ts";
import type { Member, Org, OrgChange, OrgRole, Team } from "../../data/types.ts";

export function changeOrg(org: Org, change: OrgChange): Draft {
  return {
    ...request("PATCH", "/v1/orgs/{org_id}", { path: { org_id: org.id }, body: change }),
    base: pick(org, change),
    version: org.version,
    effect: { op: "patch", scope: "me", noun: "orgs", id: org.id, value: change },
    label: { key: "change.org", values: { name: org.name } },
    answer: "ignore",
  };
}

export function changeMember(org: string, member: Member, change: { role?: OrgRole; suspended?: boolean }): Draft {
  return {
    ...request("PATCH", "/v1/orgs/{org_id}/members/{person_id}", { path: { org_id: org, person_id: member.person_id }, body: change }),
    base: pick(member, change),
    version: member.version,
    effect: { op: "patch", scope: org, noun: "members", id: member.id, value: change },
    label: { key: "change.member", values: { name: member.name } },
    answer: "ignore",
  };
}

export function removeMember(org: string, member: Member): Draft {
  return {
    ...request("DELETE", "/v1/orgs/{org_id}/members/{person_id}", { path: { org_id: org, person_id: member.person_id } }),
    effect: { op: "remove", scope: org, noun: "members", id: member.id },
    label: { key: "change.member.remove", values: { name: member.name } },
  };
}

export function createTeam(org: string, name: string): Draft {
  const id = newId();
  return {
    ...request("POST", "/v1/orgs/{org_id}/teams", { path: { org_id: org }, body: { name } }),
    effect: { op: "none", scope: org, noun: "teams", id },
    label: { key: "change.team.create", values: { name } },
  };
}

export function changeTeam(org: string, team: Team, change: { name?: string }): Draft {
  return {
    ...request("PATCH", "/v1/orgs/{org_id}/teams/{team_id}", { path: { org_id: org, team_id: team.id }, body: change }),
    base: pick(team, change),
    version: team.version,
    effect: { op: "patch", scope: org, noun: "teams", id: team.id, value: change },
    label: { key: "change.team", values: { name: change.name ?? team.name } },
  };
}

export function deleteTeam(org: string, team: Team): Draft {
  return {
    ...request("DELETE", "/v1/orgs/{org_id}/teams/{team_id}", { path: { org_id: org, team_id: team.id } }),
    effect: { op: "remove", scope: org, noun: "teams", id: team.id },
    label: { key: "change.team.delete", values: { name: team.name } },
  };
}

export function teamMember(org: string, team: Team, member: Member, inside: boolean): Draft {
  const others = (member.team_ids ?? []).filter((id) => id !== team.id);
  return {
    ...request(inside ? "PUT" : "DELETE", "/v1/orgs/{org_id}/teams/{team_id}/members/{person_id}", {
      path: { org_id: org, team_id: team.id, person_id: member.person_id },
    }),
    effect: { op: "patch", scope: org, noun: "members", id: member.id, value: { team_ids: inside ? [...others, team.id] : others } },
    label: { key: "change.team", values: { name: team.name } },
    answer: "ignore",
  };
}
