import { Button, FileButton, Select, TextInput } from "@mantine/core";
import { Mail, Upload } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import { ME } from "../../data/resources.ts";
import { jobs } from "../jobs/resources.ts";
import { invitations } from "./resources.ts";
import { type Invitation, type Org, ORG_ROLES } from "../../data/types.ts";
import { useAction } from "../../ui/action.ts";
import { Ago, Empty, Note, Row, Section, Tag, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { LongRows } from "../../ui/Long.tsx";
import { LinkInvite, TheLink } from "./LinkInvite.tsx";
import { runs } from "./roles.ts";

/** What one request takes, the line of headings among it; a larger file is a job. */
const AT_ONCE = { lines: 91, letters: 20_000 };

export function Invitations({ org }: { org: Org }) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const { items: all, phase, refresh } = useResource(invitations, org.id);
  const items = all.filter((one) => !one.status || one.status === "pending");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Invitation["role"]>("member");
  const [key, setKey] = useState(newId);
  const [renewed, setRenewed] = useState<string | null>(null);
  const roles = ORG_ROLES.filter((one) => one !== "owner" && (one !== "admin" || runs(org))).map((one) => ({ value: one, label: t(`role.${one}`) }));
  const path = { org_id: org.id };
  const invite = useAction(async () => {
    await workspace.api.post("/v1/orgs/{org_id}/invitations", { path, body: { email, role, locale: i18n.language }, idempotencyKey: key });
    setKey(newId());
    say(t("invite.sent", { email }));
    setEmail("");
    await refresh();
  });
  const bulk = useAction(async (file: File) => {
    const call = { path, body: { csv: await file.text(), role, locale: i18n.language }, idempotencyKey: newId() };
    if (call.body.csv.length > AT_ONCE.letters || call.body.csv.split("\n").filter((line) => line.trim()).length > AT_ONCE.lines) {
      await workspace.collection(jobs, ME).accept(await workspace.api.post("/v1/orgs/{org_id}/invitations/import", call));
      return say(t("job.started"));
    }
    const answer = await workspace.api.post("/v1/orgs/{org_id}/invitations/bulk", call);
    say(t("invite.bulkDone", { count: answer.created, skipped: answer.skipped, failed: answer.failed }));
    await refresh();
  });
  const again = useAction(async (invitation: Invitation) => {
    const { link } = await workspace.api.post("/v1/orgs/{org_id}/invitations/{invitation_id}/resend", { path: { ...path, invitation_id: invitation.id } });
    setRenewed(link);
    if (invitation.email) say(t("invite.sent", { email: invitation.email }));
    await refresh();
  });
  const revoke = useAction(async (invitation: Invitation) => {
    await workspace.api.delete("/v1/orgs/{org_id}/invitations/{invitation_id}", { path: { ...path, invitation_id: invitation.id } });
    await refresh();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void invite.run();
  };
  return (
    <>
      <Section title={t("invite.invite")} lead={t("invite.inviteLead")}>
        <Note>{invite.error ?? bulk.error}</Note>
        <form className={css.inline} onSubmit={submit}>
          <TextInput label={t("field.email")} type="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
          <Select
            label={t("invite.as")}
            w={140}
            data={roles}
            value={role}
            allowDeselect={false}
            onChange={(value) => setRole((value ?? "member") as Invitation["role"])}
          />
          <Button type="submit" loading={invite.busy}>
            {t("invite.send")}
          </Button>
        </form>
        <div className={css.end} style={{ marginTop: 16 }}>
          <FileButton accept=".csv,text/csv" onChange={(file) => file && void bulk.run(file)}>
            {(props) => (
              <Button {...props} size="xs" variant="default" leftSection={<Upload size={15} />} loading={bulk.busy}>
                {t("invite.bulk")}
              </Button>
            )}
          </FileButton>
          <span className={css.detail}>{t("invite.bulkHint")}</span>
        </div>
      </Section>
      <LinkInvite org={org} roles={roles} made={refresh} />
      <Section title={t("invite.open")}>
        <Note>{again.error ?? revoke.error}</Note>
        {renewed && <TheLink link={renewed} />}
        {phase !== "ready" ? (
          <Waiting rows={3} />
        ) : items.length === 0 ? (
          <Empty icon={Mail} title={t("invite.none")}>
            {t("invite.noneText")}
          </Empty>
        ) : (
          <LongRows
            label={t("invite.open")}
            items={items}
            row={(one, place) => (
              <Row
                key={one.id}
                {...place}
                actions={
                  <>
                    <Button size="compact-sm" variant="default" onClick={() => void again.run(one)}>
                      {t(one.email ? "invite.resend" : "invite.renew")}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      aria-label={t("invite.revokeOne", { email: one.email ?? t("invite.link") })}
                      onClick={() => void revoke.run(one)}
                    >
                      {t("invite.revoke")}
                    </Button>
                  </>
                }
              >
                <strong>{one.email ?? t("invite.link")}</strong> <Tag>{t(`role.${one.role}`)}</Tag> {one.domain && <Tag>@{one.domain}</Tag>}
                <div className={css.detail}>
                  {!one.email && <>{t("invite.used", { uses: one.uses, count: one.max_uses })} · </>}
                  {t("invite.expires")} <Ago at={one.expires_at} />
                </div>
              </Row>
            )}
          />
        )}
      </Section>
    </>
  );
}
