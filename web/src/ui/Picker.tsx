import { Combobox, InputBase, useVirtualizedCombobox } from "@mantine/core";
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { rank } from "../data/search.ts";
import { Long, type Place } from "./Long.tsx";
import css from "./form.module.css";

export interface Option {
  value: string;
  label: string;
  /** What tells two of the same name apart. It is searched as well. */
  hint?: string;
}

interface Props {
  label: string;
  placeholder?: string;
  options: readonly Option[];
  value: string | null;
  choose: (value: string) => void;
  disabled?: boolean;
  autoFocus?: boolean;
}

const ROW = 36;

/** One of many, of whom there may be thousands: found by typing, or by going through them to the last. */
export function Picker({ label, placeholder, options, value, choose, disabled, autoFocus }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  /** What is typed; null as long as the chosen one is shown. */
  const [query, setQuery] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const found = useMemo(() => rank(query ?? "", options, (option) => `${option.label} ${option.hint ?? ""}`), [query, options]);
  const chosen = useMemo(() => options.find((option) => option.value === value), [options, value]);
  const idOf = (index: number): string | null => (found[index] ? `${id}-${found[index].value}` : null);
  const submit = (option: Option | undefined): void => {
    if (option) choose(option.value);
    store.closeDropdown();
  };
  const store = useVirtualizedCombobox({
    totalOptionsCount: found.length,
    getOptionId: idOf,
    selectedOptionIndex: at,
    setSelectedOptionIndex: setAt,
    activeOptionIndex: Math.max(0, chosen ? found.indexOf(chosen) : 0),
    onSelectedOptionSubmit: (index) => submit(found[index]),
    onDropdownOpen: () => setAt(chosen ? options.indexOf(chosen) : -1),
    onDropdownClose: () => {
      setQuery(null);
      setAt(-1);
    },
  });
  useEffect(() => {
    if (at >= 0) document.getElementById(idOf(at) ?? "")?.scrollIntoView({ block: "nearest" });
    // eslint-disable-next-line -- only when another one is chosen
  }, [at]);
  const row = (option: Option, place: Place, index: number): ReactNode => (
    <Combobox.Option
      key={option.value}
      {...place}
      id={`${id}-${option.value}`}
      value={option.value}
      selected={index === at}
      active={option.value === value}
      aria-selected={index === at}
      className={css.option}
    >
      <bdi>{option.label}</bdi>
      {option.hint && <small>{option.hint}</small>}
    </Combobox.Option>
  );
  return (
    <Combobox store={store} disabled={disabled} onOptionSubmit={(picked) => submit(options.find((option) => option.value === picked))}>
      <Combobox.Target withExpandedAttribute autoComplete="off">
        <InputBase
          label={label}
          placeholder={placeholder}
          disabled={disabled}
          data-autofocus={autoFocus || undefined}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={query ?? chosen?.label ?? ""}
          onClick={() => store.openDropdown()}
          onBlur={() => store.closeDropdown()}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            store.openDropdown();
            setAt(0);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options ref={box} mah={ROW * 6.5} className={css.options} aria-label={label}>
          {found.length === 0 ? (
            <Combobox.Empty>{t("org.nobody")}</Combobox.Empty>
          ) : (
            <Long key={query} items={found} keyOf={(option) => option.value} size={ROW} row={row} scroller={box} at={at} few={20}>
              {(rows, list) => (
                <div role="presentation" {...list}>
                  {rows}
                </div>
              )}
            </Long>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
