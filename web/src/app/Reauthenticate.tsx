import { lazy, Suspense, useEffect, useState } from "react";
import { session } from "./context.tsx";

const ReauthenticateDialog = lazy(() => import("./ReauthenticateDialog.tsx"));

/** Where the question for the password appears when the server wants somebody who signed in a moment ago. */
export function Reauthenticate() {
  const [answer, setAnswer] = useState<((proven: boolean) => void) | null>(null);
  useEffect(() => {
    session.prover = () => new Promise((resolve) => setAnswer(() => resolve));
    return () => void (session.prover = null);
  }, []);
  if (!answer) return null;
  const done = (proven: boolean): void => {
    answer(proven);
    setAnswer(null);
  };
  return (
    <Suspense fallback={null}>
      <ReauthenticateDialog done={done} />
    </Suspense>
  );
}
