import { Button, Group, Progress } from "@mantine/core";
import { Download } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import css from "./jobs.module.css";
import { act, fileOf, type Job, jobs, shareOf, shownOf, underWay } from "./resources.ts";
import { ME } from "../../data/resources.ts";
import { useAction } from "../../ui/action.ts";
import { Ago, Note } from "../../ui/bits.tsx";
import { cleared } from "./cleared.ts";
import { useJobWords } from "./words.ts";

/** What is under way and what came of the rest: how far it is, and what the person can do about it. */
export default function JobsPanel() {
  const { t } = useTranslation();
  const { items } = useResource(jobs, ME);
  const since = useSyncExternalStore(cleared.subscribe, cleared.getSnapshot);
  const shown = shownOf(items, since);
  return (
    <div className={css.panel}>
      <h2>{t("job.tray")}</h2>
      <ul className={css.jobs}>
        {shown.map((job) => (
          <JobCard key={job.id} job={job} />
        ))}
      </ul>
      {shown.some((job) => !underWay(job)) && (
        <Button size="compact-sm" variant="subtle" onClick={() => cleared.now()}>
          {t("job.clear")}
        </Button>
      )}
    </div>
  );
}

function JobCard({ job }: { job: Job }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { what, stand, details } = useJobWords();
  const name = what(job);
  const share = shareOf(job);
  const change = useAction(async (how: "cancel" | "retry") => workspace.collection(jobs, ME).accept(await act(workspace.api, job, how)));
  const take = useAction(async () => location.assign(await fileOf(workspace.api, job)));
  return (
    <li className={css.card} data-job={job.type} data-state={job.state}>
      <strong>{name}</strong>
      <p className="quiet">
        {stand(job)}
        {job.ended_at && (
          <>
            {" · "}
            <Ago at={job.ended_at} />
          </>
        )}
      </p>
      {details(job).length > 0 && (
        <details className={css.details}>
          <summary>{t("job.details")}</summary>
          <ul>
            {details(job).map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </details>
      )}
      {underWay(job) && (
        <Progress.Root size="sm">
          <Progress.Section
            value={share ?? 100}
            striped
            animated={share === null}
            aria-label={name}
            {...(share === null ? { "aria-valuenow": undefined } : {})}
          />
        </Progress.Root>
      )}
      <Note>{change.error ?? take.error}</Note>
      <Group gap="xs">
        {job.result?.file && (
          <Button
            size="compact-sm"
            leftSection={<Download size={14} />}
            loading={take.busy}
            aria-label={t("job.downloadOne", { what: name })}
            onClick={() => void take.run()}
          >
            {t("job.download")}
          </Button>
        )}
        {underWay(job) && !job.cancelling && (
          <Button
            size="compact-sm"
            variant="default"
            loading={change.busy}
            aria-label={t("job.cancelOne", { what: name })}
            onClick={() => void change.run("cancel")}
          >
            {t("ui.cancel")}
          </Button>
        )}
        {job.can_retry && (
          <Button
            size="compact-sm"
            variant="default"
            loading={change.busy}
            aria-label={t("job.retryOne", { what: name })}
            onClick={() => void change.run("retry")}
          >
            {t("ui.retry")}
          </Button>
        )}
      </Group>
    </li>
  );
}
