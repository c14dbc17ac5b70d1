import { type KeyboardEvent, lazy, Suspense, useId, useMemo, useRef, useState } from "react";
import { Waiting } from "../bits.tsx";
import OptionList, { type Choosable, type Leave } from "../OptionList.tsx";
import { faced } from "../PersonPicker.tsx";
import { Pop } from "../Pop.tsx";
import { useParts } from "../words.ts";
import css from "./fields.module.css";
import { usePeople } from "./people.ts";
import { Chip, Shown } from "./Shown.tsx";
import { type Field, idsOf, kindOf, type Value } from "./types.ts";
import { read, written } from "./values.ts";

const Calendar = lazy(() => import("../Calendar.tsx"));

export interface FieldEditorProps {
  field: Field;
  value: Value | undefined;
  /** What was typed to begin: it takes the place of the value. */
  initial?: string;
  /** A value that holds, and how the editor was left. */
  commit: (value: Value, leave: Leave) => void;
  giveUp: () => void;
}

/** One value being written, in the place where it is shown. It commits when it is left, except by Escape. */
export default function FieldEditor(props: FieldEditorProps) {
  const kind = kindOf(props.field);
  if (kind === "person" || kind === "choice" || kind === "multi-choice") return <OfList {...props} />;
  if (kind === "date") return <OfDate {...props} />;
  return <OfText {...props} />;
}

const MODES = { number: "decimal", money: "decimal", url: "url" } as const;

function OfText({ field, value, initial, commit, giveUp }: FieldEditorProps) {
  const { t, language } = useParts();
  const id = useId();
  const [text, setText] = useState(() => initial ?? written(value, language));
  const [problem, setProblem] = useState<string | null>(null);
  /** Enter moves the focus, which is leaving the field as well: said once. */
  const over = useRef(false);
  const leave = (how: Leave): boolean => {
    if (over.current) return true;
    const result = read(field, text, language);
    if ("problem" in result) {
      setProblem(t(result.problem, { count: result.most }));
      return false;
    }
    over.current = true;
    commit(result.value, how);
    return true;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (event.key === "Escape") {
      over.current = true;
      giveUp();
    } else if (event.key === "Enter") leave("done");
    else if (event.key === "Tab") leave(event.shiftKey ? "back" : "next");
    else return;
    event.preventDefault();
  };
  const kind = kindOf(field);
  return (
    <span className={css.writing}>
      <input
        // The editor appears because somebody asked to write here.
        autoFocus
        className={css.input}
        aria-label={field.name}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem ? id : undefined}
        inputMode={kind in MODES ? MODES[kind as keyof typeof MODES] : undefined}
        value={text}
        data-number={kind === "number" || kind === "money" || undefined}
        autoComplete="off"
        onFocus={(event) => initial === undefined && event.target.select()}
        onChange={(event) => (setText(event.target.value), setProblem(null))}
        onKeyDown={pressed}
        onBlur={() => {
          // What cannot be kept is not thrown away either: it stays until it is mended or given up.
          leave("left");
        }}
      />
      {problem && (
        <span id={id} role="alert" className={css.problem}>
          {problem}
        </span>
      )}
    </span>
  );
}

function OfDate({ field, value, initial, commit, giveUp }: FieldEditorProps) {
  const picked = useRef<Value | undefined>(undefined);
  const leave = (how: Leave): void => (picked.current === undefined || how === "given-up" ? giveUp() : commit(picked.current, how));
  return (
    <Pop
      opened
      close={giveUp}
      label={field.name}
      content={
        <Suspense fallback={<Waiting rows={6} />}>
          <Calendar
            label={field.name}
            value={typeof value === "string" ? value : null}
            initial={initial}
            choose={(day) => void (picked.current = day)}
            leave={leave}
          />
        </Suspense>
      }
    >
      <span className={css.anchor}>
        <Shown field={field} value={value} />
      </span>
    </Pop>
  );
}

function OfList({ field, value, initial, commit, giveUp }: FieldEditorProps) {
  const { t } = useParts();
  const people = usePeople();
  const kind = kindOf(field);
  const several = kind === "multi-choice" || (kind === "person" && field.multiple);
  const [chosen, setChosen] = useState<readonly string[]>(() => idsOf(value));
  const now = useRef(chosen);
  const options = useMemo<readonly Choosable[]>(
    () =>
      kind === "person"
        ? faced(people.all)
        : (field.options ?? []).map((option) => ({ value: option.id, label: option.label, mark: <Dot colour={option.colour} /> })),
    [kind, people.all, field.options],
  );
  const made = (): Value => (kind === "choice" ? (now.current[0] ?? null) : now.current);
  return (
    <Pop
      opened
      close={() => commit(made(), "left")}
      giveUp={giveUp}
      label={field.name}
      content={
        <OptionList
          label={field.name}
          options={options}
          chosen={chosen}
          multiple={several}
          initial={initial}
          none={several || field.required ? undefined : t(kind === "person" ? "part.person.none" : "part.field.none")}
          choose={(ids) => (setChosen(ids), (now.current = ids))}
          leave={(how) => (how === "given-up" ? giveUp() : commit(made(), how))}
        />
      }
    >
      <span className={css.anchor}>
        {kind === "choice" && chosen[0] ? (
          <Chip option={field.options?.find(({ id }) => id === chosen[0]) ?? { id: chosen[0], label: "?" }} />
        ) : (
          <Shown field={field} value={chosen} />
        )}
      </span>
    </Pop>
  );
}

export const Dot = ({ colour }: { colour?: string }) => <span className={css.dot} data-colour={colour} aria-hidden />;
