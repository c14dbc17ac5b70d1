import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Workspace } from "../../src/core/workspace.ts";
import { syncState } from "../../src/core/sync.ts";
import { FakeApi } from "../fake/api.ts";
import { create, Device, notes, ORG, path, rename, TABLE, until } from "./support.ts";

let api: FakeApi;
let device: Device;

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
});
afterEach(() => device.closeAll());

const entries = (workspace: Workspace) => workspace.outbox.getSnapshot().entries;
const settled = (workspace: Workspace) => until(workspace, () => entries(workspace).length === 0);
const writes = () => api.seen.filter((seen) => seen.method !== "GET" && !seen.path.includes("/auth/"));
const state = (workspace: Workspace) =>
  syncState({ outbox: workspace.outbox.getSnapshot(), documents: 0, online: true, signedOut: false, offlineSince: null, now: device.now });

describe("one outbox", () => {
  test("a change shows at once and is saved only when the server has it", async () => {
    api.trouble = "down";
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.warm();
    await tab.change(create("a", "Plans"));
    expect(list.getSnapshot().byId.get("a")?.title).toBe("Plans");
    expect(list.getSnapshot().unsaved.has("a")).toBe(true);
    await until(tab, () => tab.outbox.getSnapshot().trouble !== null);
    expect(state(tab)).toMatchObject({ kind: "offline", waiting: 1 });
    api.trouble = null;
    tab.outbox.wake();
    await settled(tab);
    expect(state(tab).kind).toBe("saved");
    expect(list.getSnapshot().byId.get("a")).toMatchObject({ title: "Plans", version: 1, workspace: "hearth" });
    expect(list.getSnapshot().unsaved.size).toBe(0);
  });

  test("survives a reload while offline, whatever page is open afterwards", async () => {
    api.trouble = "down";
    const before = await device.tab();
    await before.change(create("a", "Plans"));
    await before.change(rename({ id: "a", version: null, title: "Plans" }, "Better plans"));
    device.closeAll();
    const after = await device.tab();
    expect(entries(after)).toHaveLength(2);
    const list = after.collection(notes, ORG);
    await list.warm();
    expect(list.getSnapshot().byId.get("a")?.title).toBe("Better plans");
    api.trouble = null;
    after.outbox.wake();
    await settled(after);
    expect(api.table(TABLE).get("a")?.title).toBe("Better plans");
  });

  test("sends in order, each POST with a key of its own", async () => {
    const tab = await device.tab();
    for (const id of ["a", "b", "c"]) await tab.change(create(id, id));
    await settled(tab);
    expect(writes().map((seen) => (seen.body as { id: string }).id)).toEqual(["a", "b", "c"]);
    expect(new Set(writes().map((seen) => seen.key)).size).toBe(3);
  });

  test("a lost answer is asked for again with the same key: made once", async () => {
    api.loseAnswers = 1;
    const tab = await device.tab();
    await tab.change(create("a", "Plans"));
    await until(tab, () => tab.outbox.getSnapshot().trouble !== null);
    tab.outbox.wake();
    await settled(tab);
    expect(writes()).toHaveLength(2);
    expect(writes()[0]!.key).toBe(writes()[1]!.key);
    expect(api.table(TABLE).size).toBe(1);
  });

  test("changes nobody has sent yet become one", async () => {
    api.trouble = "down";
    const note = api.put(TABLE, { id: "a", title: "One" }) as never as { id: string; version: number; title: string };
    const tab = await device.tab();
    await until(tab, () => !tab.outbox.getSnapshot().sending);
    await tab.change(rename(note, "Two"));
    await until(tab, () => tab.outbox.getSnapshot().trouble !== null);
    await tab.change(rename({ ...note, title: "Two" }, "Three"));
    await tab.change(rename({ ...note, title: "Three" }, "Four"));
    expect(entries(tab).map((entry) => entry.body?.title)).toEqual(["Two", "Four"]);
    api.trouble = null;
    tab.outbox.wake();
    await settled(tab);
    expect(api.table(TABLE).get("a")?.title).toBe("Four");
  });
});

describe("a server in trouble", () => {
  test.each([["500"], ["429"], ["html"], ["down"]] as const)("%s for minutes: waits longer each time, loses nothing", async (trouble) => {
    api.trouble = trouble;
    const tab = await device.tab();
    await tab.change(create("a", "Plans"));
    for (let i = 0; i < 9; i++) {
      const seen = device.waits.length;
      await until(tab, () => device.waits.length > seen || tab.outbox.getSnapshot().trouble !== null);
      device.now += 120_000;
      tab.outbox.wake();
      await tab.outbox.drain();
    }
    expect(entries(tab)).toHaveLength(1);
    const reason = state(tab);
    expect(reason.kind).toBe(trouble === "down" ? "offline" : "slow");
    const retryIn = tab.outbox.getSnapshot().trouble!.retryAt - device.now;
    expect(retryIn).toBeGreaterThan(20_000);
    expect(retryIn).toBeLessThanOrEqual(75_000);
    api.trouble = null;
    tab.outbox.wake();
    await settled(tab);
    expect(api.table(TABLE).get("a")?.title).toBe("Plans");
  });

  test("a session ended elsewhere keeps the changes for the next sign-in", async () => {
    const tab = await device.tab();
    api.tokenAlive = false;
    api.refuse = () => ({ status: 401, code: "unauthenticated" });
    await tab.change(create("a", "Plans"));
    await until(tab, () => tab.outbox.getSnapshot().trouble !== null);
    expect(state(tab)).toMatchObject({ kind: "signed-out", waiting: 1 });
    device.closeAll();
    api.tokenAlive = true;
    api.refuse = null;
    const again = await device.tab();
    await settled(again);
    expect(api.table(TABLE).get("a")?.title).toBe("Plans");
  });
});

