import { Button, TextInput } from "@mantine/core";
import { Download, ScrollText, Search } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import { ME } from "../../data/resources.ts";
import { jobs } from "../jobs/resources.ts";
import { audit, members, teams } from "./resources.ts";
import { rank } from "../../data/search.ts";
import type { AuditEntry, Org } from "../../data/types.ts";
import { latestFirst, moment } from "../../i18n/dates.ts";
import { useAction } from "../../ui/action.ts";
import { Empty, Note, Row, Section, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { LongRows, Older } from "../../ui/Long.tsx";
import { changesOf } from "./changed.ts";

export function Audit({ org }: { org: Org }) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const view = useResource(audit, org.id);
  const people = useResource(members, org.id).byId;
  const groups = useResource(teams, org.id).byId;
  const names = {
    person: (id: string) => people.get(id)?.name ?? t("activity.someone"),
    team: (id: string) => groups.get(id)?.name ?? t("changed.goneTeam"),
    locale: i18n.language,
  };
  const [query, setQuery] = useState("");
  const who = (entry: AuditEntry): string => people.get(entry.actor?.id ?? "")?.name ?? entry.actor?.name ?? t("activity.someone");
  const what = (entry: AuditEntry): string => {
    const key = `event.${entry.type.replaceAll(".", "_")}`;
    return i18n.exists(key) ? t(key) : entry.type.replaceAll(/[._]/g, " ");
  };
  const shown = useMemo(() => {
    const sorted = [...view.items].sort(latestFirst);
    return rank(query, sorted, (entry) => `${who(entry)} ${what(entry)} ${entry.type} ${entry.address ?? ""}`);
    // eslint-disable-next-line -- who and what follow from these
  }, [view.items, query, people, i18n.language]);
  const save = useAction(async () => {
    const job = await workspace.api.post("/v1/orgs/{org_id}/audit/export", { path: { org_id: org.id }, body: { format: "csv" }, idempotencyKey: newId() });
    await workspace.collection(jobs, ME).accept(job);
    say(t("job.started"));
  });
  return (
    <Section
      title={t("org.audit")}
      lead={t("org.auditLead")}
      actions={
        <Button size="xs" variant="default" leftSection={<Download size={15} />} loading={save.busy} onClick={() => void save.run()}>
          {t("org.export")}
        </Button>
      }
    >
      <Note>{save.error}</Note>
      <TextInput
        data-filter
        mb="sm"
        leftSection={<Search size={16} />}
        aria-label={t("org.findAudit")}
        placeholder={t("org.findAudit")}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {view.phase !== "ready" ? (
        <Waiting rows={8} />
      ) : shown.length === 0 ? (
        <Empty icon={ScrollText} title={t("org.noAudit")} />
      ) : (
        <LongRows
          key={query}
          label={t("org.audit")}
          items={shown}
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
              <strong>{who(entry)}</strong> {what(entry)}
              <div className={css.detail}>{[entry.object.title, entry.address, ...changesOf(entry, t, names)].filter(Boolean).join(" · ")}</div>
            </Row>
          )}
        />
      )}
      <Older view={view} count={view.items.length} />
    </Section>
  );
}
