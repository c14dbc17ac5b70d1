import "@mantine/dates/styles.layer.css";
import { DatePicker as Month, DatesProvider } from "@mantine/dates";
import "dayjs/locale/de";
import { type KeyboardEvent, useId, useState } from "react";
import { addDays, dateOf, firstDayOf, isoDay, nextWeekday, readDay } from "./fields/days.ts";
import { shortDay } from "./fields/said.ts";
import type { Leave } from "./OptionList.tsx";
import css from "./pickers.module.css";
import { useParts } from "./words.ts";

export interface CalendarProps {
  label: string;
  value: string | null;
  choose: (day: string | null) => void;
  leave: (how: Leave) => void;
  from?: string;
  to?: string;
  initial?: string;
}

/** What stands in the popover of a date: the line to type in, near days, and the month, which arrow keys go through. */
export default function Calendar({ label, value, choose, leave, from, to, initial = "" }: CalendarProps) {
  const { t, language } = useParts();
  const id = useId();
  const [typed, setTyped] = useState(initial);
  const [shown, setShown] = useState(value ?? isoDay(new Date()));
  const today = isoDay(new Date());
  const read = typed.trim() ? readDay(typed, language, new Date()) : null;
  const allowed = (day: string): boolean => (!from || day >= from) && (!to || day <= to);
  const take = (day: string | null, how: Leave = "done"): void => {
    if (day && !allowed(day)) return;
    choose(day);
    leave(how);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape") leave("given-up");
    else if (event.key === "Enter" && read) take(read);
    else if (event.key === "Enter" && !typed.trim()) leave("done");
    else if (event.key === "Tab" && read) take(read, event.shiftKey ? "back" : "next");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const near: [string, string][] = [
    [t("part.date.today"), today],
    [t("part.date.tomorrow"), addDays(today, 1)],
    [t("part.date.monday"), nextWeekday(today, 1)],
  ];
  const wrong = typed.trim() !== "" && (!read || !allowed(read));
  return (
    <div className={css.calendar}>
      <input
        data-autofocus
        className={css.search}
        aria-label={label}
        aria-describedby={`${id}-read`}
        aria-invalid={wrong || undefined}
        placeholder={t("part.date.type")}
        value={typed}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          const day = readDay(event.target.value, language, new Date());
          if (day) setShown(day);
        }}
        onKeyDown={pressed}
      />
      <p id={`${id}-read`} className={css.read} role="status" data-wrong={wrong || undefined}>
        {wrong
          ? read
            ? t("part.date.outside")
            : t("part.field.noDate")
          : read
            ? `↵ ${new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(dateOf(read))}`
            : " "}
      </p>
      <div className={css.near}>
        {near.map(([words, day]) => (
          <button key={day + words} type="button" disabled={!allowed(day)} onClick={() => take(day)}>
            {words} <small>{shortDay(day, language)}</small>
          </button>
        ))}
        {value && (
          <button type="button" onClick={() => take(null)}>
            {t("part.date.none")}
          </button>
        )}
      </div>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: firstDayOf(language) }}>
        <Month
          value={read ?? value}
          date={shown}
          onDateChange={setShown}
          onChange={(day) => day && take(day)}
          minDate={from}
          maxDate={to}
          highlightToday
          weekendDays={[]}
          ariaLabels={{
            nextMonth: t("part.date.next"),
            previousMonth: t("part.date.previous"),
            monthLevelControl: t("part.date.month"),
            yearLevelControl: t("part.date.year"),
          }}
          size="sm"
        />
      </DatesProvider>
    </div>
  );
}
