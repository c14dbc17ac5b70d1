import { Building2, Gauge, Mail, Scale, ScrollText, Users, UsersRound } from "lucide-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useOrgId } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import { orgs } from "./resources.ts";
import type { Org } from "../../data/types.ts";
import { Page } from "../../ui/bits.tsx";
import { SettingsLayout } from "../../ui/SettingsLayout.tsx";
import { Audit } from "./Audit.tsx";
import { General } from "./General.tsx";
import { Invitations } from "./Invitations.tsx";
import { Members } from "./Members.tsx";
import { Policies } from "./Policies.tsx";
import { runs } from "./roles.ts";
import { Teams } from "./Teams.tsx";
import { Usage } from "./Usage.tsx";

const TABS: Record<
  string,
  { label: string; icon: ComponentType<{ size?: number }>; room: ComponentType<{ org: Org }>; admins?: boolean; managers?: boolean; members?: boolean }
> = {
  general: { label: "org.general", icon: Building2, room: General },
  members: { label: "org.members", icon: Users, room: Members },
  invitations: { label: "org.invitations", icon: Mail, room: Invitations, managers: true },
  teams: { label: "org.teams", icon: UsersRound, room: Teams },
  policies: { label: "org.policies", icon: Scale, room: Policies, admins: true },
  usage: { label: "org.usage", icon: Gauge, room: Usage, members: true },
  audit: { label: "org.audit", icon: ScrollText, room: Audit, admins: true },
};

export default function OrgSettings({ params }: { params: { tab?: string } }) {
  const { t } = useTranslation();
  const id = useOrgId();
  const org = useResource(orgs, ME).byId.get(id);
  if (!org) return null;
  const allowed = Object.entries(TABS).filter(
    ([, tab]) => !(tab.members && org.role === "guest") && ((!tab.admins && !tab.managers) || runs(org) || (tab.managers && org.role === "manager")),
  );
  const current = allowed.some(([key]) => key === params.tab) ? params.tab! : "general";
  const Room = TABS[current]!.room;
  return (
    <Page title={t(TABS[current]!.label)} lead={org.name} wide>
      <SettingsLayout
        label={t("org.settings")}
        current={current}
        tabs={allowed.map(([key, tab]) => ({ id: key, href: `/o/${id}/settings${key === "general" ? "" : `/${key}`}`, label: t(tab.label), icon: tab.icon }))}
      >
        <Room key={id} org={org} />
      </SettingsLayout>
    </Page>
  );
}
