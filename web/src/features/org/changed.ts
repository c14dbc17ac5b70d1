import type { TFunction } from "i18next";
import type { AuditEntry } from "../../data/types.ts";
import { moment } from "../../i18n/dates.ts";

export interface Names {
  person: (id: string) => string;
  team: (id: string) => string;
  locale: string;
}

/** What the sentence says already: that somebody is gone, how often a link was used, that a document went back. */
const SAID = new Set(["status", "deleted_at", "uses", "epoch"]);

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** What an act changed, field by field, in the words of the screen that changes it. */
export function changesOf({ changes }: Pick<AuditEntry, "changes">, t: TFunction, names: Names): string[] {
  return Object.entries(changes)
    .filter(([field, { before, after }]) => !SAID.has(field) && !(isNothing(before) && isNothing(after)))
    .map(([field, { before, after }]) => `${label(field, t, names)}: ${text(field, before, t, names)} → ${text(field, after, t, names)}`);
}

function label(field: string, t: TFunction, names: Names): string {
  const share = /^shares\/(person|team):(.+)$/.exec(field);
  if (share) return share[1] === "team" ? names.team(share[2]!) : names.person(share[2]!);
  return t(`changed.${field}`, { defaultValue: field.replaceAll("_", " ") });
}

function text(field: string, value: unknown, t: TFunction, names: Names): string {
  if (field === "space_id") return typeof value === "string" ? names.team(value) : t("changed.space.none");
  if (isNothing(value)) return "—";
  if (Array.isArray(value)) return value.map((one: unknown) => text(field, one, t, names)).join(", ");
  if (typeof value !== "string") return typeof value === "number" ? value.toLocaleString(names.locale) : JSON.stringify(value);
  if (field === "team_ids") return names.team(value);
  if (field === "owners") return names.person(value);
  if (field === "expires_at") return moment(value, names.locale);
  if (field === "role" || field === "sign_up_role") return t(`role.${value}`, { defaultValue: value });
  if (field.startsWith("shares/")) return t(`docRole.${value}`, { defaultValue: value });
  if (field === "link_sharing") return t(`policy.links.${value}`, { defaultValue: value });
  if (field === "visibility") return t(`changed.visibility.${value}`, { defaultValue: value });
  return value;
}
