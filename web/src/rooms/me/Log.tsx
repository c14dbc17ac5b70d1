import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNoun } from "../../app/context.tsx";
import { ME, securityLog } from "../../data/nouns.ts";
import type { SecurityEntry } from "../../data/types.ts";
import { moment } from "../../i18n/dates.ts";
import { useProblemText } from "../../ui/action.ts";
import { Empty, Note, Row, Rows, Section, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

/** What happened to the account, so that a person notices what was not them. */
export function Log() {
  const { t, i18n } = useTranslation();
  const problem = useProblemText();
  const { items, phase, error } = useNoun(securityLog, ME);
  const what = (entry: SecurityEntry): string => {
    const key = `log.${entry.type.replaceAll(".", "_")}`;
    return i18n.exists(key) ? t(key) : entry.type.replaceAll(/[._]/g, " ");
  };
  const sorted = [...items].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Section title={t("me.log")} lead={t("me.logLead")}>
      {error && <Note tone="amber">{problem(error)}</Note>}
      {phase !== "ready" ? (
        <Waiting rows={6} />
      ) : sorted.length === 0 ? (
        <Empty icon={ScrollText} title={t("org.noAudit")} />
      ) : (
        <Rows label={t("me.log")}>
          {sorted.map((entry) => (
            <Row key={entry.id} actions={<time className={css.detail} dateTime={entry.at}>{moment(entry.at, i18n.language)}</time>}>
              <strong>{what(entry)}</strong>
              <div className={css.detail}>{[entry.device, entry.country, entry.address].filter(Boolean).join(" · ")}</div>
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
