import { lazy, type ReactNode, Suspense, useState } from "react";
import { navigate } from "wouter/use-browser-location";
import { openApi, session, useSync, useWorkspace } from "./context.tsx";

const SignOutDialog = lazy(() => import("./SignOutDialog.tsx"));

/** Signing out wipes this device; what has not been saved is never dropped without a word. */
export function useSignOut(): { ask: () => void; dialog: ReactNode } {
  const workspace = useWorkspace();
  const sync = useSync();
  const [asking, setAsking] = useState(false);
  const waiting = "waiting" in sync ? sync.waiting + (sync.kind === "refused" ? sync.refused : 0) : 0;

  const leave = async (): Promise<void> => {
    await openApi.post("/v1/auth/logout", { body: {}, anonymous: true }).catch(() => undefined);
    await workspace.wipe();
    session.end("left");
    navigate("/sign-in", { replace: true });
  };

  const dialog = asking && (
    <Suspense fallback={null}>
      <SignOutDialog waiting={waiting} stay={() => setAsking(false)} leave={() => void leave()} />
    </Suspense>
  );
  return { ask: () => (waiting > 0 ? setAsking(true) : void leave()), dialog };
}
