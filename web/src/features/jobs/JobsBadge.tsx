import { CircleAlert, ListChecks, LoaderCircle } from "lucide-react";
import { lazy, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useResource } from "../../app/context.tsx";
import { LaterMenu } from "../../app/LaterMenu.tsx";
import css from "../../app/shell.module.css";
import { jobs, shownOf, underWay } from "./resources.ts";
import { ME } from "../../data/resources.ts";
import { cleared } from "./cleared.ts";
import { useJobWords } from "./words.ts";

const load = () => import("./JobsPopover.tsx");
const JobsPopover = lazy(load);
/** How long a job may be silent while it is under way, before it is asked for. */
const SILENCE = 5_000;

/** The way to the tray, for as long as there is something in it; it says aloud when a job has ended. */
export default function JobsBadge({ compact }: { compact?: boolean }) {
  const { t } = useTranslation();
  const { items, refresh } = useResource(jobs, ME);
  const since = useSyncExternalStore(cleared.subscribe, cleared.getSnapshot);
  const shown = shownOf(items, since);
  const going = shown.filter(underWay);
  useSilence(going.length > 0, items, refresh);
  const said = useEnded(shown);
  if (shown.length === 0) return null;
  const failed = going.length === 0 && shown[0]?.state === "failed";
  const kind = going.length ? "sending" : failed ? "refused" : "saved";
  const text = going.length ? t("job.count", { count: going.length }) : t(failed ? "job.failed" : "job.done");
  return (
    <>
      <LaterMenu
        menu={JobsPopover}
        load={load}
        kind="dialog"
        compact={compact}
        button={(props) => (
          <button
            type="button"
            className={css.sync}
            data-kind={kind}
            data-compact={compact || undefined}
            data-jobs={kind}
            aria-label={t("job.label", { text })}
            {...props}
          >
            <span aria-hidden>
              {going.length ? <LoaderCircle size={15} className={css.spin} /> : failed ? <CircleAlert size={15} /> : <ListChecks size={15} />}
            </span>
            {!compact && <span className={css.syncText}>{text}</span>}
          </button>
        )}
      />
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </>
  );
}

/** What a screen reader hears of a job that has ended while somebody was here. */
function useEnded(shown: ReturnType<typeof shownOf>): string {
  const { what, stand } = useJobWords();
  const going = useRef(new Set<string>());
  const [said, setSaid] = useState("");
  useEffect(() => {
    const ended = shown.find((job) => !underWay(job) && going.current.has(job.id));
    going.current = new Set(shown.filter(underWay).map(({ id }) => id));
    if (ended) setSaid(`${what(ended)}: ${stand(ended)}`);
  }, [shown, what, stand]);
  return said;
}

/** News of a job come over the socket. Where that is closed to us, or no room listens, it is asked for. */
function useSilence(going: boolean, news: unknown, refresh: () => Promise<void>): void {
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && navigator.onLine) void refresh();
    }, SILENCE);
    return () => clearInterval(timer);
  }, [going, news, refresh]);
}
