import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { changeProfile } from "./changes.ts";
import type { Person } from "../../data/types.ts";
import { Section } from "../../ui/bits.tsx";
import form from "../../ui/form.module.css";
import css from "./me.module.css";

const MOST = 20;

/** The server keeps no order. */
const plain = (fields: readonly (readonly [string, string])[]): string => JSON.stringify([...fields].sort(([a], [b]) => a.localeCompare(b)));

/** Whatever else a person wants others to know, by names of their own. */
export function Fields({ person }: { person: Person }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [rows, setRows] = useState(() => Object.entries(person.custom_fields));
  const given = rows.map(([name, value]) => [name.trim(), value.trim()] as const).filter(([name, value]) => name && value);
  const dirty = plain(given) !== plain(Object.entries(person.custom_fields));
  const twice = rows.map(([name]) => name.trim()).map((name, at, all) => name !== "" && all.indexOf(name) !== at);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void workspace.change(changeProfile(person, { custom_fields: Object.fromEntries(given) })).then(() => say(t("ui.kept")));
  };
  return (
    <Section title={t("fields.title")} lead={t("fields.lead")}>
      <form className={form.form} onSubmit={submit}>
        {rows.map(([name, value], at) => (
          <div key={at} className={css.field}>
            <TextInput
              aria-label={t("fields.name")}
              placeholder={t("fields.nameHint")}
              required
              maxLength={60}
              value={name}
              error={twice[at] ? t("fields.twice") : undefined}
              onChange={(event) => setRows(rows.with(at, [event.target.value, value]))}
            />
            <TextInput
              aria-label={t("fields.value")}
              placeholder={t("fields.valueHint")}
              required
              maxLength={500}
              value={value}
              onChange={(event) => setRows(rows.with(at, [name, event.target.value]))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t("fields.remove", { name: name || t("fields.name") })}
              onClick={() => setRows(rows.toSpliced(at, 1))}
            >
              <X size={16} />
            </ActionIcon>
          </div>
        ))}
        <div className={form.end}>
          {(rows.length > 0 || dirty) && (
            <Button type="submit" disabled={!dirty || twice.some(Boolean)}>
              {t("ui.save")}
            </Button>
          )}
          <Button variant="default" leftSection={<Plus size={15} />} disabled={rows.length >= MOST} onClick={() => setRows([...rows, ["", ""]])}>
            {t("fields.add")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
