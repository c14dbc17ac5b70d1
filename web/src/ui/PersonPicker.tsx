import { UserRound, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Face } from "./bits.tsx";
import type { Person } from "./fields/types.ts";
import OptionList, { type Choosable } from "./OptionList.tsx";
import css from "./pickers.module.css";
import { Pop } from "./Pop.tsx";
import { useParts } from "./words.ts";

export const faced = (people: readonly Person[]): Choosable[] =>
  people.map(({ id, name, email, picture }) => ({ value: id, label: name, hint: email, mark: <Face id={id} name={name} picture={picture} size={22} /> }));

interface Props {
  label: string;
  people: readonly Person[];
  value: readonly string[];
  choose: (ids: readonly string[]) => void;
  multiple?: boolean;
  disabled?: boolean;
  /** What is shown when nobody is chosen. */
  none?: string;
}

/** Who: one person, or several as faces; a button that opens the list of all. */
export function PersonPicker({ label, people, value, choose, multiple, disabled, none }: Props) {
  const { t } = useParts();
  const [open, setOpen] = useState(false);
  const options = useMemo(() => faced(people), [people]);
  const chosen = value.map((id) => people.find((person) => person.id === id) ?? { id, name: "?" });
  const close = (): void => setOpen(false);
  return (
    <span className={css.field} data-disabled={disabled || undefined}>
      <Pop
        opened={open}
        close={close}
        label={label}
        content={
          <OptionList
            label={label}
            options={options}
            chosen={value}
            multiple={multiple}
            choose={choose}
            leave={close}
            none={multiple ? undefined : (none ?? t("part.person.none"))}
          />
        }
      >
        <button
          type="button"
          className={css.trigger}
          disabled={disabled}
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-label={`${label}: ${chosen.map(({ name }) => name).join(", ") || (none ?? t("part.person.none"))}`}
          onClick={() => setOpen(!open)}
        >
          <Faces people={chosen} none={none ?? t("part.person.none")} />
        </button>
      </Pop>
      {!disabled && chosen.length > 0 && (
        <button type="button" className={css.clear} aria-label={t("part.clear", { name: label })} onClick={() => choose([])}>
          <X size={14} />
        </button>
      )}
    </span>
  );
}

/** One with the name, several as faces that lie over one another. */
export function Faces({ people, none }: { people: readonly Person[]; none?: string }) {
  if (people.length === 0)
    return none ? (
      <span className={css.quiet}>
        <UserRound size={16} aria-hidden /> {none}
      </span>
    ) : null;
  const shown = people.slice(0, 4);
  return (
    <span className={css.faces}>
      <span className={css.stack}>
        {shown.map(({ id, name, picture }) => (
          <Face key={id} id={id} name={name} picture={picture} size={22} />
        ))}
      </span>
      {people.length === 1 ? <bdi>{people[0]!.name}</bdi> : <span className={css.quiet}>{people.length > 4 ? `+${people.length - 4}` : ""}</span>}
    </span>
  );
}
