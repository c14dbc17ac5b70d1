import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../core/problem.ts";

/** What a person is told about an error: by its code where we have words for it, else the server's. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return t("problem.unknown");
      const full = `problem.quota.${error.quota}`;
      if (error.quota && i18n.exists(full)) return t(full);
      const key = `problem.${error.code}`;
      if (i18n.exists(key)) return t(key);
      if (error.kind === "unreachable") return t("problem.unreachable");
      if (error.kind === "busy") return t("problem.rate_limited");
      if (error.kind === "server") return t("problem.server");
      return error.detail || t("problem.unknown");
    },
    [t, i18n],
  );
}

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  error: string | null;
  problem: ApiError | null;
  clear: () => void;
}

/** A request a person waits for: busy while it runs, its problem in words afterwards. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const text = useProblemText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [error, setError] = useState<string | null>(null);
  const run = async (...args: A): Promise<boolean> => {
    setBusy(true);
    setError(null);
    setProblem(null);
    try {
      await work(...args);
      return true;
    } catch (caught) {
      setProblem(caught instanceof ApiError ? caught : null);
      setError(text(caught));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, error, problem, clear: () => (setError(null), setProblem(null)) };
}

/** What stands at a field after a request was refused: in our words where we have some for the whole problem, else the server's. */
export function atField({ problem, error }: Pick<Action<never>, "problem" | "error">, name: string): string | undefined {
  const said = problem?.field(name);
  return said && problem?.code === "weak_password" ? (error ?? said) : said;
}

/** What is left for the note above the form. */
export const aboveForm = ({ problem, error }: Pick<Action<never>, "problem" | "error">): string | null => (problem?.code === "weak_password" ? null : error);
