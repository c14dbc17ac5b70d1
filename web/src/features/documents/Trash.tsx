import { Button } from "@mantine/core";
import { RotateCcw, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useOnline, useOrgId, useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { restoreDocument } from "./changes.ts";
import { ME } from "../../data/resources.ts";
import { orgs } from "../org/resources.ts";
import { trash } from "./resources.ts";
import { latestFirst } from "../../i18n/dates.ts";
import { Ago, Empty, Note, Page, Row, Waiting } from "../../ui/bits.tsx";
import { LongRows } from "../../ui/Long.tsx";

export default function Trash() {
  const { t } = useTranslation();
  const org = useOrgId();
  const workspace = useWorkspace();
  const { items, phase, error } = useResource(trash, org);
  const online = useOnline();
  const days = useResource(orgs, ME).byId.get(org)?.retention_days ?? 30;
  const gone = useMemo(() => [...items].sort((a, b) => latestFirst({ at: a.deleted_at ?? "" }, { at: b.deleted_at ?? "" })), [items]);
  return (
    <Page title={t("nav.trash")} lead={t("trash.lead", { count: days })}>
      {phase !== "ready" && (error || !online) && items.length === 0 ? (
        <Note tone="amber">{t("trash.offline")}</Note>
      ) : phase !== "ready" ? (
        <Waiting />
      ) : gone.length === 0 ? (
        <Empty icon={Trash2} title={t("trash.emptyTitle")}>
          {t("trash.emptyText")}
        </Empty>
      ) : (
        <LongRows
          label={t("nav.trash")}
          items={gone}
          row={(document, place) => (
            <Row
              key={document.id}
              {...place}
              actions={
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<RotateCcw size={15} />}
                  aria-label={t("trash.restoreOne", { title: document.title })}
                  onClick={() => {
                    void workspace.change(restoreDocument(org, document));
                    say(t("trash.restored", { title: document.title || t("documents.untitled") }));
                  }}
                >
                  {t("trash.restore")}
                </Button>
              }
            >
              <strong dir="auto">{document.title || t("documents.untitled")}</strong>
              <div className="quiet">
                <Ago at={document.deleted_at} />
              </div>
            </Row>
          )}
        />
      )}
    </Page>
  );
}
