import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { session, useNoun, useWorkspace } from "../../app/context.tsx";
import { newId } from "../../core/ids.ts";
import { joinable, ME, orgs } from "../../data/nouns.ts";
import { useAction } from "../../ui/action.ts";
import { Note, Page, Row, Rows, Section, Tag } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

export default function NewOrg() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, go] = useLocation();
  const first = useNoun(orgs, ME).items.length === 0;
  const [name, setName] = useState("");
  const [key] = useState(newId);
  const open = useNoun(joinable, ME).items;
  const arrive = async (id: string): Promise<void> => {
    await workspace.touched(ME, ["orgs", "joinable-orgs"]);
    session.remember({ org: id });
    go(`/o/${id}`, { replace: true });
  };
  const create = useAction(async () => {
    const org = await workspace.api.post("/v1/orgs", { body: { name }, idempotencyKey: key });
    await workspace.collection(orgs, ME).accept(org);
    await arrive(org.id);
  });
  const join = useAction(async (id: string) => {
    await workspace.api.post("/v1/orgs/{org_id}/join", { path: { org_id: id } });
    await arrive(id);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void create.run();
  };
  return (
    <Page title={t(first ? "org.welcome" : "org.new")} lead={t(first ? "org.welcomeLead" : "org.newLead")}>
      {open.length > 0 && (
        <Section title={t("org.joinable")} lead={t("org.joinableLead")}>
          <Note>{join.error}</Note>
          <Rows label={t("org.joinable")}>
            {open.map((one) => (
              <Row
                key={one.id}
                actions={
                  <Button size="xs" loading={join.busy} aria-label={t("invite.join", { name: one.name })} onClick={() => void join.run(one.id)}>
                    {t("invite.accept")}
                  </Button>
                }
              >
                <strong>{one.name}</strong> <Tag>{t(`role.${one.role}`)}</Tag>
              </Row>
            ))}
          </Rows>
        </Section>
      )}
      <Section title={t("org.name")}>
        <form className={css.form} onSubmit={submit}>
          <Note>{create.error}</Note>
          <TextInput aria-label={t("org.name")} placeholder={t("org.nameHint")} required maxLength={120} size="md" autoFocus value={name} error={create.problem?.field("name")} onChange={(event) => setName(event.target.value)} />
          <div className={css.end}>
            <Button type="submit" loading={create.busy}>
              {t("org.create")}
            </Button>
          </div>
        </form>
      </Section>
    </Page>
  );
}
