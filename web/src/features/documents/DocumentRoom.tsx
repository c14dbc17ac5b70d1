import { Button } from "@mantine/core";
import { lazy, type RefObject, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { useKept, useResource, useOrgId, useWorkspace } from "../../app/context.tsx";
import { later, optional } from "../../app/later.tsx";
import { say } from "../../app/notify.tsx";
import { overlay } from "../../app/overlays.ts";
import { visited } from "../../app/recent.ts";
import type { Workspace } from "../../core/workspace.ts";
import { documents } from "./resources.ts";
import { Note, useTitle, Waiting } from "../../ui/bits.tsx";
import { Editor } from "../editor/Editor.tsx";
import type { DocumentSession } from "../editor/session.ts";
import { sessionsOf } from "../editor/sessions.ts";
import Missing from "../../app/Missing.tsx";
import { watching } from "../watching/resources.ts";
import { iWentBack } from "./back.ts";
import { beginWith, dropEmptyFirst, leavesUpward } from "./border.ts";
import { DocumentCover } from "./DocumentCover.tsx";
import { DocumentIcon } from "./DocumentIcon.tsx";
import { DocumentBar } from "./DocumentBar.tsx";
import css from "./room.module.css";
import { Title } from "./Title.tsx";

const HistoryRoom = later(() => import("../history/HistoryRoom.tsx"));
const StartWith = optional(() => import("../templates/StartWith.tsx"));
const NameVersion = lazy(() => import("../history/NameVersion.tsx"));
const PAST = /^history(?:\/([^/]+))?\/?$/;

/** Reads what this device holds of a document that somebody is about to open. */
export function prefetch(workspace: Workspace, org: string, id: string): void {
  sessionsOf(workspace).get(org, id);
}

export default function DocumentRoom({ id, part }: { id: string; part: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const org = useOrgId();
  const [turn, setTurn] = useState(0);
  const sessions = sessionsOf(workspace);
  // Its menu says whether the person watches it, also when it is first opened without the network.
  useKept(watching, org);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- each turn is another session
  const session = useMemo(() => sessions.get(org, id), [sessions, org, id, turn]);
  useEffect(() => {
    session.open();
    return () => sessions.leave(session);
  }, [sessions, session]);
  useEffect(
    () =>
      session.subscribe(() => {
        const { replaced, kept } = session.getSnapshot();
        if (!replaced) return;
        if (kept) say(t(kept.reason === "epoch_changed" ? "room.replacedKept" : "room.refusedKept"));
        else if (!iWentBack(id)) say(t("room.replaced"));
        setTurn((now) => now + 1);
      }),
    [session, id, t],
  );
  // The present and the past of a document are two views of one session: going from one to the other closes nothing.
  const past = PAST.exec(part);
  if (part && !past) return <Missing />;
  return (
    <>
      {past ? (
        <Suspense fallback={<Waiting rows={8} />}>
          <HistoryRoom session={session} version={past[1] ?? null} />
        </Suspense>
      ) : (
        <Open key={turn} session={session} org={org} id={id} />
      )}
      <Naming session={session} />
      <HistoryKey session={session} part={part} />
    </>
  );
}

/** The log holds what no editor can show. Nothing of it is lost: it can be looked at, and gone back in. */
function Broken({ href, copy }: { href: string; copy: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.notice} role="alert">
      <strong>{t("room.broken")}</strong>
      <p>{t("room.brokenText")}</p>
      <div className={css.noticeActions}>
        <Button size="xs" component={Link} href={href}>
          {t("history.title")}
        </Button>
        <Button size="xs" variant="default" onClick={copy}>
          {t("room.copyWords")}
        </Button>
      </div>
    </div>
  );
}

/** The dialog that names this moment, wherever it was asked for. */
function Naming({ session }: { session: DocumentSession }) {
  const asked = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot) === "name-version";
  useEffect(() => () => void (overlay.getSnapshot() === "name-version" && overlay.hide()), []);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <NameVersion session={session} close={overlay.hide} />
    </Suspense>
  );
}

