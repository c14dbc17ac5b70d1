import { Button } from "@mantine/core";
import { RotateCcw, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNoun, useOrgId, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { restoreDocument } from "../../data/changes.ts";
import { ME, orgs, trash } from "../../data/nouns.ts";
import { Ago, Empty, Page, Row, Rows, Waiting } from "../../ui/bits.tsx";

export default function Trash() {
  const { t } = useTranslation();
  const org = useOrgId();
  const workspace = useWorkspace();
  const { items, phase } = useNoun(trash, org);
  const days = useNoun(orgs, ME).byId.get(org)?.retention_days ?? 30;
  const gone = [...items].sort((a, b) => (b.deleted_at ?? "").localeCompare(a.deleted_at ?? ""));
  return (
    <Page title={t("nav.trash")} lead={t("trash.lead", { count: days })}>
      {phase !== "ready" ? (
        <Waiting />
      ) : gone.length === 0 ? (
        <Empty icon={Trash2} title={t("trash.emptyTitle")}>
          {t("trash.emptyText")}
        </Empty>
      ) : (
        <Rows label={t("nav.trash")}>
          {gone.map((document) => (
            <Row
              key={document.id}
              actions={
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<RotateCcw size={15} />}
                  aria-label={t("trash.restoreOne", { title: document.title })}
                  onClick={() => {
                    void workspace.change(restoreDocument(org, document));
                    void workspace.collection(trash, org).forget(document.id);
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
          ))}
        </Rows>
      )}
    </Page>
  );
}
