import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { Route, Switch } from "wouter";
import { Workspace } from "../core/workspace.ts";
import { theme } from "../design/theme.ts";
import { Crash } from "./Crash.tsx";
import { session, WorkspaceContext } from "./context.tsx";
import { later } from "./later.tsx";
import { DOORS } from "./signin.ts";
import { SchemeProvider, useScheme } from "./scheme.tsx";
import { Splash } from "./Splash.tsx";

const Auth = lazy(() => import("../features/auth/Auth.tsx"));
const Inside = later(() => import("./Inside.tsx"));
// Asked for with the first breath, beside the disk.
if (session.getSnapshot().kind === "signed-in") void Inside.load().catch(() => undefined);

export function App() {
  return (
    <SchemeProvider>
      <Themed />
    </SchemeProvider>
  );
}

function Themed() {
  const scheme = useScheme();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <Notifications position="bottom-right" limit={3} />
      <Crash>
        <Suspense fallback={<Splash />}>
          <Switch>
            <Route path={DOORS}>
              <Auth />
            </Route>
            <Route>
              <Gate />
            </Route>
          </Switch>
        </Suspense>
      </Crash>
    </MantineProvider>
  );
}

function Gate() {
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  // A session that ended elsewhere keeps the workspace on screen: the words in it are the person's.
  const person = state.kind === "signed-in" ? state.person : state.reason === "ended" ? (session.remembered()?.person ?? null) : null;
  const workspace = useWorkspaceOf(person);
  if (!person) return <Auth />;
  if (!workspace) return <Splash />;
  return (
    <WorkspaceContext value={workspace}>
      <Inside />
    </WorkspaceContext>
  );
}

function useWorkspaceOf(person: string | null): Workspace | null {
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  useEffect(() => {
    if (!person) return;
    let stale = false;
    let opened: Workspace | null = null;
    void Workspace.open(person, session).then((next) => {
      opened = next;
      if (stale) next.close();
      else setWorkspace(next);
    });
    return () => {
      stale = true;
      opened?.close();
      setWorkspace(null);
    };
  }, [person]);
  return workspace?.person === person ? workspace : null;
}
