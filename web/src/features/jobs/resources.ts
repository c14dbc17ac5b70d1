/** Work that goes on by itself on the server: what the person has submitted, wherever. */
import type { Api } from "../../core/api.ts";
import type { Collection, ResourceSpec } from "../../core/replica.ts";
import type { components } from "../../data/api.gen.ts";
import { type HeardOf, ME } from "../../data/resources.ts";

export type Job = components["schemas"]["Job"];

export const jobs: ResourceSpec<Job> = {
  name: "jobs",
  list: (api) => api.list("/v1/me/jobs", {}),
};

/** A job says itself where it is read; what can be done with it is below that. */
export const act = async (api: Api, job: Job, what: "cancel" | "retry"): Promise<Job> => (await api.send<Job>("POST", `${job.path}/${what}`)).value;

/** A link to what it made, for the next five minutes. */
export const fileOf = async (api: Api, job: Job): Promise<string> => (await api.send<{ url: string }>("GET", `${job.path}/result`)).value.url;

export const underWay = (job: Job): boolean => job.state === "queued" || job.state === "running";

/** The job when it has ended, however long that takes; undefined when it is forgotten before. */
export function ended(list: Collection<Job>, id: string): Promise<Job | undefined> {
  return new Promise((resolve) => {
    const look = (): void => {
      const job = list.getSnapshot().byId.get(id);
      if (job && underWay(job)) return;
      stop();
      resolve(job);
    };
    const stop = list.watch(look);
    look();
  });
}

const MOST = 20;
/** Work of seconds, whose outcome stands where it was asked for. */
const ASIDE = "previews.page";

/** What the tray shows, the newest first: all that is under way, and what has ended since the person last cleared it. */
export function shownOf(items: readonly Job[], cleared: string): Job[] {
  return items
    .filter((job) => job.type !== ASIDE && (underWay(job) || (job.ended_at ?? "") > cleared))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, MOST);
}

/** How much of it is done, in percent; null while nobody knows. */
export function shareOf(job: Job): number | null {
  const { done, total } = job.progress;
  if (job.state === "succeeded") return 100;
  return total ? Math.min(100, Math.round((100 * done) / total)) : null;
}

export const heard: HeardOf = {
  job: [
    {
      resources: [jobs.name],
      mine: true,
      // Its frames come every second and hold all of it. News without it are of its end, in the feed.
      carried: (workspace, news) => {
        const { job } = news as { job?: Job };
        return job && workspace.collection(jobs, ME).accept(job);
      },
    },
  ],
};
