import { lazy } from "react";
import { DocumentRoom } from "../rooms/documents/room.ts";
import { later } from "./later.tsx";

export { DocumentRoom };

export const Home = later(() => import("../rooms/home/Home.tsx"));
export const Documents = later(() => import("../rooms/documents/Documents.tsx"));
export const Trash = later(() => import("../rooms/documents/Trash.tsx"));
export const Activity = later(() => import("../rooms/activity/Activity.tsx"));
export const OrgSettings = later(() => import("../rooms/org/OrgSettings.tsx"));
export const Me = later(() => import("../rooms/me/Me.tsx"));
export const NewOrg = lazy(() => import("../rooms/org/NewOrg.tsx"));
export const Developers = lazy(() => import("../rooms/developers/Developers.tsx"));
export const Missing = lazy(() => import("./Missing.tsx"));

/** The room that the address names comes with the shell, not after it. */
const FIRST: readonly [RegExp, () => Promise<unknown>][] = [
  [/^\/(o\/[^/]+\/?)?$/, Home.load],
  [/^\/o\/[^/]+\/documents\/?$/, Documents.load],
  [/^\/o\/[^/]+\/documents\/./, DocumentRoom.load],
  [/^\/o\/[^/]+\/trash/, Trash.load],
  [/^\/o\/[^/]+\/activity/, Activity.load],
  [/^\/o\/[^/]+\/settings/, OrgSettings.load],
  [/^\/me/, Me.load],
];
FIRST.find(([path]) => path.test(location.pathname))?.[1]().catch(() => undefined);
