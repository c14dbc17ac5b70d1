import { SegmentedControl, Select, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { useSchemeWish } from "../../app/scheme.tsx";
import { putPreferences } from "./changes.ts";
import { ME } from "../../data/resources.ts";
import { preferences } from "./resources.ts";
import { currentLanguage, direction, LANGUAGES, type Language, useLanguage as setLanguage } from "../../i18n/index.ts";
import { Section } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

/** How Hearth looks is this device's; what Hearth sends is the person's, on every device. */
export function Preferences() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [wish, choose] = useSchemeWish();
  const [rtl, setRtl] = useState(direction() === "rtl");
  const held = useResource(preferences, ME).items[0];
  const values = held?.values ?? {};
  const keep = (change: Record<string, unknown>): void => void workspace.change(putPreferences({ ...values, ...change }));
  return (
    <>
      <Section title={t("prefs.look")} lead={t("prefs.lookLead")}>
        <div className={css.form}>
          <SegmentedControl
            aria-label={t("prefs.scheme")}
            value={wish}
            onChange={(value) => choose(value)}
            data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: t(`scheme.short.${value}`) }))}
          />
          <Select
            label={t("prefs.language")}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            value={currentLanguage()}
            allowDeselect={false}
            onChange={(value) => {
              void setLanguage(value as Language);
              keep({ language: value });
            }}
          />
          <Switch
            label={t("prefs.rtl")}
            checked={rtl}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              setRtl(on);
              localStorage.setItem("hearth.direction", on ? "rtl" : "ltr");
              document.documentElement.dir = on ? "rtl" : "ltr";
            }}
          />
        </div>
      </Section>
      <Section title={t("prefs.mail")} lead={t("prefs.mailLead")}>
        <div className={css.form}>
          {(["mail_security", "mail_invitations", "mail_digest"] as const).map((name) => (
            <Switch
              key={name}
              label={t(`prefs.${name}`)}
              disabled={name === "mail_security"}
              checked={name === "mail_security" || values[name] !== false}
              onChange={(event) => keep({ [name]: event.currentTarget.checked })}
            />
          ))}
        </div>
      </Section>
    </>
  );
}
