import { House, Settings, UserPlus, UserRound, Users } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";
import { ME } from "../../data/resources.ts";
import { members, orgs } from "./resources.ts";
import { mayInvite } from "./roles.ts";

const OrgSettings = later(() => import("./OrgSettings.tsx"));
const Person = later(() => import("./Person.tsx"));
const NewOrg = lazy(() => import("./NewOrg.tsx"));

export const feature: Feature = {
  pages: [
    { path: "/o/:org/settings/:tab?", page: ({ tab }) => <OrgSettings params={{ tab }} />, load: OrgSettings.load },
    { path: "/o/:org/people/:id", page: ({ id }) => <Person id={id!} />, load: Person.load },
    { path: "/new-org", page: () => <NewOrg /> },
  ],
  destinations: [
    { id: "members", to: "settings/members", label: "org.members", also: "also.members", icon: Users, at: 33 },
    {
      id: "settings",
      to: "settings",
      label: "nav.settings",
      also: "also.settings",
      icon: Settings,
      at: 34,
      sidebar: { part: "end", at: 20 },
      bottom: { at: 40 },
      key: { letter: "S", label: "keys.settings" },
    },
  ],
  creations: [
    {
      id: "invitation",
      label: "invite.invite",
      icon: UserPlus,
      at: 90,
      offered: ({ workspace, org }) => org !== null && mayInvite(workspace.collection(orgs, ME).getSnapshot().byId.get(org)),
      run: ({ org, go }) => go(`/o/${org}/settings/invitations`),
    },
    { id: "organization", label: "org.new", icon: House, at: 95, run: ({ go }) => go("/new-org") },
  ],
  actions: ({ workspace, org, t, go }) => [
    ...(org && mayInvite(workspace.collection(orgs, ME).getSnapshot().byId.get(org))
      ? [
          {
            id: "invite",
            group: "palette.action",
            title: t("invite.invite"),
            also: t("also.invite"),
            icon: UserPlus,
            at: 5,
            run: () => go(`/o/${org}/settings/invitations`),
          },
        ]
      : []),
    ...workspace
      .collection(orgs, ME)
      .getSnapshot()
      .items.filter(({ id, deleted_at }) => id !== org && !deleted_at)
      .map(({ id, name }) => ({ id, group: "palette.org", title: name, icon: House, at: 50, run: () => go(`/o/${id}`) })),
    ...(org ? workspace.collection(members, org).getSnapshot().items : []).map(({ person_id, name, email }) => ({
      id: person_id,
      group: "palette.person",
      title: name,
      detail: email ?? "",
      icon: UserRound,
      at: 60,
      run: () => go(`/o/${org}/people/${person_id}`),
    })),
  ],
};
