import { lazy, Suspense, useState } from "react";
import { DatePicker } from "../../ui/DatePicker.tsx";
import { Properties } from "../../ui/fields/Properties.tsx";
import type { Values } from "../../ui/fields/types.ts";
import { type Filter } from "../../ui/filters/filter.ts";
import { FilterBar } from "../../ui/filters/FilterBar.tsx";
import { PersonPicker } from "../../ui/PersonPicker.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Example } from "./Example.tsx";
import { FIELDS, PEOPLE, rows, TODAY } from "./examples.ts";
import css from "./parts.module.css";

const EmojiPicker = lazy(() => import("../../ui/EmojiPicker.tsx"));
const Calendar = lazy(() => import("../../ui/Calendar.tsx"));

export function FieldsExample() {
  const [values, setValues] = useState<Values>(() => rows(1)[0]!.values);
  const long = rows(7)[5]!.values;
  return (
    <Example title="Property fields" wide>
      <div className={css.columns}>
        <Properties label="Values" fields={FIELDS} values={values} change={(field, value) => setValues((now) => ({ ...now, [field.id]: value }))} />
        <Properties label="Empty" fields={FIELDS} values={{}} change={() => undefined} />
        <Properties
          label="Disabled, long"
          fields={FIELDS}
          values={{ ...long, labels: ["engine", "cards", "print", "risk"] }}
          change={() => undefined}
          disabled
        />
      </div>
    </Example>
  );
}

export function PickersExample() {
  const [day, setDay] = useState<string | null>(TODAY);
  const [who, setWho] = useState<readonly string[]>(["ada"]);
  const [several, setSeveral] = useState<readonly string[]>(["ada", "noor", "grace", "anh", "mary"]);
  const [sign, setSign] = useState("🔥");
  return (
    <Example title="Pickers" wide>
      <div className={css.line}>
        <DatePicker label="Due" value={day} choose={setDay} />
        <DatePicker label="No date" value={null} choose={() => undefined} />
        <DatePicker label="Disabled date" value={TODAY} choose={() => undefined} disabled />
        <PersonPicker label="Owner" people={PEOPLE} value={who} choose={setWho} />
        <PersonPicker label="Assignees" people={PEOPLE} value={several} choose={setSeveral} multiple />
        <PersonPicker label="Nobody yet" people={PEOPLE} value={[]} choose={() => undefined} />
      </div>
      <div className={css.columns}>
        <div className={css.boxed}>
          <Suspense fallback={<Skeleton kind="lines" />}>
            <Calendar label="Date" value={day} choose={setDay} leave={() => undefined} />
          </Suspense>
        </div>
        <div className={css.boxed}>
          <p>Chosen: {sign}</p>
          <Suspense fallback={<Skeleton kind="lines" />}>
            <EmojiPicker label="Emoji" choose={setSign} />
          </Suspense>
        </div>
      </div>
    </Example>
  );
}

export function FiltersExample() {
  const [filter, setFilter] = useState<Filter>({
    all: [
      { field: "status", op: "any-of", value: ["doing", "review"] },
      {
        any: [
          { field: "who", op: "any-of", value: ["@me"] },
          { field: "due", op: "until", value: "today+7" },
        ],
      },
      { field: "cost", op: "at-least", value: 100_000 },
      { field: "gone", op: "is", value: "x" },
    ],
  });
  return (
    <Example title="Filters" wide>
      <FilterBar label="Filter of the examples" fields={FIELDS} filter={filter} change={setFilter} />
      <FilterBar
        label="Disabled filter"
        fields={FIELDS}
        filter={{
          any: [
            { field: "ready", op: "is", value: true },
            { field: "name", op: "contains", value: "brass" },
          ],
        }}
        change={() => undefined}
        disabled
      />
    </Example>
  );
}
