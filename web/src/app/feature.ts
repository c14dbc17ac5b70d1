import type { TFunction } from "i18next";
import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import type { Workspace } from "../core/workspace.ts";

/**
 * What a feature adds to the client, declared once in its folder as `export const feature` of `manifest.tsx`. The routes,
 * the navigation, the palette and the list of shortcuts go over all manifests (`features.ts`); what becomes older when
 * others change something stands in the feature's `resources.ts` (`heard`), its texts in `words/<language>.json`.
 */
export interface Feature {
  pages?: readonly FeaturePage[];
  destinations?: readonly Destination[];
  /** Stands in the sidebar between the destinations of the top and those of the end. */
  sidebar?: ComponentType<{ org: string }>;
  /** Stands beside the state of saving: at the foot of the sidebar, and compact in the bar at the top of a phone. */
  status?: ComponentType<{ compact?: boolean }>;
  /** What somebody can make from anywhere: the button beside the search, and the one in a phone's bar. */
  creations?: readonly Creation[];
  /** Parts of the panel beside the page (from below on a phone), for what is open there. */
  panels?: readonly Panel[];
  shortcuts?: readonly Shortcut[];
  /** Dialogs over any page inside an org, by the names under which they are shown (`overlay.show`). */
  over?: Readonly<Record<string, ComponentType<{ org: string; close: () => void }>>>;
  /** What the palette offers besides the destinations: read anew each time it opens or its words change. */
  actions?: (where: Where) => readonly Action[];
}

export interface FeaturePage {
  /** A pattern of wouter's; one that begins with `/o/:org` is there only inside an org. */
  path: string;
  page: (params: Readonly<Record<string, string | undefined>>) => ReactNode;
  /** Fetches the page's code, which begins with the shell when the address is its path, or one of `first`. */
  load?: () => Promise<unknown>;
  first?: readonly string[];
}

/** A place with a name. Without `sidebar` and `bottom` only the palette and the keys lead there. */
export interface Destination {
  id: string;
  /** Inside an org it begins with no slash (and is empty for the org itself), outside of orgs with one. */
  to: string;
  label: string;
  icon: LucideIcon;
  /** `at` orders the destinations of a part; `exact`: the places below it are others' . */
  sidebar?: { part: "top" | "end"; at: number; exact?: boolean };
  /** In the bar at the foot of a phone's screen, which has room for five. */
  bottom?: { at: number; exact?: boolean };
  /** The key of other words by which the palette finds it. */
  also?: string;
  /** Its place in the palette. */
  at: number;
  /** Pressed after `G`. */
  key?: { letter: string; label: string };
}

export interface Creation {
  id: string;
  label: string;
  icon: LucideIcon;
  at: number;
  /** The shortcut that does the same. */
  letter?: string;
  /** Whether this person may; everybody, if nothing is said. */
  offered?: (where: Where) => boolean;
  run: (where: Where) => void;
}

export interface Panel {
  id: string;
  label: string;
  icon: LucideIcon;
  at: number;
  /** The pages that it belongs to: a pattern as of pages, whose parts the body is given. */
  path: string;
  body: ComponentType<{ params: Readonly<Record<string, string>> }>;
}

/** A single key outside of fields. */
export interface Shortcut {
  letter: string;
  label: string;
  run: (where: Where) => void;
}

export interface Action {
  id: string;
  /** The key of the text that says what kind of thing this is. */
  group: string;
  title: string;
  detail?: string;
  /** Other words by which it is found, in every language that the client speaks. */
  also?: string;
  icon: LucideIcon;
  at: number;
  run: () => void;
}

/** Where somebody is who presses a key or opens the palette. */
export interface Where {
  workspace: Workspace;
  org: string | null;
  t: TFunction;
  go: (to: string) => void;
}

/** The address of a destination. */
export const addressOf = ({ to }: Destination, org: string | null): string => (to.startsWith("/") ? to : to ? `/o/${org}/${to}` : `/o/${org}`);
export const isInOrg = ({ to }: Destination): boolean => !to.startsWith("/");
