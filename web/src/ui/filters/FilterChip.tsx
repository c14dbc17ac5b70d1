import { X } from "lucide-react";
import { type FormEvent, type KeyboardEvent, lazy, Suspense, useId, useState } from "react";
import { Waiting } from "../bits.tsx";
import { addDays, isoDay } from "../fields/days.ts";
import { usePeople } from "../fields/people.ts";
import { shortDay } from "../fields/said.ts";
import { type Field, kindOf, type Value } from "../fields/types.ts";
import { read, said, written } from "../fields/values.ts";
import OptionList, { type Choosable } from "../OptionList.tsx";
import { faced } from "../PersonPicker.tsx";
import { Pop } from "../Pop.tsx";
import { useParts } from "../words.ts";
import { type Condition, isOpen, ME, needsValue, type Operator, operatorsOf, withOperator } from "./filter.ts";
import css from "./filters.module.css";

const Calendar = lazy(() => import("../Calendar.tsx"));

interface Props {
  fields: readonly Field[];
  condition: Condition;
  change: (condition: Condition) => void;
  remove: () => void;
  /** Just made: it asks for its value at once. */
  fresh: boolean;
  disabled?: boolean;
}

export function FilterChip({ fields, condition, change, remove, fresh, disabled }: Props) {
  const { t } = useParts();
  const field = fields.find(({ id }) => id === condition.field);
  const [open, setOpen] = useState<"op" | "value" | null>(fresh && needsValue(condition.op) && condition.value === undefined ? "value" : null);
  const words = useSaid(field, condition);
  const pressed = (event: KeyboardEvent): void => {
    if ((event.key !== "Delete" && event.key !== "Backspace") || open || disabled) return;
    event.preventDefault();
    remove();
  };
  if (!field)
    return (
      <span className={css.chip} data-chip data-gone>
        <span className={css.name}>{t("part.filter.gone")}</span>
        <button type="button" className={css.away} aria-label={t("part.filter.remove", { name: t("part.filter.gone") })} onClick={remove}>
          <X size={14} />
        </button>
      </span>
    );
  const opWords = t(`part.filter.op.${kindOf(field) === "date" || kindOf(field) === "checkbox" ? `${kindOf(field)}.` : ""}${condition.op}`);
  const ops = operatorsOf(field);
  return (
    <span className={css.chip} data-chip data-open={isOpen(condition) || undefined} role="group" aria-label={`${field.name} ${opWords} ${words}`}>
      <span className={css.name}>
        <bdi>{field.name}</bdi>
      </span>
      {ops.length > 1 ? (
        <Pop
          opened={open === "op"}
          close={() => setOpen(null)}
          label={t("part.filter.how", { name: field.name })}
          content={
            <OptionList
              label={t("part.filter.how", { name: field.name })}
              options={ops.map((op) => ({ value: op, label: t(`part.filter.op.${kindOf(field) === "date" ? "date." : ""}${op}`) }))}
              chosen={[condition.op]}
              choose={([op]) => op && change(withOperator(condition, op as Operator))}
              leave={() => setOpen(null)}
            />
          }
        >
          <button type="button" disabled={disabled} aria-haspopup="listbox" aria-expanded={open === "op"} onKeyDown={pressed} onClick={() => setOpen("op")}>
            {opWords}
          </button>
        </Pop>
      ) : null}
      {needsValue(condition.op) && (
        <Pop
          opened={open === "value"}
          close={() => setOpen(null)}
          label={field.name}
          content={<ValueEditor field={field} condition={condition} change={change} close={() => setOpen(null)} />}
        >
          <button
            type="button"
            className={css.value}
            disabled={disabled}
            aria-expanded={open === "value"}
            aria-label={t("part.filter.what", { name: field.name, value: words })}
            onKeyDown={pressed}
            onClick={() => setOpen("value")}
          >
            <bdi>{words}</bdi>
          </button>
        </Pop>
      )}
      {!disabled && (
        <button type="button" className={css.away} aria-label={t("part.filter.remove", { name: field.name })} onKeyDown={pressed} onClick={remove}>
          <X size={14} />
        </button>
      )}
    </span>
  );
}

const RELATIVE = ["today", "today+7", "today+30", "today-7", "today-30"] as const;

