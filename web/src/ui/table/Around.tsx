import { Columns3, Group, ListFilter, Plus, X } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Field } from "../fields/types.ts";
import OptionList from "../OptionList.tsx";
import { Pop } from "../Pop.tsx";
import { useParts } from "../words.ts";
import css from "./around.module.css";
import { chosen, columnsOf, ordered, sorted, sortOf, type TableView } from "./view.ts";

/** A row from its name alone: Enter makes it, and the next one can be typed at once. */
export function AddRow({ field, add }: { field: Field; add: (text: string) => void }) {
  const { t } = useParts();
  const [text, setText] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!text.trim()) return;
    add(text.trim());
    setText("");
  };
  return (
    <form className={css.add} onSubmit={submit}>
      <Plus size={16} aria-hidden />
      <input
        aria-label={t("part.table.add", { name: field.name })}
        placeholder={t("part.table.new")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

/** Above the foot of the page, where a thumb is: how many are chosen, and what can be done with them. */
export function BulkBar({ count, clear, children }: { count: number; clear: () => void; children: ReactNode }) {
  const { t } = useParts();
  return (
    <>
      <span role="status" className="visually-hidden">
        {count > 0 ? t("part.table.selected", { count }) : ""}
      </span>
      {count > 0 && (
        <div role="toolbar" aria-label={t("part.table.bulk")} className={css.bulk}>
          <strong>{t("part.table.selected", { count })}</strong>
          <span className={css.bulkActions}>{children}</span>
          <button type="button" className={css.bulkClear} aria-label={t("part.table.unselect")} onClick={clear}>
            <X size={16} />
          </button>
        </div>
      )}
    </>
  );
}

/** Which columns there are, by what they are grouped and sorted: what the headers' menus do one by one. */
export function TableTools({
  fields,
  view,
  changeView,
  children,
}: {
  fields: readonly Field[];
  view: TableView;
  changeView: (view: TableView) => void;
  children?: ReactNode;
}) {
  const { t } = useParts();
  const all = ordered(fields, view).map(({ id, name }) => ({ value: id, label: name }));
  const shown = columnsOf(fields, view).map(({ field }) => field.id);
  const sort = view.sort?.[0];
  return (
    <div className={css.tools}>
      {children}
      <span className={css.toolsEnd}>
        <Tool
          icon={<Group size={16} />}
          label={t("part.table.groupBy")}
          said={fields.find(({ id }) => id === view.group)?.name}
          options={all.slice(1)}
          chosen={view.group ? [view.group] : []}
          none={t("part.table.ungrouped")}
          choose={([group = null]) => changeView({ ...view, group, folded: [] })}
        />
        <Tool
          icon={<ListFilter size={16} />}
          label={t("part.table.sortBy")}
          said={sort && `${fields.find(({ id }) => id === sort.field)?.name ?? ""} ${sort.down ? "↓" : "↑"}`}
          options={all}
          chosen={sort ? [sort.field] : []}
          none={t("part.table.unsorted")}
          choose={([field]) => changeView(field ? sorted(view, field, sortOf(view, field) === "up" ? "down" : "up") : { ...view, sort: [] })}
        />
        <Tool
          icon={<Columns3 size={16} />}
          label={t("part.table.columns")}
          options={all.slice(1)}
          chosen={shown.slice(1)}
          multiple
          choose={(ids) => changeView(chosen(fields, view, [all[0]?.value ?? "", ...ids]))}
        />
      </span>
    </div>
  );
}

interface ToolProps {
  icon: ReactNode;
  label: string;
  said?: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  multiple?: boolean;
  none?: string;
  choose: (ids: readonly string[]) => void;
}

function Tool({ icon, label, said, ...list }: ToolProps) {
  const [open, setOpen] = useState(false);
  return (
    <Pop
      opened={open}
      close={() => setOpen(false)}
      label={label}
      position="bottom-end"
      content={<OptionList label={label} {...list} leave={() => setOpen(false)} />}
    >
      <button type="button" className={css.tool} aria-haspopup="listbox" aria-expanded={open} onClick={() => setOpen(!open)}>
        {icon}
        <span>{label}</span>
        {said && <strong>{said}</strong>}
      </button>
    </Pop>
  );
}
