import { Activity as Icon } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNoun, useOrgId } from "../../app/context.tsx";
import { activity } from "../../data/nouns.ts";
import type { ActivityEntry } from "../../data/types.ts";
import { day } from "../../i18n/dates.ts";
import { useProblemText } from "../../ui/action.ts";
import { Empty, Note, Page, Waiting } from "../../ui/bits.tsx";
import css from "./activity.module.css";
import { Feed } from "./Feed.tsx";

export default function Activity() {
  const { t, i18n } = useTranslation();
  const org = useOrgId();
  const { items, phase, error } = useNoun(activity, org);
  const problem = useProblemText();
  const days = useMemo(() => {
    const grouped = new Map<string, ActivityEntry[]>();
    for (const entry of [...items].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id))) {
      const key = new Date(entry.at).toDateString();
      grouped.set(key, [...(grouped.get(key) ?? []), entry]);
    }
    return [...grouped.values()];
  }, [items]);
  return (
    <Page title={t("nav.activity")} lead={t("activity.lead")}>
      {error && items.length === 0 && <Note tone="amber">{problem(error)}</Note>}
      {phase !== "ready" && !error ? (
        <Waiting rows={8} />
      ) : items.length === 0 ? (
        <Empty icon={Icon} title={t("activity.emptyTitle")}>
          {t("activity.emptyText")}
        </Empty>
      ) : (
        days.map((entries) => (
          <section key={entries[0]!.at} className={css.day}>
            <h2>{day(entries[0]!.at, i18n.language)}</h2>
            <Feed entries={entries} org={org} />
          </section>
        ))
      )}
    </Page>
  );
}
