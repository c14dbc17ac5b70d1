import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ME, orgs } from "../data/nouns.ts";
import { useOrgId, useWorkspace } from "./context.tsx";
import { followOrg } from "./live.ts";
import { say } from "./notify.tsx";

/** Keeps what is shown in step with the org, for as long as the org is on screen. */
export function LiveLink() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const org = useOrgId();
  useEffect(() => {
    let left = false;
    const mine = workspace.collection(orgs, ME);
    const doubt = async (): Promise<void> => {
      const before = mine.getSnapshot().byId.get(org);
      await mine.refresh();
      const view = mine.getSnapshot();
      if (left || !before || view.error || view.byId.has(org)) return;
      // Removed: what was the org's goes from this device at once; unsent words stay, on their cards.
      await workspace.forgetScope(org);
      say(t("org.wasRemoved", { name: before.name }));
    };
    const stop = followOrg(workspace, org, { doubt: () => void doubt() });
    return () => {
      left = true;
      stop();
    };
  }, [workspace, org, t]);
  return null;
}
