import { useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import type { View } from "../../core/replica.ts";
import { ME } from "../../data/resources.ts";
import type { Document, Team } from "../../data/types.ts";
import { byName } from "../../i18n/names.ts";
import type { Beginning, DocumentChange } from "./changes.ts";
import { orgs, teams } from "../org/resources.ts";
import { documents } from "./resources.ts";
import { type Branch, pathTo } from "./tree.ts";

/** Beside the spaces of teams, whose ids are the teams': the common one, what is one's own, and what others share. */
export const EVERYONE = "everyone";
export const PRIVATE = "private";
export const SHARED = "shared";

export interface Space {
  id: string;
  name: string;
}

export interface Section {
  space: Space;
  branches: Branch[];
}

export interface Spaces {
  /** Those that one may put a document into, in their order. */
  own: readonly Space[];
  /** Whether there is more than the common one to tell apart. */
  several: boolean;
  spaceOf: (document: Document) => string;
  nameOf: (id: string) => string;
  /** Whether one may take a document from where it is to a space: the server refuses the rest. */
  mayGo: (document: Document, to: string) => boolean;
}

const never = (): (() => void) => () => undefined;
const nothing = (): null => null;

/** The names of the teams, which guests may not ask for. */
function useTeams(org: string, wanted: boolean): ReadonlyMap<string, Team> | undefined {
  const workspace = useWorkspace();
  const collection = useMemo(() => (wanted ? workspace.collection(teams, org) : null), [workspace, org, wanted]);
  return useSyncExternalStore<View<Team> | null>(collection?.watch ?? never, collection?.getSnapshot ?? nothing)?.byId;
}

/** The spaces of the person who looks: one for each of their teams, the common one, and their own documents. */
export function useSpaces(org: string): Spaces {
  const { t } = useTranslation();
  const me = useWorkspace().person;
  const { byId } = useResource(documents, org);
  const mine = useResource(orgs, ME).byId.get(org);
  const ids = (mine?.role !== "guest" && mine?.team_ids?.join()) || "";
  const known = useTeams(org, ids !== "");
  const runs = mine?.role === "owner" || mine?.role === "admin";
  return useMemo(() => {
    const inTeams = new Set(ids ? ids.split(",") : []);
    const ofTeams = [...inTeams].map((id) => ({ id, name: known?.get(id)?.name ?? t("space.team") })).sort(byName);
    const own = [...ofTeams, ...[EVERYONE, PRIVATE].map((id) => ({ id, name: t(`space.${id}`) }))];
    const spaceOf = (document: Document): string => {
      const parent = document.parent_id ? byId.get(document.parent_id) : undefined;
      return spaceAmong(inTeams, me, parent ? (pathTo(byId, parent.id)[0] ?? parent) : document);
    };
    const top = ({ parent_id }: Document): boolean => !parent_id || !byId.has(parent_id);
    return {
      own,
      several: inTeams.size > 0 || [...byId.values()].some((one) => top(one) && spaceOf(one) !== EVERYONE),
      spaceOf,
      nameOf: (id) => own.find((one) => one.id === id)?.name ?? t("space.shared"),
      mayGo: (document, to) => mayGo(document, to, document.owner_id === undefined || document.owner_id === me, runs),
    };
  }, [ids, known, byId, me, runs, t]);
}

/** Where a document stands that stands at the top, as a person in these teams sees it. */
export function spaceAmong(inTeams: ReadonlySet<string>, me: string, top: Document): string {
  if (top.space_id && inTeams.has(top.space_id)) return top.space_id;
  if (top.visibility === "org" || (top.visibility === undefined && !top.space_id)) return EVERYONE;
  return top.owner_id === undefined || top.owner_id === me ? PRIVATE : SHARED;
}

/** What everyone sees is closed by its owner or an admin, and what a space sees made personal by its owner. */
export function mayGo(document: Document, to: string, owns: boolean, runs: boolean): boolean {
  if (document.role !== undefined && document.role !== "editor") return false;
  if (to === PRIVATE) return owns;
  if (to === EVERYONE || owns || runs) return to !== SHARED;
  return to !== SHARED && (document.visibility !== "org" || document.space_id === to || !!document.space_id);
}

/** The tree by spaces: all of one's own, and what others share when there is something. */
export function sectionsOf(roots: readonly Branch[], { own, spaceOf, nameOf }: Spaces): Section[] {
  const found = new Map<string, Branch[]>();
  for (const branch of roots) {
    const id = spaceOf(branch.document);
    const there = found.get(id);
    if (there) there.push(branch);
    else found.set(id, [branch]);
  }
  const sections = own.map((space) => ({ space, branches: found.get(space.id) ?? [] }));
  const shared = found.get(SHARED);
  return shared ? [...sections, { space: { id: SHARED, name: nameOf(SHARED) }, branches: shared }] : sections;
}

/** What is sent to put a document somewhere, and what shows of it at once beside that. */
export interface Move {
  change: Partial<Pick<Document, "parent_id" | "space_id" | "position" | "visibility">>;
  shows: Partial<Pick<Document, "space_id" | "visibility">>;
}

/** To the top of a space. What was personal opens to it; the rest keeps what it had, if that was not its old space's. */
export function toSpace(document: Document, from: string, to: string): Move {
  const space_id = to === EVERYONE || to === PRIVATE ? null : to;
  const change: Move["change"] = { parent_id: null };
  if (space_id !== (document.space_id ?? null)) change.space_id = space_id;
  const given = to === PRIVATE ? "private" : space_id ? "space" : "org";
  const was = document.visibility ?? "org";
  if (to === PRIVATE || from === PRIVATE) return { change: was === given ? change : { ...change, visibility: given }, shows: { space_id } };
  const asItsPlace = was === (document.space_id ? "space" : "org");
  return { change, shows: { space_id, visibility: asItsPlace ? given : was } };
}

/** Under another document, in whose space it is then. */
export function under(from: string, parent: Document, to: string): Move {
  const shows = { space_id: parent.space_id ?? null };
  if (from !== PRIVATE || to === PRIVATE || !parent.visibility || parent.visibility === "private") return { change: { parent_id: parent.id }, shows };
  return { change: { parent_id: parent.id, visibility: parent.visibility }, shows };
}

/** Back to where it was: what a move changed, as it was before. */
export function back(before: Document): DocumentChange {
  const place = before.parent_id ? { parent_id: before.parent_id } : { parent_id: null, space_id: before.space_id ?? null };
  return { ...place, ...(before.visibility ? { visibility: before.visibility } : {}), ...(before.position ? { position: before.position } : {}) };
}

/** What a document at the top of a space begins with. */
export function beginningIn(space: string): Beginning {
  if (space === PRIVATE) return { visibility: "private" };
  return space === EVERYONE ? {} : { space_id: space, visibility: "space" };
}
