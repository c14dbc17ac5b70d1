import { ScrollText } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useResource } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import { securityLog } from "./resources.ts";
import type { SecurityEntry } from "../../data/types.ts";
import { latestFirst, moment } from "../../i18n/dates.ts";
import { useProblemText } from "../../ui/action.ts";
import { Empty, Note, Row, Section, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { LongRows, Older } from "../../ui/Long.tsx";

/** What happened to the account, so that a person notices what was not them. */
export function Log() {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const view = useResource(securityLog, ME);
  const { items, phase, error } = view;
  const what = (entry: SecurityEntry): string => {
    const key = `log.${entry.type.replaceAll(".", "_")}`;
    return i18n.exists(key) ? t(key) : entry.type.replaceAll(/[._]/g, " ");
  };
  const sorted = useMemo(() => [...items].sort(latestFirst), [items]);
  return (
    <Section title={t("me.log")} lead={t("me.logLead")}>
      {error && <Note tone="amber">{problem(error)}</Note>}
      {phase !== "ready" ? (
        <Waiting rows={6} />
      ) : sorted.length === 0 ? (
        <Empty icon={ScrollText} title={t("org.noAudit")} />
      ) : (
        <LongRows
          label={t("me.log")}
          items={sorted}
          row={(entry, place) => (
            <Row
              key={entry.id}
              {...place}
              actions={
                <time className={css.detail} dateTime={entry.at}>
                  {moment(entry.at, i18n.language)}
                </time>
              }
            >
              <strong>{what(entry)}</strong>
              <div className={css.detail}>{[entry.device, entry.country, entry.address].filter(Boolean).join(" · ")}</div>
            </Row>
          )}
        />
      )}
      <Older view={view} count={items.length} />
    </Section>
  );
}
