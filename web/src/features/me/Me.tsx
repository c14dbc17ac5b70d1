import { Bell, Gauge, KeyRound, MonitorSmartphone, ScrollText, ShieldCheck, UserRound } from "lucide-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/bits.tsx";
import { SettingsLayout } from "../../ui/SettingsLayout.tsx";
import { ApiKeys } from "./ApiKeys.tsx";
import { Log } from "./Log.tsx";
import { Preferences } from "./Preferences.tsx";
import { Profile } from "./Profile.tsx";
import { Security } from "./Security.tsx";
import { Sessions } from "./Sessions.tsx";
import { Usage } from "./Usage.tsx";

const TABS: Record<string, { label: string; icon: ComponentType<{ size?: number }>; room: ComponentType }> = {
  profile: { label: "me.profile", icon: UserRound, room: Profile },
  security: { label: "me.security", icon: ShieldCheck, room: Security },
  sessions: { label: "me.sessions", icon: MonitorSmartphone, room: Sessions },
  log: { label: "me.log", icon: ScrollText, room: Log },
  "api-keys": { label: "me.apiKeys", icon: KeyRound, room: ApiKeys },
  usage: { label: "me.usage", icon: Gauge, room: Usage },
  preferences: { label: "me.preferences", icon: Bell, room: Preferences },
};

export default function Me({ params }: { params: { tab?: string } }) {
  const { t } = useTranslation();
  const current = params.tab && params.tab in TABS ? params.tab : "profile";
  const Room = TABS[current]!.room;
  return (
    <Page title={t(TABS[current]!.label)} wide>
      <SettingsLayout
        label={t("me.title")}
        current={current}
        tabs={Object.entries(TABS).map(([id, tab]) => ({ id, href: id === "profile" ? "/me" : `/me/${id}`, label: t(tab.label), icon: tab.icon }))}
      >
        <Room />
      </SettingsLayout>
    </Page>
  );
}