/** Ctrl Alt Shift H, as elsewhere: to the history and back, while writing too. */
function HistoryKey({ session, part }: { session: DocumentSession; part: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { org, id } = session;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      // By its place: with Alt held, the key says something else on many keyboards.
      if (event.code !== "KeyH" || !event.altKey || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const role = session.getSnapshot().role ?? workspace.collection(documents, org).getSnapshot().byId.get(id)?.role;
      if (role !== undefined && role !== "editor") return say(t("history.editorsOnly"));
      navigate(`/o/${org}/documents/${id}${part ? "" : "/history"}`);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [session, workspace, org, id, part, t]);
  return null;
}

function Open({ session, org, id }: { session: DocumentSession; org: string; id: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const list = useResource(documents, org);
  const view = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const document = list.byId.get(id);
  useTitle(document?.title || t("documents.untitled"));
  useEffect(() => visited(org, id), [org, id]);

  useEffect(() => {
    if (!document && list.phase === "ready") void workspace.collection(documents, org).refreshOne(id);
  }, [document, list.phase, workspace, org, id]);

  const sheet = useRef<HTMLDivElement>(null);
  const { status } = view;
  const role = view.role ?? document?.role ?? "editor";
  const ended = status.state === "ended";
  const editable = !ended && role === "editor";
  useBlankPage(sheet, session, editable);
  useWayUp(sheet, session, editable);
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
      <div className={css.sheet} ref={sheet} data-wide={document?.wide || undefined}>
        <DocumentCover org={org} document={document} editable={editable} />
        <DocumentIcon org={org} document={document} editable={editable} />
        <Title org={org} document={document} editable={editable} split={(rest) => session.host && beginWith(session.host.editor, rest)} />
        {view.broken ? (
          <Broken href={`/o/${org}/documents/${id}/history`} copy={copy} />
        ) : view.ready ? (
          <>
            <Editor session={session} editable={editable} label={t("editor.label", { title: document?.title || t("documents.untitled") })} />
            {editable && document?.owner_id === workspace.person && (
              <Suspense fallback={null}>
                <StartWith session={session} document={document} />
              </Suspense>
            )}
          </>
        ) : status.state === "offline" || !navigator.onLine ? (
          <Note tone="amber">{t("room.notHere")}</Note>
        ) : (
          <Waiting rows={8} />
        )}
      </div>
    </article>
  );
}

/** A click on the blank page below the words is meant for them: the caret goes to the end. */
function useBlankPage(sheet: RefObject<HTMLElement | null>, session: DocumentSession, editable: boolean): void {
  // Before the words are painted: who sees them may click.
  useLayoutEffect(() => {
    const page = sheet.current?.closest("main");
    if (!page || !editable) return;
    const pressed = (event: MouseEvent): void => {
      const target = event.target as HTMLElement;
      const words = session.host?.element;
      const blank =
        target === page || target === sheet.current || target === sheet.current?.parentElement || target === words?.parentElement || target === words;
      if (event.button !== 0 || !words || !blank || event.clientY < words.getBoundingClientRect().bottom) return;
      event.preventDefault();
      session.host?.editor.commands.focus("end");
    };
    page.addEventListener("mousedown", pressed);
    return () => page.removeEventListener("mousedown", pressed);
  }, [sheet, session, editable]);
}

/** Arrow Up and Backspace at the beginning of the text lead to the end of the title. */
function useWayUp(sheet: RefObject<HTMLElement | null>, session: DocumentSession, editable: boolean): void {
  useEffect(() => {
    const box = sheet.current;
    if (!box || !editable) return;
    const pressed = (event: KeyboardEvent): void => {
      const editor = session.host?.editor;
      const title = box.querySelector<HTMLTextAreaElement>("textarea");
      if (!editor || !title || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!editor.view.dom.contains(event.target as Node) || document.querySelector(".h-suggest") || !leavesUpward(editor, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Backspace") dropEmptyFirst(editor);
      title.focus();
      title.setSelectionRange(title.value.length, title.value.length);
    };
    box.addEventListener("keydown", pressed, { capture: true });
    return () => box.removeEventListener("keydown", pressed, { capture: true });
  }, [sheet, session, editable]);
}
