import { useMemo, useState } from "react";
import { Page } from "../../ui/bits.tsx";
import { PeopleContext, useAllPeople } from "../../ui/fields/people.ts";
import { BoardExample, ListExample, TableExample, WideExample } from "./Collections.tsx";
import { ChartsExample, ComposerExample, StatesExample } from "./Others.tsx";
import { FieldsExample, FiltersExample, PickersExample } from "./Values.tsx";
import { PEOPLE } from "./examples.ts";
import css from "./parts.module.css";

const GROUPS = {
  table: [TableExample, WideExample],
  lists: [BoardExample, ListExample],
  values: [FieldsExample, PickersExample, FiltersExample],
  rest: [ChartsExample, ComposerExample, StatesExample],
} as const;
const NAMES: Record<keyof typeof GROUPS, string> = {
  table: "Table",
  lists: "Board, list",
  values: "Fields, pickers, filters",
  rest: "Charts, composer, states",
};

/** Every part of `src/ui` in its states. The words of the page itself are for whoever builds, and are English. */
export default function Parts() {
  const people = useAllPeople(PEOPLE);
  const [chosen, setChosen] = useState<keyof typeof GROUPS>("table");
  const examples = useMemo(() => GROUPS[chosen], [chosen]);
  return (
    <PeopleContext value={people}>
      <Page title="Parts" lead="What rooms are built of, each in its states." wide>
        <nav aria-label="Parts" className={css.groups}>
          {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
            <button key={group} type="button" aria-pressed={group === chosen} onClick={() => setChosen(group)}>
              {NAMES[group]}
            </button>
          ))}
        </nav>
        {examples.map((Example) => (
          <Example key={Example.name} />
        ))}
      </Page>
    </PeopleContext>
  );
}
