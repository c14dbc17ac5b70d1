import { House, Settings, UserRound, Users } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";
import { ME } from "../../data/resources.ts";
import { members, orgs } from "./resources.ts";

const OrgSettings = later(() => import("./OrgSettings.tsx"));
const NewOrg = lazy(() => import("./NewOrg.tsx"));

export const feature: Feature = {
  pages: [
    { path: "/o/:org/settings/:tab?", page: ({ tab }) => <OrgSettings params={{ tab }} />, load: OrgSettings.load },
    { path: "/new-org", page: () => <NewOrg /> },
  ],
  destinations: [
    { id: "members", to: "settings/members", label: "org.members", icon: Users, at: 33 },
    {
      id: "settings",
      to: "settings",
      label: "nav.settings",
      icon: Settings,
      at: 34,
      sidebar: { part: "end", at: 20 },
      bottom: { at: 40 },
      key: { letter: "S", label: "keys.settings" },
    },
  ],
  actions: ({ workspace, org, go }) => [
    ...workspace
      .collection(orgs, ME)
      .getSnapshot()
      .items.filter(({ id, deleted_at }) => id !== org && !deleted_at)
      .map(({ id, name }) => ({ id, group: "palette.org", title: name, icon: House, at: 50, run: () => go(`/o/${id}`) })),
    ...(org ? workspace.collection(members, org).getSnapshot().items : []).map(({ id, name, email }) => ({
      id,
      group: "palette.person",
      title: name,
      detail: email ?? "",
      icon: UserRound,
      at: 60,
      run: () => go(`/o/${org}/settings/members`),
    })),
  ],
};
