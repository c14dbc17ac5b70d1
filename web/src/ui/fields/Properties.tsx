import { type ReactNode, useRef, useState } from "react";
import { useParts } from "../words.ts";
import FieldEditor from "./FieldEditor.tsx";
import css from "./fields.module.css";
import { usePeople } from "./people.ts";
import { Shown } from "./Shown.tsx";
import { type Field, isEmpty, type Value, type Values } from "./types.ts";
import { said, sameValue } from "./values.ts";

interface Props {
  label: string;
  fields: readonly Field[];
  values: Values;
  change: (field: Field, value: Value) => void;
  disabled?: boolean;
  /** Beside a field's name: an icon of its type, a menu. */
  aside?: (field: Field) => ReactNode;
}

/** What an object is, line by line: a name, and a value that is written where it stands. */
export function Properties({ label, fields, values, change, disabled, aside }: Props) {
  return (
    <ul className={css.properties} aria-label={label}>
      {fields.map((field) => (
        <li key={field.id}>
          <span className={css.name}>
            {aside?.(field)}
            <bdi>{field.name}</bdi>
          </span>
          <Property field={field} value={values[field.id]} change={(value) => change(field, value)} disabled={disabled} />
        </li>
      ))}
    </ul>
  );
}

export function Property({ field, value, change, disabled }: { field: Field; value: Value | undefined; change: (value: Value) => void; disabled?: boolean }) {
  const { t, language } = useParts();
  const people = usePeople();
  const [writing, setWriting] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setWriting(false);
    // Back to where it was pressed, unless the person has gone on elsewhere.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
  };
  const fixed = disabled || field.readOnly || field.type === "formula";
  if (field.type === "checkbox")
    return (
      <label className={css.value}>
        <input
          type="checkbox"
          className={css.checkbox}
          aria-label={field.name}
          disabled={fixed}
          checked={value === true}
          onChange={(event) => change(event.target.checked)}
        />
      </label>
    );
  if (writing && !fixed)
    return (
      <span className={css.value} data-writing>
        <FieldEditor
          field={field}
          value={value}
          giveUp={close}
          commit={(next) => {
            if (!sameValue(value, next)) change(next);
            close();
          }}
        />
      </span>
    );
  const words = said(field, value, language, people.byId);
  const shown = isEmpty(value) && value !== 0 ? <span className={css.empty}>{t("part.field.empty")}</span> : <Shown field={field} value={value} link={fixed} />;
  if (fixed) return <span className={css.value}>{shown}</span>;
  return (
    <button
      ref={button}
      type="button"
      className={css.value}
      aria-label={t("part.field.edit", { name: field.name, value: words || t("part.field.empty") })}
      onClick={() => setWriting(true)}
    >
      {shown}
    </button>
  );
}
