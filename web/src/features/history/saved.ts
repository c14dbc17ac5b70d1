import { ApiError } from "../../core/problem.ts";
import type { DocumentSession } from "../editor/session.ts";

const PATIENCE = 12_000;

/**
 * Waits until the server has every word that was written here: what is kept or replaced is what the server knows.
 * Without a line to it nothing is waited for, and the request itself will say so.
 */
export async function allSaved(session: DocumentSession): Promise<void> {
  const pending = (): boolean => session.getSnapshot().status.state === "pending";
  if (!pending()) return;
  session.provider?.flush();
  await new Promise<void>((resolve, reject) => {
    const stop = session.subscribe(() => {
      if (pending()) return;
      done();
      resolve();
    });
    const timer = setTimeout(() => {
      done();
      reject(new ApiError("busy", "not_saved_yet", 0, ""));
    }, PATIENCE);
    const done = (): void => {
      stop();
      clearTimeout(timer);
    };
  });
}
