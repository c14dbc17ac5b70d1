import type { Workspace } from "../core/workspace.ts";
import { type Heard, type HeardOf, ME } from "../data/resources.ts";

/** Each feature's own: what a changed object of a type makes older on this device. */
const features = Object.values(import.meta.glob<HeardOf>("../features/*/resources.ts", { eager: true, import: "heard" }));

export interface News {
  object: { type: string; id: string };
  /** What the feed says of it, as far as it is known. */
  entry?: unknown;
  /** Of a job: how it stands. */
  job?: unknown;
}

const heardBy = (type: string): readonly Heard[] =>
  features.flatMap((heard) => [...(heard[type] ?? []), ...(heard["*"] ?? []).filter(({ except }) => !except?.includes(type))]);

/** Refreshes what is watched of an org and became older by something that happened. */
export async function heardOf(workspace: Workspace, org: string, news: News): Promise<void> {
  const { object, entry } = news;
  const heard = heardBy(object.type);
  for (const { carried } of heard) {
    const taken = carried?.(workspace, news);
    if (taken) return taken;
  }
  for (const { resources, one, mine, idIn } of heard) {
    const id = idIn ? idIn(entry) : one ? object.id : undefined;
    if (idIn && !id) continue;
    await workspace.touched(mine ? ME : org, resources, id);
  }
}
