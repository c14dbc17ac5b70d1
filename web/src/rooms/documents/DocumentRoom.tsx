import { Button } from "@mantine/core";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useNoun, useOrgId, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import type { Workspace } from "../../core/workspace.ts";
import { documents } from "../../data/nouns.ts";
import { Note, useTitle, Waiting } from "../../ui/bits.tsx";
import { Editor } from "../editor/Editor.tsx";
import type { DocumentSession } from "../editor/session.ts";
import { sessionsOf } from "../editor/sessions.ts";
import Missing from "../../app/Missing.tsx";
import { DocumentBar } from "./DocumentBar.tsx";
import css from "./room.module.css";
import { Title } from "./Title.tsx";

/** Reads what this device holds of a document that somebody is about to open. */
export function ahead(workspace: Workspace, org: string, id: string): void {
  sessionsOf(workspace).get(org, id);
}

export default function DocumentRoom({ id }: { id: string }) {
  const workspace = useWorkspace();
  const org = useOrgId();
  const [turn, setTurn] = useState(0);
  const sessions = sessionsOf(workspace);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- each turn is another session
  const session = useMemo(() => sessions.get(org, id), [sessions, org, id, turn]);
  useEffect(() => {
    session.open();
    return () => sessions.leave(session);
  }, [sessions, session]);
  return <Open key={turn} session={session} org={org} id={id} again={() => setTurn(turn + 1)} />;
}

function Open({ session, org, id, again }: { session: DocumentSession; org: string; id: string; again: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const list = useNoun(documents, org);
  const view = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const document = list.byId.get(id);
  useTitle(document?.title || t("documents.untitled"));

  useEffect(() => {
    if (!document && list.phase === "ready") void workspace.collection(documents, org).refreshOne(id);
  }, [document, list.phase, workspace, org, id]);
  useEffect(() => {
    if (view.replaced) again();
  }, [view.replaced, again]);

  const { status } = view;
  const role = view.role ?? document?.role ?? "editor";
  const ended = status.state === "ended";
  const editable = !ended && role === "editor";
  const copy = (): void => void navigator.clipboard.writeText(session.text()).then(() => say(t("ui.copied")));

  // Never opened here, and the server says there is nothing for this person: one answer for "gone" and "not yours".
  if (ended && !view.ready && !document) return <Missing />;
  return (
    <article className={css.room} data-document={id} data-state={status.state}>
      <h1 className="visually-hidden">{document?.title || t("documents.untitled")}</h1>
      <DocumentBar org={org} document={document} id={id} view={view} role={role} />
      {ended && (
        <div className={css.notice} role="alert">
          <strong>{t("room.ended")}</strong>
          <p>{t(status.changes > 0 ? "room.endedUnsaved" : "room.endedText", { count: status.changes })}</p>
          <div className={css.noticeActions}>
            {status.changes > 0 && (
              <Button size="xs" onClick={copy}>
                {t("room.copyWords")}
              </Button>
            )}
            <Button size="xs" variant="default" component={Link} href={`/o/${org}/documents`}>
              {t("room.toList")}
            </Button>
          </div>
        </div>
      )}
      {status.state === "refused" && (
        <div className={css.notice} role="alert">
          <strong>{t("room.refused")}</strong>
          <p>{t("room.refusedText", { count: status.changes })}</p>
          <div className={css.noticeActions}>
            <Button size="xs" onClick={copy}>
              {t("room.copyWords")}
            </Button>
          </div>
        </div>
      )}
      {view.kept && <Note tone="amber">{t("room.kept")}</Note>}
      <div className={css.sheet}>
        <Title org={org} document={document} editable={editable} />
        {view.ready ? (
          <Editor session={session} editable={editable} label={t("editor.label", { title: document?.title || t("documents.untitled") })} />
        ) : status.state === "offline" || !navigator.onLine ? (
          <Note tone="amber">{t("room.notHere")}</Note>
        ) : (
          <Waiting rows={8} />
        )}
      </div>
    </article>
  );
}
