import { Button } from "@mantine/core";
import { BookOpen, KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { session } from "../../app/context.tsx";
import { Page, Section } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

/** The API page: this client uses nothing that is not described there. */
export default function Developers() {
  const { t } = useTranslation();
  const org = session.remembered()?.org ?? "<org>";
  const base = `${location.origin}/v1`;
  const read = `curl -H "Authorization: Bearer hk_…" \\\n  ${base}/orgs/${org}/documents`;
  const write = `curl -X POST ${base}/orgs/${org}/documents \\\n  -H "Authorization: Bearer hk_…" \\\n  -H "Idempotency-Key: $(uuidgen)" \\\n  -H "Content-Type: application/json" \\\n  -d '{"title": "Release notes"}'`;
  return (
    <Page title={t("developers.title")} lead={t("developers.lead")}>
      <Section
        title={t("developers.interactive")}
        lead={t("developers.interactiveLead")}
        actions={
          <Button component="a" href="/docs" leftSection={<BookOpen size={16} />}>
            {t("developers.open")}
          </Button>
        }
      />
      <Section
        title={t("developers.key")}
        lead={t("developers.keyLead")}
        actions={
          <Button component={Link} href="/me/api-keys" variant="default" leftSection={<KeyRound size={16} />}>
            {t("me.apiKeys")}
          </Button>
        }
      />
      <Section title={t("developers.try")}>
        {/* Wider than a phone: one must be able to scroll them with keys. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className={css.pre} tabIndex={0}>
          {read}
        </pre>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className={css.pre} tabIndex={0}>
          {write}
        </pre>
      </Section>
    </Page>
  );
}
