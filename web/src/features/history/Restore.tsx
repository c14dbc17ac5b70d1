import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { offerUndo, say } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import type { Version } from "../../data/types.ts";
import { useAction, useProblemText } from "../../ui/action.ts";
import { Note } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import type { DocumentSession } from "../editor/session.ts";
import { useLabels } from "./labels.ts";
import { allSaved } from "./saved.ts";
import type { History } from "./versions.ts";

/** Says what will happen, does it, and leads to the document with a way back. */
export function Restore({ session, history, version, close }: { session: DocumentSession; history: History; version: Version; close: () => void }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const labels = useLabels();
  const [key, undoKey] = useState(() => [newId(), newId()] as const)[0];
  const restore = useAction(async () => {
    await allSaved(session);
    const before = await history.restore(version.id, key);
    navigate(`/o/${session.org}/documents/${session.id}`);
    if (!before) return say(t("history.restored"));
    offerUndo(t("history.restored"), () => history.restore(before, undoKey).catch((error: unknown) => say(problem(error))));
  });
  return (
    <Modal opened onClose={close} title={t("history.restoreTitle")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <div className={css.form}>
        <p>{t("history.restoreText", { version: labels.title(version) })}</p>
        <p className="quiet">{t("history.restoreKept")}</p>
        <Note>{restore.error}</Note>
        <div className={css.answers}>
          <Button variant="default" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button data-autofocus loading={restore.busy} onClick={() => void restore.run()}>
            {t("history.restore")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
