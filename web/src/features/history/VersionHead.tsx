import { Button, Menu } from "@mantine/core";
import { BookmarkX, ClipboardCopy, Ellipsis, Link2, Pencil, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { say } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import { useAction, useProblemText } from "../../ui/action.ts";
import type { DocumentSession } from "../editor/session.ts";
import room from "../documents/room.module.css";
import { Faces } from "./Faces.tsx";
import css from "./history.module.css";
import { useLabels } from "./labels.ts";
import { More } from "./More.tsx";
import { Naming } from "./Naming.tsx";
import { Restore } from "./Restore.tsx";
import type { VersionRow } from "./rows.ts";
import { allSaved } from "./saved.ts";
import type { History } from "./versions.ts";

/** Which version is shown, who wrote it, and what can be done with it. Without a `row` it is the document as it is now. */
export function VersionHead({
  session,
  history,
  base,
  row,
  offline,
}: {
  session: DocumentSession;
  history: History;
  base: string;
  row: VersionRow | null;
  offline: boolean;
}) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const labels = useLabels();
  const [naming, setNaming] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const [key] = useState(newId);
  const version = row?.version ?? null;
  const name = useAction(async (next: string) => {
    if (version) return history.rename(version, next);
    await allSaved(session);
    const made = await history.keep(next, key);
    navigate(`${base}/${made.id}`);
  });
  const unname = async (): Promise<void> => {
    try {
      if (version) await history.rename(version, null);
    } catch (error) {
      say(problem(error));
    }
  };
  const copy = async (): Promise<void> => {
    try {
      const words = history.markdown(version?.id ?? null);
      words.catch(() => undefined);
      // Asked for at once, filled when the words are there: later the browser would not take it for the press of a button.
      await Promise.all([
        words,
        navigator.clipboard.write([new ClipboardItem({ "text/plain": words.then((text) => new Blob([text], { type: "text/plain" })) })]),
      ]);
      say(t("history.copied"));
    } catch (error) {
      say(problem(error));
    }
  };
  const writers = labels.writers(row?.by ?? []);
  const title = version ? labels.title(version) : t("history.now");
  return (
    <header className={css.head}>
      {naming ? (
        <Naming name={version?.name ?? ""} save={name} close={() => setNaming(false)} />
      ) : (
        <div className={css.headline}>
          <h2 className={css.headTitle} data-version-title>
            <bdi>{title}</bdi>
          </h2>
          <button
            type="button"
            className={room.more}
            disabled={offline}
            onClick={() => setNaming(true)}
            aria-label={t(version?.name ? "history.rename" : "history.nameThis")}
            title={t(version?.name ? "history.rename" : "history.nameThis")}
          >
            <Pencil size={16} />
          </button>
        </div>
      )}
      <div className={css.meta}>
        {version?.name && <time dateTime={version.created_at}>{labels.moment(version.created_at)}</time>}
        {version?.kind === "before_revert" && <span>{t("history.beforeRevert")}</span>}
        {writers.length > 0 && (
          <span className={css.writers}>
            <Faces writers={writers} size={22} />
            <bdi>{labels.names(writers)}</bdi>
          </span>
        )}
        {version && (
          <span>
            <bdi>{t("history.words", { count: version.words })}</bdi> <More more={row!.more} />
          </span>
        )}
        {!version && <span>{t("history.nowDetail")}</span>}
      </div>
      <div className={css.actions}>
        {version && (
          <Button size="xs" leftSection={<RotateCcw size={15} />} disabled={offline} onClick={() => setRestoring(true)}>
            {t("history.restoreThis")}
          </Button>
        )}
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <button type="button" className={room.more} aria-label={t("history.more")}>
              <Ellipsis size={19} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<ClipboardCopy size={16} />} disabled={offline} onClick={() => void copy()}>
              {t("history.copyMarkdown")}
            </Menu.Item>
            {version && (
              <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void navigator.clipboard.writeText(location.href).then(() => say(t("ui.copied")))}>
                {t("room.copyLink")}
              </Menu.Item>
            )}
            {version?.name && (
              <Menu.Item leftSection={<BookmarkX size={16} />} disabled={offline} onClick={() => void unname()}>
                {t("history.unname")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {restoring && version && <Restore session={session} history={history} version={version} close={() => setRestoring(false)} />}
    </header>
  );
}
