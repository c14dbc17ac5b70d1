import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { session, useResource, useWorkspace } from "../../app/context.tsx";
import { newId } from "../../core/ids.ts";
import { ME } from "../../data/resources.ts";
import { orgs } from "./resources.ts";
import { useAction } from "../../ui/action.ts";
import { Note, Page, Section } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { Offers } from "./Offers.tsx";

export default function NewOrg() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, go] = useLocation();
  const first = useResource(orgs, ME).items.length === 0;
  const [name, setName] = useState("");
  const [key] = useState(newId);
  const create = useAction(async () => {
    const org = await workspace.api.post("/v1/orgs", { body: { name }, idempotencyKey: key });
    await workspace.collection(orgs, ME).accept(org);
    session.remember({ org: org.id });
    go(`/o/${org.id}`, { replace: true });
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void create.run();
  };
  return (
    <Page title={t(first ? "org.welcome" : "org.new")} lead={t(first ? "org.welcomeLead" : "org.newLead")}>
      <Offers />
      <Section title={t("org.name")}>
        <form className={css.form} onSubmit={submit}>
          <Note>{create.error}</Note>
          <TextInput
            aria-label={t("org.name")}
            placeholder={t("org.nameHint")}
            required
            maxLength={120}
            size="md"
            autoFocus
            value={name}
            error={create.problem?.field("name")}
            onChange={(event) => setName(event.target.value)}
          />
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