function useSaid(field: Field | undefined, condition: Condition): string {
  const { t, language } = useParts();
  const people = usePeople();
  if (!field || !needsValue(condition.op)) return "";
  if (isOpen(condition)) return "…";
  const { value } = condition;
  if (typeof value === "boolean") return t(value ? "part.yes" : "part.no");
  const kind = kindOf(field);
  if (kind === "date") {
    const text = String(value);
    const match = /^today(?:([+-])(\d+))?$/.exec(text);
    if (!match) return shortDay(text, language);
    return match[1] ? t(match[1] === "+" ? "part.date.ahead" : "part.date.ago", { count: Number(match[2]) }) : t("part.date.today");
  }
  if (kind === "money" && typeof value === "number") return said(field, { amount: value, currency: field.currency ?? "EUR" }, language);
  if (Array.isArray(value)) {
    const names = (value as readonly string[]).map((id) => (id === ME ? t("part.filter.me") : said(field, [id], language, people.byId)));
    return names.length > 2 ? `${names.slice(0, 2).join(", ")} +${names.length - 2}` : names.join(", ");
  }
  return said(field, value, language, people.byId);
}

function ValueEditor({ field, condition, change, close }: { field: Field; condition: Condition; change: (condition: Condition) => void; close: () => void }) {
  const { t } = useParts();
  const people = usePeople();
  const kind = kindOf(field);
  if (kind === "person" || kind === "choice" || kind === "multi-choice") {
    const options: readonly Choosable[] =
      kind === "person"
        ? [{ value: ME, label: t("part.filter.me") }, ...faced(people.all)]
        : (field.options ?? []).map(({ id, label }) => ({ value: id, label }));
    return (
      <OptionList
        label={field.name}
        options={options}
        chosen={Array.isArray(condition.value) ? (condition.value as readonly string[]) : []}
        multiple
        choose={(ids) => change({ ...condition, value: ids })}
        leave={close}
      />
    );
  }
  if (kind === "checkbox")
    return (
      <OptionList
        label={field.name}
        options={[
          { value: "yes", label: t("part.yes") },
          { value: "no", label: t("part.no") },
        ]}
        chosen={[condition.value === false ? "no" : "yes"]}
        choose={([id]) => change({ ...condition, value: id === "yes" })}
        leave={close}
      />
    );
  if (kind === "date") return <Day field={field} condition={condition} change={change} close={close} />;
  return <Typed field={field} condition={condition} change={change} close={close} />;
}

function Day({ field, condition, change, close }: { field: Field; condition: Condition; change: (condition: Condition) => void; close: () => void }) {
  const { t } = useParts();
  const text = typeof condition.value === "string" ? condition.value : null;
  const today = isoDay(new Date());
  const counted = /^today([+-]\d+)?$/.exec(text ?? "");
  return (
    <>
      <div className={css.relative} role="group" aria-label={t("part.filter.relative")}>
        {RELATIVE.map((one) => (
          <button key={one} type="button" aria-pressed={one === text} onClick={() => (change({ ...condition, value: one }), close())}>
            {one === "today" ? t("part.date.today") : t(one.includes("+") ? "part.date.ahead" : "part.date.ago", { count: Number(one.slice(6)) })}
          </button>
        ))}
      </div>
      <Suspense fallback={<Waiting rows={6} />}>
        <Calendar
          label={field.name}
          value={counted ? addDays(today, Number(counted[1] ?? 0)) : text}
          choose={(day) => change({ ...condition, value: day ?? undefined })}
          leave={close}
        />
      </Suspense>
    </>
  );
}

function Typed({ field, condition, change, close }: { field: Field; condition: Condition; change: (condition: Condition) => void; close: () => void }) {
  const { t, language } = useParts();
  const id = useId();
  const money = kindOf(field) === "money";
  const [text, setText] = useState(() =>
    condition.value === undefined
      ? ""
      : written(money ? { amount: Number(condition.value), currency: field.currency ?? "EUR" } : (condition.value as Value), language),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const plain = kindOf(field) === "text" || kindOf(field) === "url";
    const result = plain ? { value: text.trim() } : read({ ...field, required: false, least: undefined, most: undefined }, text, language);
    if ("problem" in result) return setProblem(t(result.problem));
    const { value } = result;
    change({ ...condition, value: value === null ? undefined : typeof value === "object" && "amount" in value ? value.amount : value });
    close();
  };
  return (
    <form className={css.typed} onSubmit={submit}>
      <input
        data-autofocus
        aria-label={field.name}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem ? id : undefined}
        value={text}
        onChange={(event) => (setText(event.target.value), setProblem(null))}
      />
      <button type="submit">{t("part.filter.apply")}</button>
      {problem && (
        <span id={id} role="alert" className={css.problem}>
          {problem}
        </span>
      )}
    </form>
  );
}
