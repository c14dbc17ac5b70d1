import { Check, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from "react";
import { rank } from "../data/search.ts";
import { Long, type Place } from "./Long.tsx";
import css from "./pickers.module.css";
import { useParts } from "./words.ts";

export interface Choosable {
  value: string;
  label: string;
  /** What tells two of the same name apart. It is searched as well. */
  hint?: string;
  /** A face, a dot of colour, an icon. */
  mark?: ReactNode;
}

/** How an editor was left: by choosing or Enter, by Tab or Shift-Tab, for something else on the page, or without a change. */
export type Leave = "done" | "next" | "back" | "left" | "given-up";

export interface OptionListProps {
  label: string;
  options: readonly Choosable[];
  chosen: readonly string[];
  /** Whether several can be chosen; then choosing does not end it. */
  multiple?: boolean;
  choose: (values: readonly string[]) => void;
  leave: (how: Leave) => void;
  /** Makes an option of what was typed, where that is allowed. */
  create?: (label: string) => void;
  /** What was typed to get here. */
  initial?: string;
  /** The words for "nothing chosen", where that can be chosen. */
  none?: string;
}

const ROW = 36;
const NONE = "";

/** One or several of many, found by typing; what a person, a choice and a field are chosen with. It stands in a popover. */
export default function OptionList({ label, options, chosen, multiple, choose, leave, create, initial = "", none }: OptionListProps) {
  const { t } = useParts();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState(initial);
  const found = useMemo(() => {
    const ranked = rank(query, options, (option) => `${option.label} ${option.hint ?? ""}`);
    return none && !query ? [{ value: NONE, label: none }, ...ranked] : ranked;
  }, [query, options, none]);
  const [at, setAt] = useState(() => Math.max(0, query ? 0 : found.findIndex((option) => option.value === chosen[0])));
  const fresh = create && query.trim() && !options.some((option) => option.label.toLowerCase() === query.trim().toLowerCase()) ? query.trim() : null;
  const count = found.length + (fresh ? 1 : 0);
  const idOf = (index: number): string => `${id}-${index === found.length ? "new" : found[index]?.value || "none"}`;

  const pick = (index: number): void => {
    if (index === found.length && fresh) create?.(fresh);
    else if (found[index]) toggle(found[index].value);
    if (!multiple) return leave("done");
    if (!query) return;
    setQuery("");
    setAt(0);
  };
  const toggle = (value: string): void => {
    if (value === NONE) choose([]);
    else if (!multiple) choose([value]);
    else choose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (step !== undefined) setAt(Math.abs(step) === 1 ? (at + step + count) % Math.max(1, count) : Math.min(count - 1, Math.max(0, at + step)));
    else if (event.key === "Enter") pick(at);
    else if (event.key === "Tab") leave(event.shiftKey ? "back" : "next");
    else if (event.key === "Escape") leave("given-up");
    else if (event.key === "Backspace" && !query && multiple && chosen.length) choose(chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const row = (option: Choosable, place: Place, index: number): ReactNode => (
    <div
      key={option.value}
      {...place}
      id={idOf(index)}
      role="option"
      tabIndex={-1}
      aria-selected={option.value === NONE ? chosen.length === 0 : chosen.includes(option.value)}
      data-at={index === at || undefined}
      className={css.option}
      onMouseMove={() => index !== at && setAt(index)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => pick(index)}
      onKeyDown={pressed}
    >
      {option.mark}
      <span className={css.optionText}>
        <bdi>{option.label}</bdi>
        {option.hint && <small>{option.hint}</small>}
      </span>
      {(option.value === NONE ? chosen.length === 0 : chosen.includes(option.value)) && <Check size={16} aria-hidden className={css.check} />}
    </div>
  );
  return (
    <div className={css.list}>
      <input
        data-autofocus
        className={css.search}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? idOf(at) : undefined}
        aria-label={label}
        placeholder={t("part.find")}
        value={query}
        autoComplete="off"
        onChange={(event) => (setQuery(event.target.value), setAt(0))}
        onKeyDown={pressed}
      />
      <div ref={box} id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={multiple || undefined} className={css.options} tabIndex={-1}>
        <Long key={query} items={found} keyOf={(option) => option.value} size={ROW} row={row} scroller={box} at={at} few={30}>
          {(rows, list) => (
            <div role="presentation" {...list}>
              {rows}
            </div>
          )}
        </Long>
        {fresh && (
          <div
            id={idOf(found.length)}
            role="option"
            tabIndex={-1}
            aria-selected={false}
            data-at={at === found.length || undefined}
            className={css.option}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(found.length)}
            onKeyDown={pressed}
          >
            <Plus size={16} aria-hidden />
            <span className={css.optionText}>{t("part.create", { name: fresh })}</span>
          </div>
        )}
        {count === 0 && (
          <div role="option" aria-selected={false} aria-disabled className={css.nothing}>
            {t("part.nothing")}
          </div>
        )}
      </div>
    </div>
  );
}
