import { Button } from "@mantine/core";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import { sessions } from "./resources.ts";
import type { SessionRow } from "../../data/types.ts";
import { useAction } from "../../ui/action.ts";
import { Ago, Note, Row, Section, Tag, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { LongRows } from "../../ui/Long.tsx";

export function Sessions() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { items, phase, refresh } = useResource(sessions, ME);
  const end = useAction(async (row: SessionRow) => {
    await workspace.api.delete("/v1/me/sessions/{session_id}", { path: { session_id: row.id } });
    await refresh();
  });
  const endAll = useAction(async () => {
    await workspace.api.delete("/v1/me/sessions");
    await refresh();
  });
  const sorted = [...items].sort((a, b) => Number(b.current) - Number(a.current) || b.used_at.localeCompare(a.used_at));
  return (
    <Section
      title={t("me.sessions")}
      lead={t("me.sessionsLead")}
      actions={
        items.length > 1 && (
          <Button size="xs" variant="default" loading={endAll.busy} onClick={() => void endAll.run()}>
            {t("me.endOthers")}
          </Button>
        )
      }
    >
      <Note>{end.error ?? endAll.error}</Note>
      {phase !== "ready" ? (
        <Waiting rows={3} />
      ) : (
        <LongRows
          label={t("me.sessions")}
          items={sorted}
          row={(row, place) => {
            const device = row.device || t("me.unknownDevice");
            return (
              <Row
                key={row.id}
                {...place}
                actions={
                  row.current ? (
                    <Tag tone="leaf">{t("me.thisDevice")}</Tag>
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      loading={end.busy}
                      aria-label={t("me.endOne", { device })}
                      onClick={() => void end.run(row)}
                    >
                      {t("me.end")}
                    </Button>
                  )
                }
              >
                <span style={{ display: "flex", gap: 12 }}>
                  {/phone|android|ios|mobile/i.test(device) ? <Smartphone size={20} aria-hidden /> : <Monitor size={20} aria-hidden />}
                  <span>
                    <strong>{device}</strong>
                    <span className={css.detail} style={{ display: "block" }}>
                      {[row.country, row.address].filter(Boolean).join(" · ")} · <Ago at={row.used_at} />
                    </span>
                  </span>
                </span>
              </Row>
            );
          }}
        />
      )}
    </Section>
  );
}
