import type { Api } from "../core/api.ts";
import type { DocumentRole, Shares as Wire } from "./types.ts";

export interface ShareEntry {
  kind: "person" | "team";
  id: string;
  role: DocumentRole;
}

export interface Shares {
  version: number | null;
  /** The team in whose space it stands. */
  space: string | null;
  /** `org`: everybody in the org may open it, as their role there says; `space`: those of its space; `private`: only those listed. */
  visibility: "org" | "space" | "private";
  owner: string;
  entries: ShareEntry[];
}

const SHARES = "/v1/orgs/{org_id}/documents/{document_id}/shares";

function read(wire: Wire): Shares {
  return {
    version: wire.version,
    space: wire.space_id,
    visibility: wire.visibility,
    owner: wire.owner_id,
    entries: wire.shares.map((share) => ({ kind: share.person_id ? "person" : "team", id: (share.person_id ?? share.team_id)!, role: share.role })),
  };
}

export async function readShares(api: Api, org: string, id: string): Promise<Shares> {
  return read(await api.get(SHARES, { path: { org_id: org, document_id: id } }));
}

export async function writeShares(api: Api, org: string, id: string, shares: Shares): Promise<Shares> {
  const list = shares.entries.map((entry) => ({ [entry.kind === "person" ? "person_id" : "team_id"]: entry.id, role: entry.role }));
  return read(await api.put(SHARES, { path: { org_id: org, document_id: id }, body: { shares: list }, ifMatch: shares.version }));
}
