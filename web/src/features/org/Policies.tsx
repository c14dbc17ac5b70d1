import { Button, Radio, Select, TagsInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { changeOrg } from "./changes.ts";
import type { Org, OrgChange } from "../../data/types.ts";
import { Section } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

/** Who may come in by themselves, who may open what is shared by link, and how long the trash keeps things. */
export function Policies({ org }: { org: Org }) {
  return (
    <>
      <Joining org={org} />
      <Links org={org} />
      <Retention org={org} />
    </>
  );
}

function useKeep(org: Org): (change: OrgChange) => void {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (change) => void workspace.change(changeOrg(org, change)).then(() => say(t("ui.kept")));
}

function Joining({ org }: { org: Org }) {
  const { t } = useTranslation();
  const keep = useKeep(org);
  const [domains, setDomains] = useState(org.sign_up_domains);
  const [role, setRole] = useState(org.sign_up_role);
  const same = role === org.sign_up_role && domains.join() === org.sign_up_domains.join();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keep({ sign_up_domains: domains, sign_up_role: role });
  };
  return (
    <Section title={t("policy.joining")} lead={t("policy.joiningLead")}>
      <form className={css.form} onSubmit={submit}>
        <TagsInput
          label={t("policy.domains")}
          description={t("policy.domainsHint")}
          placeholder={domains.length ? undefined : "example.org"}
          maxTags={10}
          splitChars={[",", " ", ";"]}
          value={domains}
          onChange={(values) => setDomains([...new Set(values.map((value) => value.trim().toLowerCase().replace(/^@/, "")).filter(Boolean))])}
        />
        <Select
          label={t("policy.joinAs")}
          data={(["member", "viewer", "guest"] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(value ?? role)}
        />
        <Save disabled={same} />
      </form>
    </Section>
  );
}

function Links({ org }: { org: Org }) {
  const { t } = useTranslation();
  const keep = useKeep(org);
  return (
    <Section title={t("policy.links")} lead={t("policy.linksLead")}>
      <Radio.Group aria-label={t("policy.links")} value={org.link_sharing} onChange={(value) => keep({ link_sharing: value })}>
        <div className={css.form}>
          {(["off", "domains", "anyone"] as const).map((value) => (
            <Radio key={value} value={value} label={t(`policy.links.${value}`)} description={t(`policy.links.${value}Hint`)} />
          ))}
        </div>
      </Radio.Group>
    </Section>
  );
}

function Retention({ org }: { org: Org }) {
  const { t } = useTranslation();
  const keep = useKeep(org);
  const [days, setDays] = useState(String(org.retention_days));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keep({ retention_days: Number(days) });
  };
  return (
    <Section title={t("policy.retention")} lead={t("policy.retentionLead")}>
      <form className={css.form} onSubmit={submit}>
        <TextInput
          type="number"
          inputMode="numeric"
          min={1}
          max={3650}
          step={1}
          required
          label={t("policy.days")}
          w={160}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        <Save disabled={!days || Number(days) === org.retention_days} />
      </form>
    </Section>
  );
}

function Save({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={css.end}>
      <Button type="submit" disabled={disabled}>
        {t("ui.save")}
      </Button>
    </div>
  );
}
