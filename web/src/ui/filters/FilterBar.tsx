import { ListFilter, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Field } from "../fields/types.ts";
import OptionList from "../OptionList.tsx";
import { Pop } from "../Pop.tsx";
import { useParts } from "../words.ts";
import { FilterChip } from "./FilterChip.tsx";
import { begun, type Filter, isGroup, NO_FILTER, type Node, partsOf, turned, withParts } from "./filter.ts";
import css from "./filters.module.css";

interface Props {
  label: string;
  fields: readonly Field[];
  filter: Filter;
  change: (filter: Filter) => void;
  disabled?: boolean;
}

/** What is shown and what is not, as chips: each says its field, how, and what. Arrows go through them, Delete takes one away. */
export function FilterBar({ label, fields, filter, change, disabled }: Props) {
  const { t } = useParts();
  const box = useRef<HTMLDivElement>(null);
  const count = partsOf(filter).length;
  const pressed = (event: KeyboardEvent): void => {
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
    const at = stops.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const next = { ArrowRight: at + rtl, ArrowLeft: at - rtl, Home: 0, End: stops.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, next))]?.focus();
  };
  return (
    <div ref={box} role="toolbar" aria-label={label} tabIndex={-1} className={css.bar} onKeyDown={pressed}>
      <Group fields={fields} filter={filter} change={change} disabled={disabled} depth={0} />
      {count > 1 && !disabled && (
        <button type="button" className={css.quiet} onClick={() => change(NO_FILTER)}>
          {t("part.filter.clear")}
        </button>
      )}
    </div>
  );
}

const DEEPEST = 2;
const GROUP = "@group";

function Group({ fields, filter, change, disabled, depth }: Omit<Props, "label"> & { depth: number }) {
  const { t } = useParts();
  const [fresh, setFresh] = useState<number | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  const parts = partsOf(filter);
  const set = (index: number, part: Node | null): void => {
    setFresh(null);
    change(withParts(filter, part === null ? parts.filter((_, i) => i !== index) : parts.map((one, i) => (i === index ? part : one))));
    // Whoever took one away by keys is at the next one, not at the top of the page.
    if (part === null)
      requestAnimationFrame(() =>
        (box.current?.querySelectorAll<HTMLElement>("[data-chip] button")[index] ?? box.current?.querySelector<HTMLElement>("[data-add]"))?.focus(),
      );
  };
  const add = (id: string | undefined): void => {
    const field = fields.find((one) => one.id === id);
    if (!field && id !== GROUP) return;
    setFresh(parts.length);
    change(withParts(filter, [...parts, field ? begun(field) : { any: [] }]));
  };
  return (
    <span ref={box} className={depth ? css.group : css.flat} role={depth ? "group" : undefined} aria-label={depth ? t("part.filter.group") : undefined}>
      {parts.map((part, index) => (
        // Conditions have no ids of their own: their place is what tells them apart.
        <span key={index} className={css.flat}>
          {index > 0 && (
            <button
              type="button"
              className={css.joint}
              disabled={disabled}
              aria-label={t("all" in filter ? "part.filter.andToOr" : "part.filter.orToAnd")}
              onClick={() => change(turned(filter))}
            >
              {t("all" in filter ? "part.filter.and" : "part.filter.or")}
            </button>
          )}
          {isGroup(part) ? (
            <span className={css.flat} data-chip>
              <Group fields={fields} filter={part} change={(next) => set(index, next)} disabled={disabled} depth={depth + 1} />
              {!disabled && (
                <button type="button" className={css.away} aria-label={t("part.filter.removeGroup")} onClick={() => set(index, null)}>
                  <X size={14} />
                </button>
              )}
            </span>
          ) : (
            <FilterChip
              fields={fields}
              condition={part}
              change={(next) => set(index, next)}
              remove={() => set(index, null)}
              fresh={fresh === index}
              disabled={disabled}
            />
          )}
        </span>
      ))}
      {!disabled && <Add fields={fields} add={add} deeper={depth < DEEPEST} small={parts.length > 0} />}
    </span>
  );
}

function Add({ fields, add, deeper, small }: { fields: readonly Field[]; add: (id: string | undefined) => void; deeper: boolean; small: boolean }) {
  const { t } = useParts();
  const [open, setOpen] = useState(false);
  const options = [...fields.map(({ id, name }) => ({ value: id, label: name })), ...(deeper ? [{ value: GROUP, label: t("part.filter.anyGroup") }] : [])];
  return (
    <Pop
      opened={open}
      close={() => setOpen(false)}
      label={t("part.filter.add")}
      content={<OptionList label={t("part.filter.add")} options={options} chosen={[]} choose={([id]) => add(id)} leave={() => setOpen(false)} />}
    >
      <button
        type="button"
        data-add
        className={css.add}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={t("part.filter.add")}
        onClick={() => setOpen(!open)}
      >
        <ListFilter size={15} aria-hidden />
        {!small && t("part.filter.filter")}
      </button>
    </Pop>
  );
}
