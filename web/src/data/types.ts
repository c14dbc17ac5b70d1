/** What the client reads of the API's objects. */
export interface Person {
  id: string;
  version: number;
  email: string;
  name: string;
  /** Addresses by size in pixels. */
  picture?: Record<string, string> | null;
  pronouns?: string | null;
  title?: string | null;
  time_zone?: string | null;
  locale?: string | null;
  status?: { emoji?: string | null; text: string; until?: string | null } | null;
  availability?: string | null;
  totp_enabled?: boolean;
  created_at: string;
}

export type OrgRole = "owner" | "admin" | "manager" | "member" | "viewer" | "guest";
export const ORG_ROLES: readonly OrgRole[] = ["owner", "admin", "manager", "member", "viewer", "guest"];

export interface Org {
  id: string;
  version: number;
  name: string;
  role: OrgRole;
  logo_url?: string | null;
  deleted_at?: string | null;
  created_at: string;
}

export type DocumentRole = "editor" | "commenter" | "viewer";

export interface Document {
  id: string;
  version: number;
  title: string;
  icon?: string | null;
  parent_id: string | null;
  role?: DocumentRole;
  visibility?: "org" | "private";
  owner_id?: string;
  edited_at?: string | null;
  preview?: string;
  words?: number;
  created_at: string;
  updated_at: string;
  deleted_at?: string | null;
}

export interface Member {
  id: string;
  version: number;
  person_id: string;
  name: string;
  email?: string | null;
  picture_url?: string | null;
  role: OrgRole;
  suspended?: boolean;
  team_ids?: string[];
  created_at: string;
}

export interface Invitation {
  id: string;
  version: number;
  email: string | null;
  role: OrgRole;
  status?: string;
  expires_at: string;
  created_at: string;
  link?: string | null;
}

export interface Team {
  id: string;
  version: number;
  name: string;
  description?: string | null;
  created_at: string;
}

export interface AuditEntry {
  id: string;
  action: string;
  actor: { kind: string; id: string; name?: string | null } | null;
  object?: { type: string; id: string } | null;
  at: string;
  address?: string | null;
  before?: unknown;
  after?: unknown;
  created_at?: string;
}

export interface ActivityEntry {
  id: string;
  type: string;
  actor: { kind: string; id: string; name?: string | null } | null;
  object: { type: string; id: string; title?: string | null } | null;
  changes?: Record<string, [unknown, unknown]>;
  data?: Record<string, unknown>;
  at: string;
}

export interface SessionRow {
  id: string;
  version?: number;
  current?: boolean;
  device?: string | null;
  user_agent?: string | null;
  address?: string | null;
  place?: string | null;
  created_at: string;
  last_used_at?: string | null;
}

export interface ApiKey {
  id: string;
  version?: number;
  name: string;
  prefix?: string | null;
  scopes: string[];
  expires_at: string | null;
  last_used_at: string | null;
  created_at: string;
}

export interface Preferences {
  id: string;
  version?: number;
  [name: string]: unknown;
}

/** The smallest picture that is large enough, or none. */
export function pictureOf(person: { picture?: Record<string, string> | null; picture_url?: string | null } | undefined, size = 64): string | null {
  if (!person) return null;
  if (person.picture_url) return person.picture_url;
  const sizes = Object.keys(person.picture ?? {}).map(Number).sort((a, b) => a - b);
  const best = sizes.find((one) => one >= size) ?? sizes.at(-1);
  return best ? (person.picture?.[String(best)] ?? null) : null;
}
