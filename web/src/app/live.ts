// Not the whole provider: the shell needs the socket, and Yjs only comes with the first document.
import { LiveConnection, type TopicListener } from "@hearth/provider/connection";
import { type Ticket, TicketRefused } from "@hearth/provider/link";
import { heardOf } from "./heard.ts";
import { connectionStatus } from "./connectionStatus.ts";
import { ApiError } from "../core/api.ts";
import type { Workspace } from "../core/workspace.ts";

const connections = new WeakMap<Workspace, LiveConnection>();
const QUIET = 60_000;

/** The one socket of this tab. */
export function liveOf(workspace: Workspace): LiveConnection {
  let found = connections.get(workspace);
  if (found) return found;
  found = new LiveConnection({ client: "hearth-web", ticket: () => ticket(workspace) });
  connections.set(workspace, found);
  found.events.on("phase", (phase) => {
    if (phase.name === "open") connectionStatus.say(true);
    else if (phase.name === "waiting") connectionStatus.say(false);
    if (phase.name !== "open") return;
    workspace.outbox.wake();
    workspace.refreshWatched();
  });
  const nudge = (): void => {
    if (document.visibilityState === "visible") found.nudge();
  };
  addEventListener("online", nudge);
  document.addEventListener("visibilitychange", nudge);
  workspace.onClose(() => {
    removeEventListener("online", nudge);
    document.removeEventListener("visibilitychange", nudge);
    found.stop();
  });
  found.start();
  return found;
}

async function ticket(workspace: Workspace): Promise<Ticket> {
  try {
    return await workspace.api.post("/v1/live/tickets");
  } catch (error) {
    if (error instanceof ApiError && error.kind === "unauthenticated") throw new TicketRefused();
    throw error;
  }
}

export interface OrgFollower {
  /** The person may no longer be in the org: look. */
  doubt(): void;
}

/** Refreshes what is watched when the org or somebody else of us says that something changed. */
export function followOrg(workspace: Workspace, org: string, follower: OrgFollower): () => void {
  const live = liveOf(workspace);
  const heard: TopicListener["frame"] = (frame) => {
    if (frame.type === "changed") {
      void heardOf(workspace, org, frame);
    } else if (frame.type === "access-ended" || frame.type === "role-changed") {
      follower.doubt();
      void workspace.touched("me", ["orgs"]);
    }
  };
  const listener = {
    subscribed: () => undefined,
    frame: heard,
    refused: () => follower.doubt(),
    down: () => undefined,
  };
  const memberships = [live.join(`activity:${org}`, listener), live.join(`user:${workspace.person}`, { ...listener, refused: () => undefined })];
  // The socket may be closed to us for long; whoever looks at the page still sees what is new.
  const timer = setInterval(() => {
    if (document.visibilityState === "visible" && navigator.onLine && !live.open) workspace.refreshWatched();
  }, QUIET);
  return () => {
    clearInterval(timer);
    for (const membership of memberships) membership.leave();
  };
}

/** The same of what happens in the spaces of these teams, which not everyone in the org hears of. */
export function followTeams(workspace: Workspace, org: string, teams: readonly string[], follower: OrgFollower): () => void {
  const live = liveOf(workspace);
  const listener: TopicListener = {
    subscribed: () => undefined,
    frame: (frame) => {
      if (frame.type === "changed") void heardOf(workspace, org, frame);
      else if (frame.type === "access-ended") follower.doubt();
    },
    refused: () => follower.doubt(),
    down: () => undefined,
  };
  const memberships = teams.map((team) => live.join(`team:${org}/${team}`, listener));
  return () => memberships.forEach((membership) => membership.leave());
}
