import { Button, Modal, Select } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { ME } from "../../data/resources.ts";
import { members, orgs, teams } from "../org/resources.ts";
import { type Shares, readShares, writeShares } from "../../data/shares.ts";
import type { DocumentRole } from "../../data/types.ts";
import { byName } from "../../i18n/names.ts";
import { useAction } from "../../ui/action.ts";
import { Note, PersonLine, Row, Rows, Tag, Waiting } from "../../ui/bits.tsx";
import { Choice } from "../../ui/Choice.tsx";
import css from "../../ui/form.module.css";
import { type Option, Picker } from "../../ui/Picker.tsx";
import room from "./room.module.css";

const OPEN_TO: readonly Shares["visibility"][] = ["org", "space", "private"];
const ROLES: readonly DocumentRole[] = ["editor", "commenter", "viewer"];

export function Share({ org, id, title, role: mine, close }: { org: string; id: string; title: string; role: DocumentRole; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const people = useResource(members, org);
  const groups = useResource(teams, org);
  const name = useResource(orgs, ME).byId.get(org)?.name ?? "";
  const [shares, setShares] = useState<Shares | null>(null);
  const [who, setWho] = useState<string | null>(null);
  const [role, setRole] = useState<DocumentRole>("editor");
  const load = useAction(async () => setShares(await readShares(workspace.api, org, id)));
  const save = useAction(async (next: Shares) => {
    const before = shares;
    setShares(next);
    try {
      setShares(await writeShares(workspace.api, org, id, next));
    } catch (error) {
      setShares(before);
      throw error;
    }
  });
  const open = useAction(async (visibility: Shares["visibility"]) => {
    await workspace.api.patch("/v1/orgs/{org_id}/documents/{document_id}", { path: { org_id: org, document_id: id }, body: { visibility } });
    await load.run();
  });
  const { run } = load;
  useEffect(() => {
    void run();
    // eslint-disable-next-line -- once, when the dialog opens
  }, []);

  const nameOf = (subject: string): string => people.byId.get(subject)?.name ?? groups.byId.get(subject)?.name ?? t("activity.someone");
  const options = useMemo((): Option[] => {
    const has = new Set([shares?.owner, ...(shares?.entries.map(({ id }) => id) ?? [])]);
    return [
      ...groups.items
        .filter((one) => !has.has(one.id))
        .sort(byName)
        .map((one) => ({ value: `team:${one.id}`, label: one.name, hint: t("org.team") })),
      ...people.items
        .filter((one) => !has.has(one.person_id))
        .sort(byName)
        .map((one) => ({ value: `person:${one.person_id}`, label: one.name, hint: one.email ?? undefined })),
    ];
  }, [people.items, groups.items, shares, t]);
  const add = (): void => {
    if (!who || !shares) return;
    const [kind, subject] = who.split(":") as ["person" | "team", string];
    void save.run({ ...shares, entries: [...shares.entries, { kind, id: subject, role }] });
    setWho(null);
  };
  // Who only reads or comments sees who has access; the server would refuse the rest.
  const closed = mine !== "editor";
  const circles = shares?.space ? OPEN_TO : OPEN_TO.filter((one) => one !== "space");
  const roles = ROLES.map((one) => ({ value: one, label: t(`docRole.${one}`) }));
  return (
    <Modal
      opened
      onClose={close}
      title={t("share.title", { title: title || t("documents.untitled") })}
      size="lg"
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <Note>{load.error ?? save.error ?? open.error}</Note>
      {!shares ? (
        !load.error && <Waiting rows={3} />
      ) : (
        <>
          {closed && <Note tone="amber">{t("share.asked")}</Note>}
          <div className={css.inline}>
            <Picker
              autoFocus={!closed}
              disabled={closed}
              label={t("share.with")}
              placeholder={t("share.withHint")}
              options={options}
              value={who}
              choose={setWho}
            />
            <Select
              label={t("share.as")}
              w={170}
              data={roles}
              value={role}
              disabled={closed}
              allowDeselect={false}
              onChange={(value) => setRole(value ?? "viewer")}
            />
            <Button onClick={add} disabled={!who || closed} loading={save.busy}>
              {t("share.button")}
            </Button>
          </div>
          <div className={css.inline} style={{ marginTop: 16 }}>
            <Select
              label={t("share.everyone")}
              data={circles.map((value) => ({ value, label: t(`share.${value}`, { org: name, space: nameOf(shares.space ?? "") }) }))}
              value={shares.visibility}
              disabled={closed}
              allowDeselect={false}
              onChange={(value) => void open.run(value as Shares["visibility"])}
            />
          </div>
          <div className={room.sharePeople}>
            <Rows label={t("share.people")}>
              <Row person="below" actions={<Tag>{t("share.owner")}</Tag>}>
                <PersonLine id={shares.owner} name={nameOf(shares.owner)} picture={people.byId.get(shares.owner)?.picture_url} />
              </Row>
              {shares.entries.map((entry) => (
                <Row
                  key={entry.kind + entry.id}
                  person="below"
                  actions={
                    <>
                      <Choice
                        label={t("org.roleOf", { name: nameOf(entry.id) })}
                        options={roles}
                        value={entry.role}
                        disabled={closed}
                        choose={(value) => void save.run({ ...shares, entries: shares.entries.map((one) => (one === entry ? { ...one, role: value } : one)) })}
                      />
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="red"
                        disabled={closed}
                        aria-label={t("share.removeOne", { name: nameOf(entry.id) })}
                        onClick={() => void save.run({ ...shares, entries: shares.entries.filter((one) => one !== entry) })}
                      >
                        {t("org.remove")}
                      </Button>
                    </>
                  }
                >
                  <PersonLine id={entry.id} name={nameOf(entry.id)} extra={entry.kind === "team" && <Tag>{t("org.team")}</Tag>} />
                </Row>
              ))}
            </Rows>
          </div>
          <Button mt="md" variant="default" onClick={() => void navigator.clipboard.writeText(location.href).then(() => say(t("ui.copied")))}>
            {t("room.copyLink")}
          </Button>
        </>
      )}
    </Modal>
  );
}
