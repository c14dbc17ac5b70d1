import { useEffect, useRef } from "react";
import { ME } from "../data/resources.ts";
import { documents, trash } from "../features/documents/resources.ts";
import { orgs } from "../features/org/resources.ts";
import { useOrgId, useResource, useWorkspace } from "./context.tsx";
import { followOrg, followTeams, type OrgFollower } from "./live.ts";

/** Keeps what is shown in step with the org, for as long as the org is on screen. */
export function LiveLink() {
  const workspace = useWorkspace();
  const org = useOrgId();
  const teams = useResource(orgs, ME).byId.get(org)?.team_ids?.join();
  const follower = useRef<OrgFollower>({ doubt: () => undefined });
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
    follower.current = { doubt: () => void doubt() };
    const stop = followOrg(workspace, org, follower.current);
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, [workspace, org]);

  // Who came into a team or went out of it sees other documents than before, none of which has changed.
  const known = useRef<{ org: string; teams: string | undefined }>({ org, teams });
  useEffect(() => {
    const before = known.current;
    known.current = { org, teams };
    if (before.org === org && before.teams !== undefined && before.teams !== teams) void workspace.touched(org, [documents.name, trash.name]);
    return teams ? followTeams(workspace, org, teams.split(","), follower.current) : undefined;
  }, [workspace, org, teams]);
  return null;
}
