import { Check, CloudOff, CircleAlert, HardDrive, LoaderCircle, LogIn } from "lucide-react";
import { lazy, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SyncState } from "../core/sync.ts";
import { useNow, useSync } from "./context.tsx";
import { LaterMenu } from "./LaterMenu.tsx";
import css from "./shell.module.css";
import { useSyncText } from "./syncText.ts";

const load = () => import("./SyncPopover.tsx");
const SyncPopover = lazy(load);

export const SYNC_ICONS: Record<SyncState["kind"], ReactNode> = {
  saved: <Check size={15} />,
  sending: <LoaderCircle size={15} className={css.spin} />,
  offline: <CloudOff size={15} />,
  slow: <CloudOff size={15} />,
  "signed-out": <LogIn size={15} />,
  refused: <CircleAlert size={15} />,
  storage: <HardDrive size={15} />,
};

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
        <button
          type="button"
          className={css.sync}
          data-kind={state.kind}
          data-compact={compact || undefined}
          data-sync={state.kind}
          aria-label={t("sync.label", { text })}
          {...props}
        >
          <span aria-hidden>{SYNC_ICONS[state.kind]}</span>
          {(!compact || state.kind !== "saved") && <span className={css.syncText}>{text}</span>}
        </button>
      )}
    />
  );
}
