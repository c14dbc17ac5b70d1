import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { changeOrg } from "./changes.ts";
import { ME } from "../../data/resources.ts";
import { members, orgs } from "./resources.ts";
import type { Org } from "../../data/types.ts";
import { byName } from "../../i18n/names.ts";
import { useAction } from "../../ui/action.ts";
import { Note, Section, Tag } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { Picker } from "../../ui/Picker.tsx";
import { Logo } from "./Logo.tsx";
import { runs } from "./roles.ts";

export function General({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [name, setName] = useState(org.name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void workspace.change(changeOrg(org, { name })).then(() => say(t("ui.kept")));
  };
  return (
    <>
      <Section title={t("org.about")} actions={<Tag tone="ember">{t(`role.${org.role}`)}</Tag>}>
        {runs(org) && <Logo org={org} />}
        <form className={css.form} onSubmit={submit}>
          <TextInput label={t("org.name")} required maxLength={120} disabled={!runs(org)} value={name} onChange={(event) => setName(event.target.value)} />
          {runs(org) && (
            <div className={css.end}>
              <Button type="submit" disabled={name === org.name || !name.trim()}>
                {t("ui.save")}
              </Button>
            </div>
          )}
        </form>
      </Section>
      {org.role === "owner" ? <Hand org={org} /> : <Leave org={org} />}
    </>
  );
}

function useGone(org: Org): () => Promise<void> {
  const workspace = useWorkspace();
  const [, go] = useLocation();
  return async () => {
    await workspace.forgetScope(org.id);
    await workspace.collection(orgs, ME).forget(org.id);
    go("/", { replace: true });
  };
}

function Leave({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const gone = useGone(org);
  const [asking, setAsking] = useState(false);
  const leave = useAction(async () => {
    await workspace.api.post("/v1/orgs/{org_id}/leave", { path: { org_id: org.id } });
    await gone();
  });
  return (
    <Section title={t("org.leave")} lead={t("org.leaveLead")} danger>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t("org.leave")}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("org.leaveSure", { name: org.name })} closeButtonProps={{ "aria-label": t("ui.close") }}>
        <Note>{leave.error}</Note>
        <p>{t("org.leaveLead")}</p>
        <Button mt="md" color="red" loading={leave.busy} onClick={() => void leave.run()}>
          {t("org.leave")}
        </Button>
      </Modal>
    </Section>
  );
}

function Hand({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const gone = useGone(org);
  const people = useResource(members, org.id).items;
  const heirs = useMemo(
    () =>
      people
        .filter((member) => member.role !== "owner" && !member.suspended)
        .sort(byName)
        .map((member) => ({ value: member.person_id, label: member.name, hint: member.email ?? undefined })),
    [people],
  );
  const [heir, setHeir] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const hand = useAction(async () => {
    await workspace.api.post("/v1/orgs/{org_id}/transfer", { path: { org_id: org.id }, body: { person_id: heir! } });
    await workspace.touched(ME, ["orgs"]);
    await workspace.touched(org.id, ["members"]);
    say(t("org.handed"));
  });
  const remove = useAction(async () => {
    await workspace.api.delete("/v1/orgs/{org_id}", { path: { org_id: org.id } });
    await gone();
  });
  return (
    <>
      <Section title={t("org.hand")} lead={t("org.handLead")}>
        <Note>{hand.error}</Note>
        <div className={css.inline}>
          <Picker label={t("org.newOwner")} placeholder={t("org.findPerson")} options={heirs} value={heir} choose={setHeir} />
          <Button variant="default" disabled={!heir} loading={hand.busy} onClick={() => void hand.run()}>
            {t("org.hand")}
          </Button>
        </div>
      </Section>
      <Section title={t("org.delete")} lead={t("org.deleteLead", { count: org.retention_days })} danger>
        <Button variant="light" color="red" onClick={() => setAsking(true)}>
          {t("org.delete")}
        </Button>
        <Modal
          opened={asking}
          onClose={() => setAsking(false)}
          title={t("org.deleteSure", { name: org.name })}
          closeButtonProps={{ "aria-label": t("ui.close") }}
        >
          <Note>{remove.error}</Note>
          <TextInput label={t("org.typeName", { name: org.name })} data-autofocus value={typed} onChange={(event) => setTyped(event.target.value)} />
          <div className={css.answers}>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t("ui.cancel")}
            </Button>
            <Button color="red" disabled={typed !== org.name} loading={remove.busy} onClick={() => void remove.run()}>
              {t("org.delete")}
            </Button>
          </div>
        </Modal>
      </Section>
    </>
  );
}
