import { Check } from "lucide-react";
import { memo } from "react";
import { Faces } from "../PersonPicker.tsx";
import css from "./fields.module.css";
import { usePeople } from "./people.ts";
import { shortDay } from "./said.ts";
import { type ChoiceOption, type Field, idsOf, isEmpty, kindOf, textOf, type Value } from "./types.ts";
import { readUrl, said } from "./values.ts";
import { useParts } from "../words.ts";

/** A value as it is read: in a cell, on a card, in a panel. Empty is nothing at all. */
export const Shown = memo(function Shown({ field, value, link = true }: { field: Field; value: Value | undefined; link?: boolean }) {
  const { t, language } = useParts();
  const people = usePeople();
  const kind = kindOf(field);
  if (kind === "checkbox")
    return (
      <span className={css.box} data-on={value === true || undefined} role="img" aria-label={t(value === true ? "part.yes" : "part.no")}>
        {value === true && <Check size={13} strokeWidth={3} aria-hidden />}
      </span>
    );
  if (isEmpty(value) && value !== 0) return null;
  if (kind === "person") return <Faces people={idsOf(value).map((id) => people.byId.get(id) ?? { id, name: "?" })} />;
  if (kind === "choice" || kind === "multi-choice")
    return (
      <span className={css.chips}>
        {idsOf(value).map((id) => (
          <Chip key={id} option={field.options?.find((option) => option.id === id) ?? { id, label: "?" }} />
        ))}
      </span>
    );
  if (kind === "date") return <time dateTime={textOf(value)}>{shortDay(textOf(value), language)}</time>;
  if (kind === "url") return <Address url={textOf(value)} link={link} />;
  return <bdi data-number={kind === "number" || kind === "money" || undefined}>{said(field, value, language, people.byId)}</bdi>;
});

export function Chip({ option }: { option: ChoiceOption }) {
  return (
    <span className={css.chip} data-colour={option.colour}>
      <bdi>{option.label}</bdi>
    </span>
  );
}

function Address({ url, link }: { url: string; link: boolean }) {
  const bare = url.replace(/^(https?:\/\/(www\.)?|mailto:)/, "").replace(/\/$/, "");
  const safe = readUrl(url);
  if (!link || !safe) return <bdi className={css.address}>{bare}</bdi>;
  return (
    <a className={css.address} href={safe} target="_blank" rel="noopener noreferrer" tabIndex={-1} onClick={(event) => event.stopPropagation()}>
      <bdi>{bare}</bdi>
    </a>
  );
}
