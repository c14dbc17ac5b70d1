/** What the client reads of the API's objects: the generated types, by the names that rooms use. */
import type { components } from "./api.gen.ts";

type Schema = components["schemas"];

export type Person = Schema["Me"];
export type Org = Schema["Org"];
export type OrgRole = Org["role"];
export const ORG_ROLES: readonly OrgRole[] = ["owner", "admin", "manager", "member", "viewer", "guest"];
export type Member = Schema["Member"];
export type Invitation = Schema["Invitation"];
export type Team = Schema["Team"];
export type AuditEntry = Schema["AuditEntry"];
export type ActivityEntry = Schema["Activity"];
export type SessionRow = Schema["Session"];
export type ApiKey = Schema["ApiKey"];
export type Preferences = Schema["Preferences"];
export type SignedIn = Schema["SignedIn"];
export type Offer = Schema["Offer"];
export type SecurityEntry = Schema["SecurityEntry"];
export type PictureType = Schema["NewPicture"]["content_type"];
/** An invitation that waits for the person; there is one per org. */
export type MyInvitation = Schema["MyInvitation"] & { id: string };
export type JoinableOrg = Schema["JoinableOrg"];
export type Hours = Schema["WorkingHours"];
export type ProfileChange = Schema["UpdateMe"];
export type OrgChange = Schema["OrgChange"];
/** A quota; its name is its id. */
export type QuotaUse = Schema["QuotaUse"] & { id: string };
export type Shares = Schema["Shares"];

/** A document made on this device has no more than these until the server has answered. */
export type Document = Pick<Schema["Document"], "id" | "version" | "title" | "parent_id" | "created_at" | "updated_at"> &
  Partial<Omit<Schema["Document"], "gone" | "id" | "version" | "title" | "parent_id" | "created_at" | "updated_at">>;
/** Lists name what is gone as well, by its id alone. */
export const isHere = (one: Schema["ListedDocument"]): one is Schema["ListedDocument"] & Schema["Document"] => !one.gone;
export type Backlink = Schema["Backlink"];
export type Version = Schema["Version"];
export type DocumentRole = Schema["Document"]["role"];

/** The smallest picture that is large enough, or none. */
export function pictureOf(person: Pick<Person, "picture"> | undefined, size = 64): string | null {
  const sizes = Object.keys(person?.picture ?? {})
    .map(Number)
    .sort((a, b) => a - b);
  const best = sizes.find((one) => one >= size) ?? sizes.at(-1);
  return best ? (person?.picture?.[String(best)] ?? null) : null;
}
