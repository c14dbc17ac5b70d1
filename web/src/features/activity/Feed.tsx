import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useResource } from "../../app/context.tsx";
import { documents } from "../documents/resources.ts";
import { members } from "../org/resources.ts";
import type { ActivityEntry } from "../../data/types.ts";
import { day, sameDay } from "../../i18n/dates.ts";
import { Ago, Face } from "../../ui/bits.tsx";
import { Long, type Place } from "../../ui/Long.tsx";
import css from "./activity.module.css";
import { type Group, grouped, manyOf } from "./grouped.ts";

/** Of those in a group so many are named. */
const EACH = 3;

/** One sentence for each kind of event we have words for; others are named as they are. */
export function useSentence(org: string): (entry: ActivityEntry) => { who: string; whoId: string; what: string; link: string | null; title: string | null } {
  const { t, i18n } = useTranslation();
  const people = useResource(members, org);
  const held = useResource(documents, org);
  return (entry) => {
    const whoId = entry.actor?.id ?? "";
    const who = people.byId.get(whoId)?.name ?? entry.actor?.name ?? t("activity.someone");
    const key = `event.${entry.type.replaceAll(".", "_")}`;
    const isDocument = entry.object?.type === "document";
    const known = isDocument ? held.byId.get(entry.object.id) : undefined;
    const data = entry.data ?? {};
    const title = known?.title || entry.object.title || (data.title as string | undefined) || null;
    // A version whose name was taken off has none in this, either.
    const name = entry.type === "document.version_named" ? ((entry.changes.name?.after as string | null | undefined) ?? null) : undefined;
    const what =
      name === null
        ? t("event.document_version_unnamed")
        : name
          ? t("event.document_version_named_as", { name })
          : i18n.exists(key)
            ? t(key)
            : entry.type.replaceAll(/[._]/g, " ");
    const self = entry.object?.id === whoId;
    if (self) return { who, whoId, what, title: null, link: null };
    return { who, whoId, what, title: isDocument ? title || t("documents.untitled") : title, link: known ? `/o/${org}/documents/${known.id}` : null };
  };
}

/** `days`: each day is named above its first entry. */
export function Feed({
  entries: all,
  org,
  small,
  days,
  most,
}: {
  entries: readonly ActivityEntry[];
  org: string;
  small?: boolean;
  days?: boolean;
  most?: number;
}) {
  const { t, i18n } = useTranslation();
  const sentence = useSentence(org);
  const entries = useMemo(() => grouped(all).slice(0, most), [all, most]);
  const row = ({ entry, others }: Group, place: Place, index: number) => {
    const { who, whoId, what, link, title } = sentence(entry);
    const first = days && !(entries[index - 1] && sameDay(entries[index - 1]!.entry.at, entry.at));
    return (
      <li key={entry.id} className={css.entry} {...place}>
        {first && <h2>{day(entry.at, i18n.language)}</h2>}
        <Face id={whoId} name={who} size={small ? 24 : 32} />
        <div className={css.text}>
          <p>
            <strong>
              <bdi>{who}</bdi>
            </strong>{" "}
            {others.length ? t(manyOf(entry), { count: others.length + 1 }) : what}{" "}
            {others.length === 0 &&
              title &&
              (link ? (
                <Link href={link}>
                  <bdi>{title}</bdi>
                </Link>
              ) : (
                <bdi className={css.title}>{title}</bdi>
              ))}
          </p>
          {others.length > 0 && (
            <p className={css.each}>
              {[entry, ...others].slice(0, EACH).map((one) => {
                const { link: to, title: name } = sentence(one);
                return to ? (
                  <Link key={one.id} href={to}>
                    <bdi>{name}</bdi>
                  </Link>
                ) : (
                  <bdi key={one.id}>{name}</bdi>
                );
              })}
              {others.length >= EACH && <span className="quiet">+{others.length + 1 - EACH}</span>}
            </p>
          )}
          <small className="quiet">
            <Ago at={entry.at} />
          </small>
        </div>
      </li>
    );
  };
  return (
    <Long items={entries} keyOf={({ entry }) => entry.id} size={62} row={row}>
      {(rows, list) => (
        <ol className={css.feed} data-small={small || undefined} {...list}>
          {rows}
        </ol>
      )}
    </Long>
  );
}
