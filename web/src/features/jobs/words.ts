import { useTranslation } from "react-i18next";
import { type Job, underWay } from "./resources.ts";

export interface JobWords {
  what(this: void, job: Job): string;
  /** How it stands, in a line. */
  stand(this: void, job: Job): string;
}

export function useJobWords(): JobWords {
  const { t, i18n } = useTranslation();
  const number = (value: number): string => new Intl.NumberFormat(i18n.language).format(value);
  const known = (key: string, fallback: string): string => (i18n.exists(key) ? t(key) : fallback);
  const reason = ({ reason: why }: Job): string =>
    why ? known(`job.reason.${why.code}`, known(`problem.${why.code}`, why.detail || t("problem.unknown"))) : "";
  const facts = (job: Job): string => {
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
    what: (job) => known(`job.type.${job.type.replaceAll(".", "_")}`, job.type),
    stand: (job) => {
      if (job.cancelling) return t("job.cancelling");
      if (job.state === "running") return progress(job);
      if (underWay(job)) return job.reason ? t("job.again", { why: reason(job) }) : t("job.state.queued");
      return [t(`job.state.${job.state}`), job.state === "failed" ? reason(job) : facts(job)].filter(Boolean).join(" · ");
    },
  };
}
