import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useWorkspace } from "../../app/context.tsx";
import { sayWith } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import { useAction } from "../../ui/action.ts";
import { Note } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import type { DocumentSession } from "../editor/session.ts";
import { LONGEST_NAME } from "./Naming.tsx";
import { allSaved } from "./saved.ts";
import { historyOf } from "./versions.ts";

/** Keeps what the document says now, under a name, from wherever in it one is. */
export default function NameVersion({ session, close }: { session: DocumentSession; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [name, setName] = useState("");
  // One press or two, one line that broke: it is one version.
  const [key] = useState(newId);
  const keep = useAction(async () => {
    await allSaved(session);
    const made = await historyOf(workspace, session.org, session.id).keep(name.trim(), key);
    sayWith(t("history.kept", { name: name.trim() }), t("history.open"), () => navigate(`/o/${session.org}/documents/${session.id}/history/${made.id}`));
    close();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim()) void keep.run();
  };
  return (
    <Modal opened onClose={close} title={t("history.nameThis")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <form className={css.form} onSubmit={submit}>
        <p>{t("history.nameLead")}</p>
        <Note>{keep.error}</Note>
        <TextInput
          label={t("history.name")}
          placeholder={t("history.namePlaceholder")}
          data-autofocus
          required
          maxLength={LONGEST_NAME}
          value={name}
          dir="auto"
          onChange={(event) => setName(event.target.value)}
        />
        <div className={css.answers}>
          <Button variant="default" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" loading={keep.busy} disabled={!name.trim()}>
            {t("history.keep")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
