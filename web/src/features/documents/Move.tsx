import { Button, Modal } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { offerUndo } from "../../app/notify.tsx";
import { changeDocument } from "./changes.ts";
import { documents } from "./resources.ts";
import type { Document } from "../../data/types.ts";
import css from "../../ui/form.module.css";
import { Picker } from "../../ui/Picker.tsx";
import { mayHold, pathTo } from "./tree.ts";

const TOP = "top";

export function Move({ org, document, close }: { org: string; document: Document; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const list = useResource(documents, org);
  const [to, setTo] = useState<string>(document.parent_id ?? TOP);
  const options = useMemo(() => {
    const titleOf = (one: Document): string => one.title || t("documents.untitled");
    const places = mayHold(list.byId, document.id).map((one) => ({
      value: one.id,
      label: titleOf(one),
      hint: pathTo(list.byId, one.id).map(titleOf).join(" / "),
    }));
    return [{ value: TOP, label: t("room.top") }, ...places];
  }, [list.byId, document.id, t]);
  const move = async (): Promise<void> => {
    const before = document.parent_id;
    await workspace.change(changeDocument(org, document, { parent_id: to === TOP ? null : to }));
    close();
    offerUndo(t("documents.moved"), () => {
      const now = workspace.collection(documents, org).getSnapshot().byId.get(document.id) ?? document;
      return workspace.change(changeDocument(org, now, { parent_id: before }));
    });
  };
  return (
    <Modal opened onClose={close} title={t("room.move")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <div className={css.form}>
        <Picker label={t("room.moveTo")} autoFocus options={options} value={to} choose={setTo} />
        <div className={css.answers}>
          <Button variant="default" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button onClick={() => void move()} disabled={to === (document.parent_id ?? TOP)}>
            {t("room.move")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
