import { Button, Group } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { CopyRow } from "../core/documents.ts";
import type { Entry } from "../core/entries.ts";
import type { KeptImage } from "../core/images.ts";
import { textOf } from "../core/words.ts";
import { Ago } from "../ui/bits.tsx";
import { useNow, useSync, useWorkspace } from "./context.tsx";
import { say } from "./notify.tsx";
import { signInFrom } from "./signin.ts";
import css from "./syncPanel.module.css";
import { useSyncText } from "./syncText.ts";

/** What waits, what was refused, and what the person can do about it. */
export default function SyncPanel({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const outbox = useSyncExternalStore(workspace.outbox.subscribe, workspace.outbox.getSnapshot);
  const documents = useSyncExternalStore(workspace.documents.subscribe, workspace.documents.getSnapshot);
  const state = useSync();
  const now = useNow(5_000);
  const text = useSyncText()(state, now);
  const refused = outbox.entries.filter((entry) => entry.state === "refused");
  const waiting = outbox.entries.filter((entry) => entry.state !== "refused");
  return (
    <div className={css.panel}>
      <h2>{text}</h2>
      <p className="quiet">{t(`sync.explain.${state.kind}`)}</p>
      {refused.map((entry) => (
        <RefusedCard key={entry.seq} entry={entry} />
      ))}
      <Aside />
      <Pictures />
      {(waiting.length > 0 || documents.size > 0) && (
        <ul className={css.waiting}>
          {waiting.slice(0, 12).map((entry) => (
            <li key={entry.seq}>
              {t(entry.label.key, entry.label.values)}{" "}
              <small className="quiet">
                <Ago at={entry.at} />
              </small>
            </li>
          ))}
          {documents.size > 0 && <li>{t("sync.documents", { count: documents.size })}</li>}
        </ul>
      )}
      {(state.kind === "offline" || state.kind === "slow") && (
        <Button size="xs" variant="light" onClick={() => workspace.outbox.wake()}>
          {t("sync.tryNow")}
        </Button>
      )}
      {state.kind === "signed-out" && (
        <Button size="xs" component={Link} href={signInFrom(location.pathname)} onClick={close}>
          {t("auth.signIn")}
        </Button>
      )}
    </div>
  );
}

function wordsOf(body: Record<string, unknown> | undefined): string {
  return Object.values(body ?? {})
    .flat()
    .filter((value) => typeof value === "string" && !/^[0-9a-f-]{36}$/.test(value))
    .join("\n");
}

function RefusedCard({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const words = wordsOf(entry.body);
  const theirs = wordsOf(entry.refusal?.theirs);
  const reason = i18n.exists(`problem.${entry.refusal?.code}`) ? t(`problem.${entry.refusal?.code}`) : (entry.refusal?.detail ?? "");
  const keepMine = (): void => void workspace.outbox.retry(entry.seq, { version: null });
  return (
    <article className={css.card} aria-label={t("sync.refusedOne")}>
      <strong>{t(entry.label.key, entry.label.values)}</strong>
      <p>{reason}</p>
      {words && <blockquote dir="auto">{words}</blockquote>}
      {theirs && (
        <>
          <small className="quiet">{t("sync.theirs")}</small>
          <blockquote dir="auto">{theirs}</blockquote>
        </>
      )}
      <Group gap="xs">
        <Button size="compact-sm" onClick={entry.refusal?.theirs ? keepMine : () => void workspace.outbox.retry(entry.seq)}>
          {t(entry.refusal?.theirs ? "sync.keepMine" : "ui.retry")}
        </Button>
        {words && (
          <Button size="compact-sm" variant="default" onClick={() => void navigator.clipboard.writeText(words).then(() => say(t("ui.copied")))}>
            {t("ui.copy")}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => void workspace.outbox.discard(entry.seq)}>
          {t("sync.discard")}
        </Button>
      </Group>
    </article>
  );
}

/** Words typed into documents that closed before they could be saved. */
function Aside() {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const [rows, setRows] = useState<CopyRow[]>([]);
  useEffect(() => {
    const look = (): void => void workspace.documents.copies().then(setRows);
    look();
    return workspace.documents.subscribe(look);
  }, [workspace]);
  return rows.map((row) => {
    const words = textOf(row.state);
    return (
      <article key={row.topic + row.key} className={css.card} aria-label={t("sync.refusedOne")}>
        <strong>{t("sync.aside")}</strong>
        <p>{i18n.exists(`problem.${row.reason}`) ? t(`problem.${row.reason}`) : t("sync.asideWhy")}</p>
        {words && <blockquote dir="auto">{words.slice(0, 600)}</blockquote>}
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => void navigator.clipboard.writeText(words).then(() => say(t("ui.copied")))}>
            {t("ui.copy")}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => void workspace.documents.forget(row.topic, row.key)}>
            {t("sync.discard")}
          </Button>
        </Group>
      </article>
    );
  });
}

/** Pictures that the server did not take: still here, still visible to whoever put them in. */
function Pictures() {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const [rows, setRows] = useState<(KeptImage & { url: string })[]>([]);
  useEffect(() => {
    const look = (): void => void workspace.images.refused().then((all) => setRows(all.map((one) => ({ ...one, url: URL.createObjectURL(one.blob) }))));
    look();
    return workspace.images.subscribe(look);
  }, [workspace]);
  return rows.map(({ url, ...image }) => (
    <article key={image.id} className={css.card} aria-label={t("sync.refusedOne")}>
      <strong>{t("sync.picture")}</strong>
      <p>{i18n.exists(`problem.${image.refused}`) ? t(`problem.${image.refused}`) : t("sync.asideWhy")}</p>
      <img src={url} alt="" width={160} />
      <Group gap="xs">
        <Button
          size="compact-sm"
          onClick={() => void workspace.images.keep({ ...image, pending: true, refused: undefined }).then(() => workspace.outbox.wake())}
        >
          {t("ui.retry")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => void workspace.images.keep({ ...image, refused: undefined })}>
          {t("sync.discard")}
        </Button>
      </Group>
    </article>
  ));
}
