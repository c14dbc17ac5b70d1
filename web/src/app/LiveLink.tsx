import { useEffect } from "react";
import { ME } from "../data/resources.ts";
import { orgs } from "../features/org/resources.ts";
import { useOrgId, useWorkspace } from "./context.tsx";
import { followOrg } from "./live.ts";

/** Keeps what is shown in step with the org, for as long as the org is on screen. */
export function LiveLink() {
  const workspace = useWorkspace();
  const org = useOrgId();
  useEffect(() => {
    let left = false;
    const mine = workspace.collection(orgs, ME);
    let timer: ReturnType<typeof setTimeout>;
    const doubt = async (again = [1_500, 5_000]): Promise<void> => {
      const before = mine.getSnapshot().byId.get(org);
      if (left || !before) return;
      await mine.refreshOne(org);
      const view = mine.getSnapshot();
      if (left || view.error) return;
      if (view.byId.has(org)) {
        // The news can be faster than what it is about.
        const [next, ...rest] = again;
        clearTimeout(timer);
        if (next) timer = setTimeout(() => void doubt(rest), next);
        return;
      }
    };
    const stop = followOrg(workspace, org, { doubt: () => void doubt() });
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, [workspace, org]);
  return null;
}
