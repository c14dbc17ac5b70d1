import { useTranslation } from "react-i18next";
import { type Job, underWay } from "./resources.ts";

export interface JobWords {
  what(this: void, job: Job): string;
  /** How it stands, in a line. */
  stand(this: void, job: Job): string;
  /** What did not come as it was, a line for each. */
  details(this: void, job: Job): string[];
}

const isImport = (job: Job): boolean => job.type.endsWith(".import");

interface Imported {
  documents?: number;
  failed?: { file: string; code: string }[];
  failed_more?: number;
  notes?: { file: string; what: string; count: number }[];
}

export function useJobWords(): JobWords {
  const { t, i18n } = useTranslation();
  const number = (value: number): string => new Intl.NumberFormat(i18n.language).format(value);
  const known = (key: string, fallback: string): string => (i18n.exists(key) ? t(key) : fallback);
  const reason = ({ reason: why }: Job): string =>
    why ? known(`job.reason.${why.code}`, known(`problem.${why.code}`, why.detail || t("problem.unknown"))) : "";
  const details = (job: Job): string[] => {
    if (!isImport(job)) return [];
    if (job.state === "failed") return job.reason?.detail && job.reason.detail !== "-" ? [job.reason.detail] : [];
    const { failed = [], failed_more: more = 0, notes = [] } = (job.result?.facts ?? {}) as Imported;
    return [
      ...failed.map(({ file, code }) => `${file}: ${known(`problem.${code}`, code)}`),
      ...(more ? [t("job.importMore", { count: more })] : []),
      ...notes.map(({ file, what, count }) => `${file}: ${t(`job.note.${what}`, { count, defaultValue: what })}`),
    ];
  };
  const imported = ({ documents = 0, failed = [], failed_more: more = 0 }: Imported): string =>
    [t("job.imported", { count: documents }), failed.length + more > 0 ? t("job.importFailed", { count: failed.length + more }) : ""]
      .filter(Boolean)
      .join(" · ");
  const facts = (job: Job): string => {
    if (isImport(job)) return imported((job.result?.facts ?? {}) as Imported);
    const { entries, created, skipped, failed, pictures_missing: missing } = (job.result?.facts ?? {}) as Record<string, number | undefined>;
    if (created !== undefined) return t("invite.bulkDone", { count: created, skipped, failed });
    if (missing) return t("job.picturesMissing", { count: missing });
    return entries === undefined ? "" : t("job.entries", { count: entries, number: number(entries) });
  };
  const progress = (job: Job): string => {
    const { done, total, step } = job.progress;
    const at = known(`job.step.${step}`, t("job.state.running"));
    if (total) return `${at} · ${t("quota.of", { used: number(done), limit: number(total) })}`;
    return done ? `${at} · ${number(done)}` : at;
  };
  return {
    details,
    what: (job) => known(`job.type.${job.type.replaceAll(".", "_")}`, job.type),
    stand: (job) => {
      if (job.cancelling) return t("job.cancelling");
      if (job.state === "running") return progress(job);
      if (underWay(job)) return job.reason ? t("job.again", { why: reason(job) }) : t("job.state.queued");
      return [t(`job.state.${job.state}`), job.state === "failed" ? reason(job) : facts(job)].filter(Boolean).join(" · ");
    },
  };
}
