/** Every change a person can make through the outbox: what is sent, and what shows until it is. */
import type { Draft } from "../core/entries.ts";
import { newId } from "../core/ids.ts";
import { request } from "../core/routes.ts";
import type { Document, Member, Org, OrgChange, OrgRole, Person, ProfileChange, Team } from "./types.ts";

const now = (): string => new Date().toISOString();

function pick<T extends object>(from: T, fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, (from as Record<string, unknown>)[field]]));
}

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

export function changeDocument(org: string, document: Document, change: Partial<Pick<Document, "title" | "icon" | "parent_id" | "position">>): Draft {
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

export function changeProfile(person: Person, change: ProfileChange): Draft {
  return {
    ...request("PATCH", "/v1/me", { body: change }),
    base: pick(person, change),
    version: person.version,
    effect: { op: "patch", scope: "me", noun: "profile", id: person.id, value: change },
    label: { key: "change.profile" },
  };
}

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
    ...request(inside ? "PUT" : "DELETE", "/v1/orgs/{org_id}/teams/{team_id}/members/{person_id}", { path: { org_id: org, team_id: team.id, person_id: member.person_id } }),
    effect: { op: "patch", scope: org, noun: "members", id: member.id, value: { team_ids: inside ? [...others, team.id] : others } },
    label: { key: "change.team", values: { name: team.name } },
    answer: "ignore",
  };
}

export function putPreferences(values: Record<string, unknown>): Draft {
  return {
    ...request("PUT", "/v1/me/preferences", { body: { values } }),
    effect: { op: "put", scope: "me", noun: "preferences", id: "preferences", value: { values } },
    label: { key: "change.preferences" },
    answer: "ignore",
  };
}
