import { Button } from "@mantine/core";
import { ArrowLeft, Clock } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { useResource, useOnline, useWorkspace } from "../../app/context.tsx";
import { connectionStatus } from "../../app/connectionStatus.ts";
import Missing from "../../app/Missing.tsx";
import { Path } from "../documents/Path.tsx";
import { documents } from "../documents/resources.ts";
import { useProblemText } from "../../ui/action.ts";
import { Empty, Note, useTitle, Waiting } from "../../ui/bits.tsx";
import room from "../documents/room.module.css";
import type { DocumentSession } from "../editor/session.ts";
import css from "./history.module.css";
import { NOW, rowsOf } from "./rows.ts";
import { useHistory } from "./useHistory.ts";
import { VersionHead } from "./VersionHead.tsx";
import { VersionList } from "./VersionList.tsx";
import { VersionText } from "./VersionText.tsx";

/** What a document said, at the times that were kept: a list beside the words, and on a phone one after the other. */
export default function HistoryRoom({ session, version: wanted }: { session: DocumentSession; version: string | null }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { org, id } = session;
  const document_ = useResource(documents, org).byId.get(id);
  const view = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const role = view.role ?? document_?.role;
  // What the server has not heard of has no past there.
  const unsynced = useWorkspace().isUnsynced(id);
  const history = useHistory(session, !unsynced && (role === undefined || role === "editor"));
  const [named, setNamed] = useState(false);
  const online = useOnline();
  const offline = useSyncExternalStore(connectionStatus.subscribe, connectionStatus.getSnapshot) !== null || !online;
  const title = document_?.title || t("documents.untitled");
  useTitle(t("history.titleOf", { title }));

  const place = `/o/${org}/documents/${id}`;
  const base = `${place}/history`;
  const current = wanted ?? NOW;
  const rows = rowsOf(history.items, named);
  // A version that the filter leaves out stays on the page that shows it.
  const row =
    current === NOW
      ? null
      : (rows.find((one) => one.version.id === current) ?? rowsOf(history.items, false).find((one) => one.version.id === current) ?? undefined);
  const ready = unsynced || history.phase === "ready";

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector('[role="dialog"], [role="menu"]')) return;
      event.preventDefault();
      navigate(place);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [place]);

  const { code } = history.error ?? { code: "" };
  if (code.endsWith("_not_found") || (view.status.state === "ended" && !view.ready && !document_)) return <Missing />;
  const closed = code === "forbidden" || (role !== undefined && role !== "editor");
  return (
    <article
      className={css.room}
      data-history={id}
      data-state={view.status.state}
      data-shows={wanted === null ? "list" : "version"}
      data-ready={(ready && history.complete) || undefined}
    >
      <header className={`${room.bar} ${css.bar}`}>
        <Link href={wanted === null ? place : base} className={css.back} data-phone>
          <ArrowLeft size={17} aria-hidden />
          <span>{wanted === null ? title : t("history.list")}</span>
        </Link>
        <div className={css.way}>
          <Path org={org} id={id} whole />
        </div>
        <h1 className={css.title}>{t("history.title")}</h1>
      </header>
      {closed ? (
        <Empty
          icon={Clock}
          title={t("history.closedTitle")}
          action={
            <Button component={Link} href={place} variant="light">
              {t("history.back")}
            </Button>
          }
        >
          {t("history.closedText")}
        </Empty>
      ) : (
        <div className={css.columns}>
          <div className={css.main}>
            {offline ? (
              <Note tone="amber">{t("history.offline")}</Note>
            ) : (
              history.error && (
                <Note>
                  <p>{problem(history.error)}</p>
                  <Button size="xs" variant="default" mt="xs" onClick={() => void history.history.refresh()}>
                    {t("ui.retry")}
                  </Button>
                </Note>
              )
            )}
            {row === undefined ? (
              history.complete ? (
                <Empty
                  icon={Clock}
                  title={t("history.goneTitle")}
                  action={
                    <Button component={Link} href={base} variant="light">
                      {t("history.toList")}
                    </Button>
                  }
                >
                  {t("problem.version_not_found")}
                </Empty>
              ) : (
                !history.error && <Waiting rows={8} />
              )
            ) : (
              <>
                <VersionHead key={current} session={session} history={history.history} base={base} row={row} offline={offline} />
                <VersionText
                  session={session}
                  history={history.history}
                  version={row?.version ?? null}
                  before={row ? row.before : (rows[0]?.version ?? null)}
                  complete={unsynced || history.complete}
                  title={title}
                  offline={offline}
                />
              </>
            )}
          </div>
          <VersionList base={base} rows={rows} current={current} waiting={!ready} complete={unsynced || history.complete} named={named} setNamed={setNamed} />
        </div>
      )}
    </article>
  );
}
