import { ActionIcon, Button, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { changeProfile } from "./changes.ts";
import type { Hours as Week, Person } from "../../data/types.ts";
import { Section } from "../../ui/bits.tsx";
import form from "../../ui/form.module.css";
import css from "./me.module.css";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const MOST = 6;
type Day = (typeof DAYS)[number];
interface Span {
  start: string;
  end: string;
}

const weekOf = (person: Person): Record<Day, Span[]> =>
  Object.fromEntries(DAYS.map((day) => [day, ((person.working_hours ?? {}) as Week)[day] ?? []])) as Record<Day, Span[]>;

/** A Monday, so that the locale can name the days. */
const nameOf = (index: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + index));

/** After the last span of the day, or the usual working day. */
function following(spans: readonly Span[]): Span {
  const last = spans.at(-1)?.end;
  if (!last) return { start: "09:00", end: "17:00" };
  const hour = Number(last.slice(0, 2));
  return hour >= 22 ? { start: last, end: "23:59" } : { start: last, end: `${String(hour + 1).padStart(2, "0")}${last.slice(2)}` };
}

/** When a person is usually at work, in their own time zone; a day without a span is free. */
export function Hours({ person }: { person: Person }) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const [week, setWeek] = useState(() => weekOf(person));
  const dirty = JSON.stringify(week) !== JSON.stringify(weekOf(person));
  const wrong = DAYS.some((day) => week[day].some((span) => !(span.start < span.end)));
  const put = (day: Day, spans: Span[]): void => setWeek({ ...week, [day]: spans });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const some = DAYS.some((day) => week[day].length);
    void workspace.change(changeProfile(person, { working_hours: some ? week : null })).then(() => say(t("ui.kept")));
  };
  return (
    <Section title={t("hours.title")} lead={t("hours.lead", { zone: person.time_zone })}>
      <form className={form.form} onSubmit={submit}>
        <div className={css.week}>
          {DAYS.map((day, index) => {
            const name = nameOf(index, i18n.language);
            return (
              <div key={day} role="group" aria-label={name} className={css.day}>
                <span className={css.dayName}>{name}</span>
                <div className={css.spans}>
                  {week[day].length === 0 && <span className={css.free}>{t("hours.free")}</span>}
                  {week[day].map((span, at) => (
                    <span key={at} className={css.span}>
                      <TextInput
                        type="time"
                        size="xs"
                        required
                        aria-label={t("hours.from")}
                        value={span.start}
                        onChange={(event) => put(day, week[day].with(at, { ...span, start: event.target.value }))}
                      />
                      <span aria-hidden>–</span>
                      <TextInput
                        type="time"
                        size="xs"
                        required
                        aria-label={t("hours.to")}
                        error={span.start >= span.end}
                        value={span.end}
                        onChange={(event) => put(day, week[day].with(at, { ...span, end: event.target.value }))}
                      />
                      <ActionIcon variant="subtle" color="gray" size={28} aria-label={t("hours.remove")} onClick={() => put(day, week[day].toSpliced(at, 1))}>
                        <X size={15} />
                      </ActionIcon>
                    </span>
                  ))}
                </div>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  disabled={week[day].length >= MOST}
                  aria-label={t("hours.addTo", { day: name })}
                  onClick={() => put(day, [...week[day], following(week[day])])}
                >
                  <Plus size={16} />
                </ActionIcon>
              </div>
            );
          })}
        </div>
        <div className={form.end}>
          <Button type="submit" disabled={!dirty || wrong}>
            {t("ui.save")}
          </Button>
          <Button
            variant="default"
            onClick={() => setWeek(Object.fromEntries(DAYS.map((day, index) => [day, index < 5 ? [following([])] : []])) as Record<Day, Span[]>)}
          >
            {t("hours.usual")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