describe("a refused change", () => {
  test("keeps the person's words on a card; others go on", async () => {
    api.refuse = (seen) => ((seen.body as { id?: string })?.id === "a" ? { status: 403, code: "forbidden", detail: "no" } : null);
    const tab = await device.tab();
    await tab.change(create("a", "Refused words"));
    await tab.change(rename({ id: "a", version: null, title: "Refused words" }, "Waits behind it"));
    await tab.change(create("b", "Goes on"));
    await until(tab, () => entries(tab).some((entry) => entry.state === "refused") && api.table(TABLE).has("b"));
    await until(tab, () => entries(tab).length === 2);
    expect(entries(tab)[0]).toMatchObject({ state: "refused", body: { title: "Refused words" }, refusal: { code: "forbidden" } });
    expect(entries(tab)[1]).toMatchObject({ state: "waiting" });
    expect(state(tab)).toMatchObject({ kind: "refused", refused: 1 });
    api.refuse = null;
    await tab.outbox.retry(entries(tab)[0]!.seq);
    await settled(tab);
    expect(api.table(TABLE).get("a")?.title).toBe("Waits behind it");
  });

  test("discarding it takes what depends on it along, and the list shows the server's truth", async () => {
    api.refuse = (seen) => (seen.method === "POST" ? { status: 422, code: "invalid" } : null);
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.warm();
    await tab.change(create("a", "Refused"));
    await tab.change(rename({ id: "a", version: null, title: "Refused" }, "Depends"));
    await until(tab, () => entries(tab)[0]?.state === "refused");
    await tab.outbox.discard(entries(tab)[0]!.seq);
    expect(entries(tab)).toHaveLength(0);
    expect(list.getSnapshot().byId.has("a")).toBe(false);
  });

  test("somebody else changed another field: merged without asking", async () => {
    api.put(TABLE, { id: "a", title: "One", emoji: "x" });
    const tab = await device.tab();
    Object.assign(api.table(TABLE).get("a")!, { emoji: "y", version: 2 });
    await tab.change(rename({ id: "a", version: 1, title: "One" }, "Two"));
    await settled(tab);
    expect(api.table(TABLE).get("a")).toMatchObject({ title: "Two", emoji: "y", version: 3 });
  });

  test("somebody else changed the same field: a card with both, nothing overwritten", async () => {
    api.put(TABLE, { id: "a", title: "One" });
    const tab = await device.tab();
    Object.assign(api.table(TABLE).get("a")!, { title: "Theirs", version: 2 });
    await tab.change(rename({ id: "a", version: 1, title: "One" }, "Mine"));
    await until(tab, () => entries(tab)[0]?.state === "refused");
    expect(entries(tab)[0]).toMatchObject({ body: { title: "Mine" }, refusal: { theirs: { title: "Theirs" } } });
    expect(api.table(TABLE).get("a")?.title).toBe("Theirs");
  });

  test("deleting what is gone already is done", async () => {
    const tab = await device.tab();
    await tab.change({ method: "DELETE", path: path("gone"), effect: { op: "remove", scope: ORG, noun: "notes", id: "gone" }, label: { key: "x" } });
    await settled(tab);
  });
});

describe("several tabs and devices", () => {
  test("two tabs agree and send each change once", async () => {
    const one = await device.tab();
    const two = await device.tab();
    await two.change(create("b", "From the second tab"));
    await one.change(create("a", "From the first tab"));
    await Promise.all([settled(one), settled(two)]);
    expect(writes().filter((seen) => seen.method === "POST")).toHaveLength(2);
  });

  test("the tab that was sending closes: the other goes on", async () => {
    api.trouble = "down";
    const one = await device.tab();
    const two = await device.tab();
    await one.change(create("a", "Plans"));
    await until(two, () => entries(two).length === 1);
    one.close();
    api.trouble = null;
    two.outbox.wake();
    await settled(two);
    expect(api.table(TABLE).get("a")?.title).toBe("Plans");
  });

  test("two outboxes after a device restore: each change is made once", async () => {
    api.trouble = "down";
    const original = await device.tab();
    await original.change(create("a", "Plans"));
    const rows = await original.db!.all("outbox");
    const restored = new Device(api);
    const seed = await restored.tab();
    await seed.db!.write("outbox", rows);
    restored.closeAll();
    api.trouble = null;
    original.outbox.wake();
    await settled(original);
    const copy = await restored.tab();
    await settled(copy);
    expect(api.table(TABLE).size).toBe(1);
    restored.closeAll();
  });
});

describe("storage", () => {
  test("denied: works from memory and says so", async () => {
    api.trouble = "down";
    const broken = new Device(api);
    Object.defineProperty(broken.factory, "open", {
      value: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
    const tab = await broken.tab();
    await tab.change(create("a", "Plans"));
    expect(state(tab)).toMatchObject({ kind: "storage", problem: "denied", waiting: 1 });
    api.trouble = null;
    tab.outbox.wake();
    await settled(tab);
    expect(api.table(TABLE).get("a")?.title).toBe("Plans");
    broken.closeAll();
  });

  test("full: the change stays in memory, is sent from there, and the state says so", async () => {
    api.trouble = "down";
    const tab = await device.tab();
    const write = tab.db!.write.bind(tab.db!);
    tab.db!.write = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    await tab.change(create("a", "Plans"));
    expect(state(tab)).toMatchObject({ kind: "storage", problem: "full", waiting: 1 });
    tab.db!.write = write;
    api.trouble = null;
    tab.outbox.wake();
    await settled(tab);
    expect(api.table(TABLE).get("a")?.title).toBe("Plans");
  });
});
