import { useTranslation } from "react-i18next";
import type { SyncState } from "../core/sync.ts";
import { ago, clock } from "../i18n/dates.ts";

/** What is saved and what is not, in one short sentence. */
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
