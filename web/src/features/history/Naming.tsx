import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Action } from "../../ui/action.ts";
import { Note } from "../../ui/bits.tsx";
import css from "./history.module.css";

export const LONGEST_NAME = 120;

/** A name, written where it will stand. Enter keeps it, Escape leaves it as it was. */
export function Naming({ name, save, close }: { name: string; save: Action<[string]>; close: () => void }) {
  const { t } = useTranslation();
  const [value, setValue] = useState(name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim()) void save.run(value.trim()).then((done) => done && close());
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <form className={css.naming} onSubmit={submit}>
      <TextInput
        aria-label={t("history.name")}
        placeholder={t("history.namePlaceholder")}
        autoFocus
        required
        maxLength={LONGEST_NAME}
        value={value}
        dir="auto"
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={pressed}
      />
      <Button type="submit" loading={save.busy} disabled={!value.trim()}>
        {t("ui.save")}
      </Button>
      <Button variant="subtle" onClick={close}>
        {t("ui.cancel")}
      </Button>
      {save.error && (
        <div className={css.wide}>
          <Note>{save.error}</Note>
        </div>
      )}
    </form>
  );
}
