import { lazy, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { ME } from "../data/resources.ts";
import { me } from "../features/me/resources.ts";
import { orgs } from "../features/org/resources.ts";
import { Waiting } from "../ui/bits.tsx";
import { OrgContext, session, useKept, useResource, useWorkspace } from "./context.tsx";
import { LiveLink } from "./LiveLink.tsx";
import { say } from "./notify.tsx";
import { useOrgInPath } from "./place.ts";
import { inOrg, pages } from "./features.ts";
import { Shell } from "./Shell.tsx";
import { Splash } from "./Splash.tsx";

/** The application of somebody who is signed in. */
export default function Inside() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { items, phase, error, refreshedAt, refresh } = useResource(orgs, ME);
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  useKept(me, ME);
  const inPath = useOrgInPath();
  const kept = session.remembered()?.org ?? null;
  const living = useMemo(() => items.filter((org) => !org.deleted_at), [items]);
  const current = living.find((org) => org.id === (inPath ?? kept)) ?? (inPath ? undefined : living[0]);

  useEffect(() => {
    if (current && current.id !== kept) session.remember({ org: current.id });
  }, [current, kept]);

  // A link into an org that this device does not know of (joined a moment ago, elsewhere): ask before saying no.
  const [asked, setAsked] = useState<string | null>(null);
  const unknown = inPath !== null && !current && phase === "ready";
  useEffect(() => {
    if (!unknown || asked === inPath) return;
    const mine = workspace.collection(orgs, ME);
    // A list comes from an index that may be behind; the org itself is asked for by name.
    void refresh()
      .then(() => (mine.getSnapshot().byId.has(inPath) ? undefined : mine.refreshOne(inPath)))
      .then(() => setAsked(inPath));
  }, [unknown, asked, inPath, refresh, workspace]);

  // Removed, while here or while away: what was the org's goes from this device at once; unsent words stay on their cards.
  const before = useRef(new Map<string, string>());
  useEffect(() => {
    if (phase !== "ready" || refreshedAt === null || error) return;
    const now = new Map(items.map((org) => [org.id, org.name]));
    for (const [id, name] of before.current)
      if (!now.has(id)) {
        say(t("org.wasRemoved", { name }));
        if (id === inPath) navigate("/", { replace: true });
      }
    before.current = now;
    // Only what the server said on this page counts: disk may be from before somebody joined.
    const mine = workspace.collection(orgs, ME);
    void workspace.keepScopes(() => (mine.asked ? new Set(mine.getSnapshot().byId.keys()) : null));
  }, [items, phase, refreshedAt, error, workspace, t, inPath]);

  // Going from room to room is the switch's business: the shell around it is not made again.
  const here = current?.id ?? null;
  const rooms = useMemo(() => <Rooms org={here} />, [here]);

  // The session has ended, and this device knows of no organization: there is nothing to show but the way back in.
  if (state.kind === "signed-out" && living.length === 0) return <Auth />;
  if (unknown && asked !== inPath) return <Splash />;
  if (phase === "cold" || (phase === "empty" && !error)) return <Splash />;

  return (
    <OrgContext value={here}>
      {here && <LiveLink key={here} />}
      <Shell orgs={living} org={current ?? null}>
        {rooms}
      </Shell>
    </OrgContext>
  );
}

const Auth = lazy(() => import("../features/auth/Auth.tsx"));
const NewOrg = lazy(() => import("../features/org/NewOrg.tsx"));
const Missing = lazy(() => import("./Missing.tsx"));

function Rooms({ org }: { org: string | null }) {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/">{org ? <Redirect to={`/o/${org}`} replace /> : <NewOrg />}</Route>
        {pages
          .filter((page) => org !== null || !inOrg(page))
          .map(({ path, page }) => (
            <Route key={path} path={path}>
              {page}
            </Route>
          ))}
        <Route component={Missing} />
      </Switch>
    </Suspense>
  );
}
