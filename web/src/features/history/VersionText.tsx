import { Button, Switch } from "@mantine/core";
import type { Node } from "@tiptap/pm/model";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { ApiError } from "../../core/problem.ts";
import type { Version } from "../../data/types.ts";
import { useProblemText } from "../../ui/action.ts";
import { Note, Waiting } from "../../ui/bits.tsx";
import { Images } from "../editor/images.ts";
import type { DocumentSession } from "../editor/session.ts";
import css from "./history.module.css";
import { useLabels } from "./labels.ts";
import { merge, type Stretch } from "./merge.ts";
import type { History } from "./versions.ts";
import { type Text, useText, useTextNow } from "./useHistory.ts";
import { Words } from "./Words.tsx";

const NONE: readonly Stretch[] = [];

interface Page {
  doc: Node;
  stretches: readonly Stretch[];
  label: string;
}

interface Props {
  session: DocumentSession;
  history: History;
  /** What is shown; null: what the document says now. */
  version: Version | null;
  /** What it is compared with. */
  before: Version | null;
  /** Where there is none, it is because there never was one. */
  complete: boolean;
  title: string;
  offline: boolean;
}

/** The words of a version, and what happened to them since the one before. */
export function VersionText({ session, history, version, before, complete, title, offline }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const problem = useProblemText();
  const labels = useLabels();
  const [marked, setMarked] = useState(true);
  const [turn, setTurn] = useState(0);
  const images = useMemo(() => new Images(workspace, session.org, session.id), [workspace, session.org, session.id]);
  const now = useTextNow(session, version === null);
  // With a network again, what was not here is asked for again.
  const asked = `${turn} ${offline}`;
  const then = useText(history, version?.id ?? null, asked);
  const earlier = useText(history, before?.id ?? null, asked);
  const { doc, error }: Text = version ? then : { doc: now, error: null };
  // The first version is all new: there is nothing to compare it with, and nothing is marked.
  const merged = useMemo(() => (marked && doc && earlier.doc ? merge(earlier.doc, doc) : null), [marked, doc, earlier.doc]);
  const label = t("history.wordsOf", { version: version ? labels.title(version) : t("history.now") });
  // Until the next words are there, the last ones stay: going through the list is no flicker.
  const ready = doc !== null && (!marked || !before || earlier.doc !== null || earlier.error !== null);
  const last = useRef<Page | null>(null);
  if (ready) last.current = { doc: merged?.doc ?? doc, stretches: merged?.stretches ?? NONE, label };
  const page = last.current;
  const shown = useRef<HTMLDivElement>(null);
  // Nothing is returned: newer browsers answer with a promise, which React would take for a cleanup.
  useEffect(() => void scrollTo({ top: 0 }), [version?.id]);

  const jump = (by: 1 | -1): void => {
    const blocks = [...(shown.current?.querySelectorAll(PLACES) ?? [])];
    const tops = [...new Set(blocks.map((block) => topOf(block)))].filter((block) => block !== null);
    const line = innerHeight * 0.3;
    const places = tops.map((block) => block.getBoundingClientRect().top - line);
    const goal = by > 0 ? places.findIndex((top) => top > 8) : places.findLastIndex((top) => top < -8);
    tops[goal < 0 ? (by > 0 ? 0 : tops.length - 1) : goal]?.scrollIntoView({ block: "start" });
  };

  if (error) {
    const gone = error instanceof ApiError && error.code === "version_not_found";
    return (
      <Note tone={offline || gone ? "amber" : "rose"}>
        <p>{offline ? t("history.notHere") : problem(error)}</p>
        {!gone && (
          <Button size="xs" variant="default" mt="xs" onClick={() => setTurn(turn + 1)}>
            {t("ui.retry")}
          </Button>
        )}
      </Note>
    );
  }
  return (
    <>
      <div className={css.compare}>
        <Switch size="sm" label={t("history.marks")} checked={marked} onChange={(event) => setMarked(event.currentTarget.checked)} />
        <span role="status" className={css.since}>
          <bdi>
            {!marked
              ? ""
              : before === null
                ? complete && t(version ? "history.first" : "history.noneYet")
                : earlier.error
                  ? t("history.noCompare")
                  : merged && t(merged.places ? "history.changes" : "history.unchanged", { count: merged.places, version: labels.title(before) })}
          </bdi>
        </span>
        {merged !== null && merged.places > 1 && (
          <span className={css.jump}>
            <button type="button" onClick={() => jump(-1)} aria-label={t("history.previous")} title={t("history.previous")}>
              <ArrowUp size={16} />
            </button>
            <button type="button" onClick={() => jump(1)} aria-label={t("history.next")} title={t("history.next")}>
              <ArrowDown size={16} />
            </button>
          </span>
        )}
      </div>
      <div ref={shown} className={css.words} aria-busy={!ready} data-stale={(!ready && page !== null) || undefined}>
        <p className={css.docTitle} dir="auto">
          {title}
        </p>
        {page ? <Words {...page} images={images} /> : offline ? <Note tone="amber">{t("history.notHere")}</Note> : <Waiting rows={8} />}
      </div>
    </>
  );
}

const PLACES = "ins, del, .h-restyled, .h-block-added, .h-block-removed, .h-block-restyled";

/** The block of the page that something is in. */
function topOf(element: Element): Element | null {
  return element.closest(".h-doc > *");
}
