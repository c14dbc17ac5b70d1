import { parse } from "regexparam";
import type { Destination, Feature, FeaturePage } from "./feature.ts";

const features = Object.values(import.meta.glob<Feature>("../features/*/manifest.tsx", { eager: true, import: "feature" }));

const all = <T>(part: (feature: Feature) => readonly T[] | undefined): readonly T[] => features.flatMap((feature) => part(feature) ?? []);
const one = <T>(part: (feature: Feature) => T | undefined): readonly T[] => all((feature) => [part(feature)].filter((found) => found !== undefined));

export const pages = all((feature) => feature.pages);
export const inOrg = ({ path }: FeaturePage): boolean => path.startsWith("/o/:org");

const destinations = [...all((feature) => feature.destinations)].sort((a, b) => a.at - b.at);
const ordered = (place: (one: Destination) => { at: number } | undefined): readonly Destination[] =>
  destinations.filter(place).sort((a, b) => place(a)!.at - place(b)!.at);

export const navigation = {
  all: destinations,
  top: ordered(({ sidebar }) => (sidebar?.part === "top" ? sidebar : undefined)),
  end: ordered(({ sidebar }) => (sidebar?.part === "end" ? sidebar : undefined)),
  bottom: ordered(({ bottom }) => bottom),
};

export const sidebars = one((feature) => feature.sidebar);
export const statuses = one((feature) => feature.status);
const byPlace = (a: { at: number }, b: { at: number }): number => a.at - b.at;
export const creations = [...all((feature) => feature.creations)].sort(byPlace);
export const panels = [...all((feature) => feature.panels)].sort(byPlace);
export const shortcuts = all((feature) => feature.shortcuts);
export const actionsOf = one((feature) => feature.actions);

/** The feature that the address names comes with the shell, not after it. */
const here = pages.find(({ path, first = [], load }) => load && [path, ...first].some((pattern) => parse(pattern).pattern.test(location.pathname)));
here?.load?.().catch(() => undefined);
