import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { Copy } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import type { Invitation, Org } from "../../data/types.ts";
import { useAction } from "../../ui/action.ts";
import { Note, Section } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

type Role = Invitation["role"];

/** A link to hand on: for whom, how often and how long it lets somebody in. */
export function LinkInvite({ org, roles, made }: { org: Org; roles: { value: string; label: string }[]; made: () => Promise<void> }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [role, setRole] = useState<Role>("member");
  const [domain, setDomain] = useState("");
  const [days, setDays] = useState("7");
  const [uses, setUses] = useState<number | string>(25);
  const [key, setKey] = useState(newId);
  const [link, setLink] = useState<string | null>(null);
  const make = useAction(async () => {
    const body = { role, domain: domain.trim().replace(/^@/, "") || null, expires_in_days: Number(days), max_uses: Number(uses) };
    const answer = await workspace.api.post("/v1/orgs/{org_id}/invitations", { path: { org_id: org.id }, body, idempotencyKey: key });
    setKey(newId());
    setLink(answer.link);
    await made();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void make.run();
  };
  return (
    <Section title={t("invite.byLink")} lead={t("invite.byLinkLead")}>
      <form className={css.form} onSubmit={submit}>
        <Note>{make.error}</Note>
        <div className={css.pair}>
          <Select label={t("invite.as")} data={roles} value={role} allowDeselect={false} onChange={(value) => setRole((value ?? role) as Role)} />
          <TextInput
            label={t("invite.domain")}
            placeholder="example.org"
            maxLength={253}
            value={domain}
            error={make.problem?.field("domain")}
            onChange={(event) => setDomain(event.target.value)}
          />
        </div>
        <div className={css.pair}>
          <Select
            label={t("me.expiry")}
            data={["1", "7", "14", "30"].map((value) => ({ value, label: t("me.days", { count: Number(value) }) }))}
            value={days}
            allowDeselect={false}
            onChange={(value) => setDays(value ?? days)}
          />
          <NumberInput label={t("invite.maxUses")} min={1} max={1000} allowDecimal={false} required hideControls value={uses} onChange={setUses} />
        </div>
        <div className={css.end}>
          <Button type="submit" variant="default" loading={make.busy}>
            {t("invite.makeLink")}
          </Button>
        </div>
      </form>
      {link && <TheLink link={link} />}
    </Section>
  );
}

/** Shown this once: the server keeps no more than its fingerprint. */
export function TheLink({ link }: { link: string }) {
  const { t } = useTranslation();
  return (
    <div className={css.after}>
      <Note tone="leaf">
        <p>{t("invite.linkOnce")}</p>
        <code className={css.secret}>{link}</code>
        <Button
          size="compact-sm"
          mt="xs"
          variant="default"
          leftSection={<Copy size={14} />}
          onClick={() => void navigator.clipboard.writeText(link).then(() => say(t("ui.copied")))}
        >
          {t("invite.copyLink")}
        </Button>
      </Note>
    </div>
  );
}
