import { useTranslation } from "react-i18next";
import { useResource, useOrgId } from "../../app/context.tsx";
import { members } from "../org/resources.ts";
import type { Version } from "../../data/types.ts";
import { clock, day, listed, longDay, moment } from "../../i18n/dates.ts";
import { dayKind } from "./rows.ts";

export interface Writer {
  id: string;
  name: string;
  picture: string | null;
}

interface Labels {
  /** A day, as a heading of the list. */
  day(at: string): string;
  time(at: string): string;
  /** Day and time, as the heading of a version. */
  moment(at: string): string;
  /** What a version is called: by its name, else by its time. */
  title(version: Version): string;
  writers(ids: readonly string[]): Writer[];
  names(writers: readonly Writer[]): string;
}

export function useLabels(): Labels {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const people = useResource(members, useOrgId());
  const dayOf = (at: string): string => {
    const kind = dayKind(at, Date.now());
    if (kind === "today" || kind === "yesterday") return t(`history.${kind}`);
    return kind === "day" ? day(at, language) : longDay(at, language);
  };
  const at = (time: string): string => {
    const kind = dayKind(time, Date.now());
    return kind === "date" ? moment(time, language) : t("history.moment", { day: dayOf(time), time: clock(time, language) });
  };
  return {
    day: dayOf,
    time: (time) => clock(time, language),
    moment: at,
    title: (version) => version.name ?? at(version.created_at),
    writers: (ids) =>
      ids.map((id) => {
        const person = people.byId.get(id);
        return { id, name: person?.name ?? t("activity.someone"), picture: person?.picture_url ?? null };
      }),
    names: (writers) => listed([...new Set(writers.map((writer) => writer.name))], language),
  };
}
