import { Switch } from "@mantine/core";
import { Bookmark, CircleDot, Undo2 } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { useNow } from "../../app/context.tsx";
import { Waiting } from "../../ui/bits.tsx";
import { Faces } from "./Faces.tsx";
import css from "./history.module.css";
import { useLabels } from "./labels.ts";
import { daysOf, NOW, type VersionRow } from "./rows.ts";
import { More } from "./More.tsx";

interface Props {
  base: string;
  rows: readonly VersionRow[];
  /** What is shown beside the list. */
  current: string;
  waiting: boolean;
  complete: boolean;
  named: boolean;
  setNamed: (named: boolean) => void;
}

/** Keys go through the list faster than pages can be drawn: what is rested on is opened. */
const REST = 140;

export function VersionList({ base, rows, current, waiting, complete, named, setNamed }: Props) {
  const { t } = useTranslation();
  useNow(60_000);
  const labels = useLabels();
  const list = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The keys are in the list from the start, where there is a list beside the words.
  useEffect(() => {
    const here = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (here && document.activeElement === document.body && matchMedia("(min-width: 701px)").matches) here.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const pressed = (event: KeyboardEvent): void => {
    const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a[data-version]")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    const link = goal === undefined || at < 0 ? undefined : links[goal];
    if (!link) return;
    event.preventDefault();
    link.focus();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => navigate(link.pathname, { replace: true }), REST);
  };
  const line = (id: string, inside: ReactNode) => (
    <Link href={`${base}/${id}`} className={css.version} aria-current={id === current || undefined} data-version={id}>
      {inside}
    </Link>
  );

  return (
    <aside className={css.side} aria-label={t("history.list")}>
      <div className={css.filter}>
        <Switch size="sm" label={t("history.onlyNamed")} checked={named} onChange={(event) => setNamed(event.currentTarget.checked)} />
      </div>
      {/* The links in it are what one acts on; the arrows only go from one to the next. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css.list} ref={list} onKeyDown={pressed}>
        {line(
          NOW,
          <>
            <CircleDot size={16} aria-hidden className={css.sign} />
            <span className={css.versionMain}>
              <span className={css.versionTitle}>{t("history.now")}</span>
              <span className={css.versionDetail}>{t("history.nowDetail")}</span>
            </span>
          </>,
        )}
        {daysOf(rows).map((day) => (
          <section key={day.key} aria-labelledby={`day-${day.rows[0]!.version.id}`}>
            <h2 id={`day-${day.rows[0]!.version.id}`} className={css.day}>
              {labels.day(day.at)}
            </h2>
            <ol className={css.versions}>
              {day.rows.map(({ version, by, more }) => {
                const writers = labels.writers(by);
                return (
                  <li key={version.id}>
                    {line(
                      version.id,
                      <>
                        {version.name !== null ? (
                          <Bookmark size={16} aria-hidden className={css.sign} data-named />
                        ) : version.kind === "before_revert" ? (
                          <Undo2 size={16} aria-hidden className={css.sign} />
                        ) : (
                          <span className={css.dot} aria-hidden />
                        )}
                        <span className={css.versionMain}>
                          <span className={css.versionTitle} data-named={version.name !== null || undefined}>
                            <bdi>{version.name ?? labels.time(version.created_at)}</bdi>
                          </span>
                          {version.name !== null && (
                            <time dateTime={version.created_at} className={css.versionDetail}>
                              {labels.time(version.created_at)}
                            </time>
                          )}
                          {version.kind === "before_revert" && <span className={css.versionDetail}>{t("history.beforeRevert")}</span>}
                          {writers.length > 0 && (
                            <span className={css.writers}>
                              <Faces writers={writers} />
                              <bdi>{labels.names(writers)}</bdi>
                            </span>
                          )}
                          <span className={css.versionDetail}>
                            <bdi>{t("history.words", { count: version.words })}</bdi> <More more={more} />
                          </span>
                        </span>
                      </>,
                    )}
                  </li>
                );
              })}
            </ol>
          </section>
        ))}
        {waiting && <Waiting rows={6} />}
        {!waiting && complete && rows.length === 0 && <p className={css.none}>{t(named ? "history.noneNamed" : "history.none")}</p>}
      </div>
    </aside>
  );
}
