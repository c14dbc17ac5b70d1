import { Check, CloudOff, CircleAlert, HardDrive, LoaderCircle, LogIn } from "lucide-react";
import { lazy, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SyncState } from "../core/sync.ts";
import { ago, clock } from "../i18n/dates.ts";
import { useNow, useSync } from "./context.tsx";
import { LaterMenu } from "./LaterMenu.tsx";
import css from "./shell.module.css";

const load = () => import("./SyncPopover.tsx");
const SyncPopover = lazy(load);

const ICONS: Record<SyncState["kind"], ReactNode> = {
  saved: <Check size={15} />,
  sending: <LoaderCircle size={15} className={css.spin} />,
  offline: <CloudOff size={15} />,
  slow: <CloudOff size={15} />,
  "signed-out": <LogIn size={15} />,
  refused: <CircleAlert size={15} />,
  storage: <HardDrive size={15} />,
};

export function useSyncText(): (state: SyncState, now: number) => string {
  const { t, i18n } = useTranslation();
  return (state, now) => {
    switch (state.kind) {
      case "saved":
        return state.at ? t("sync.savedAgo", { ago: ago(state.at, Math.max(now, state.at), i18n.language) }) : t("sync.saved");
      case "sending":
        return t("sync.sending", { count: state.waiting });
      case "offline":
        return state.waiting
          ? t("sync.offlineWaiting", { count: state.waiting, since: clock(state.since, i18n.language) })
          : t("sync.offline", { since: clock(state.since, i18n.language) });
      case "slow":
        return t(state.reason === "busy" ? "sync.busy" : "sync.server", { count: state.waiting });
      case "signed-out":
        return t("sync.signedOut", { count: state.waiting });
      case "refused":
        return t("sync.refused", { count: state.refused });
      case "storage":
        return t(state.problem === "full" ? "sync.full" : "sync.denied");
    }
  };
}

export function SyncBadge({ compact }: { compact?: boolean }) {
  const { t } = useTranslation();
  const state = useSync();
  const now = useNow(state.kind === "saved" ? 5_000 : 30_000);
  const text = useSyncText()(state, now);
  return (
    <LaterMenu
      menu={SyncPopover}
      load={load}
      kind="dialog"
      button={(props) => (
        <button type="button" className={css.sync} data-kind={state.kind} data-compact={compact || undefined} data-sync={state.kind} aria-label={t("sync.label", { text })} {...props}>
          <span aria-hidden>{ICONS[state.kind]}</span>
          {(!compact || state.kind !== "saved") && <span className={css.syncText}>{text}</span>}
        </button>
      )}
    />
  );
}
