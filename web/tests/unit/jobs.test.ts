import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardOf } from "../../src/app/heard.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { act, ended, type Job, jobs, shareOf, shownOf } from "../../src/features/jobs/resources.ts";
import { paperOf } from "../../src/features/documents/export.ts";
import { ME } from "../../src/data/resources.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG } from "./support.ts";

const AT = "2026-11-21T10:30:00.123Z";

const job = (id: string, state: Job["state"], more: Partial<Job> = {}): Job => ({
  id,
  state,
  version: 1,
  type: "audit.export",
  org_id: ORG,
  path: `/v1/orgs/${ORG}/jobs/${id}`,
  submitted_by: { id: "ada", name: "Ada" },
  progress: { done: 0, total: null, step: null },
  attempts: 1,
  next_try_at: null,
  cancelling: false,
  reason: null,
  can_retry: false,
  result: null,
  created_at: AT,
  updated_at: AT,
  started_at: AT,
  ended_at: state === "queued" || state === "running" ? null : AT,
  expires_at: null,
  ...more,
});

let api: FakeApi;
let device: Device;
let tab: Workspace;

beforeEach(async () => {
  api = new FakeApi();
  device = new Device(api);
  tab = await device.tab();
});
afterEach(() => device.closeAll());

/** One job is queued. */
const look = (): Promise<void> => tab.collection(jobs, ME).accept(job("a", "queued"));
const states = (): string[] =>
  tab
    .collection(jobs, ME)
    .getSnapshot()
    .items.map(({ id, state }) => `${id} ${state}`);

describe("news of a job", () => {
  test("carry how it stands, so nothing is asked for", async () => {
    await look();
    await heardOf(tab, ORG, { object: { type: "job", id: "a" }, job: job("a", "running", { version: 2 }) });
    expect(states()).toEqual(["a running"]);
    expect(api.seen).toEqual([]);
  });

  test("that come late change nothing", async () => {
    await look();
    await heardOf(tab, ORG, { object: { type: "job", id: "a" }, job: job("a", "succeeded", { version: 7 }) });
    await heardOf(tab, ORG, { object: { type: "job", id: "a" }, job: job("a", "running", { version: 6 }) });
    expect(states()).toEqual(["a succeeded"]);
  });

  test("survive a reload", async () => {
    await look();
    const again = await device.tab();
    await again.collection(jobs, ME).readDisk(true);
    expect(
      again
        .collection(jobs, ME)
        .getSnapshot()
        .items.map(({ id }) => id),
    ).toEqual(["a"]);
  });
});

test("what is done with a job is below where it is read", async () => {
  const sent: string[] = [];
  const fake = { send: (method: string, path: string) => (sent.push(`${method} ${path}`), Promise.resolve({ value: job("a", "cancelled") })) };
  await act(fake as never, job("a", "running"), "cancel");
  await act(fake as never, job("b", "failed", { org_id: null, path: "/v1/me/jobs/b" }), "retry");
  expect(sent).toEqual([`POST /v1/orgs/${ORG}/jobs/a/cancel`, "POST /v1/me/jobs/b/retry"]);
});

describe("the tray", () => {
  test("shows what is under way whatever was cleared, and what ended since, the newest first", () => {
    const items = [job("1", "running"), job("2", "failed"), job("3", "succeeded", { ended_at: "2026-11-22T00:00:00.000Z" })];
    expect(shownOf(items, "").map(({ id }) => id)).toEqual(["3", "2", "1"]);
    expect(shownOf(items, AT).map(({ id }) => id)).toEqual(["3", "1"]);
    expect(shownOf(items, "2027-01-01T00:00:00.000Z").map(({ id }) => id)).toEqual(["1"]);
  });

  test("knows how much is done where the job knows", () => {
    const at = (done: number, total: number | null): Job => job("a", "running", { progress: { done, total, step: null } });
    expect([at(0, null), at(1, 3), at(3, 3), at(9, 3)].map(shareOf)).toEqual([null, 33, 100, 100]);
    expect(shareOf(job("a", "succeeded"))).toBe(100);
  });
});

describe("who waits for a job", () => {
  test("hears of its end, whatever it is", async () => {
    await look();
    const list = tab.collection(jobs, ME);
    const waited = ended(list, "a");
    await list.accept(job("a", "running", { version: 2 }));
    await list.accept(job("a", "failed", { version: 3 }));
    expect((await waited)?.state).toBe("failed");
  });

  test("at once where it has ended already", async () => {
    const list = tab.collection(jobs, ME);
    await list.accept(job("b", "succeeded"));
    expect((await ended(list, "b"))?.state).toBe("succeeded");
  });
});

test("letters are written on US letter in some countries, on A4 in the others", () => {
  expect(["en-US", "es-MX", "en", "de", "en-GB", "fr-CA"].map(paperOf)).toEqual(["us-letter", "us-letter", "us-letter", "a4", "a4", "us-letter"]);
});
