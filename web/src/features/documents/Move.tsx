import { Button, Modal } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource } from "../../app/context.tsx";
import { documents } from "./resources.ts";
import type { Document } from "../../data/types.ts";
import css from "../../ui/form.module.css";
import { type Option, Picker } from "../../ui/Picker.tsx";
import { toSpace, under, useSpaces } from "./spaces.ts";
import { mayHold, pathTo } from "./tree.ts";
import { useMoved } from "./useMoved.ts";

/** The top of a space, among ids of documents. */
const TOP = "space:";

export function Move({ org, document, close }: { org: string; document: Document; close: () => void }) {
  const { t } = useTranslation();
  const list = useResource(documents, org);
  const spaces = useSpaces(org);
  const moved = useMoved(org, spaces);
  const from = spaces.spaceOf(document);
  const now = document.parent_id ?? TOP + from;
  const [to, setTo] = useState<string>(now);
  const options = useMemo((): Option[] => {
    const titleOf = (one: Document): string => one.title || t("documents.untitled");
    const goes = (space: string): boolean => space === from || spaces.mayGo(document, space);
    const tops = spaces.own.filter(({ id }) => goes(id)).map(({ id, name }) => ({ value: TOP + id, label: name, hint: t("room.top") }));
    const places = mayHold(list.byId, document.id)
      .filter((one) => one.role === "editor" && goes(spaces.spaceOf(one)))
      .map((one) => ({
        value: one.id,
        label: titleOf(one),
        hint: [...(spaces.several ? [spaces.nameOf(spaces.spaceOf(one))] : []), ...pathTo(list.byId, one.id).map(titleOf)].join(" / "),
      }));
    return [...tops, ...places];
  }, [list.byId, document, from, spaces, t]);
  const move = async (): Promise<void> => {
    const parent = list.byId.get(to);
    close();
    await moved(document, parent ? under(from, parent, spaces.spaceOf(parent)) : toSpace(document, from, to.slice(TOP.length)), true);
  };
  return (
    <Modal opened onClose={close} title={t("room.move")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <div className={css.form}>
        <Picker label={t("room.moveTo")} autoFocus options={options} value={to} choose={setTo} />
        <div className={css.answers}>
          <Button variant="default" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button onClick={() => void move()} disabled={to === now}>
            {t("room.move")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
