import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LAG, type ResourceSpec } from "../../src/core/replica.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, type Note, notes, ORG, path, TABLE, until } from "./support.ts";

/** Two lists of the same objects, those that are there and those in the trash, each from an index that is behind. */
type Binned = Note & { deleted_at?: string | null };
const bin: ResourceSpec<Binned> = { name: "bin", list: (api, scope) => api.pages<Binned>(`/v1/orgs/${scope}/notes`, { deleted: true }) };
const PLANS = { id: "a", version: 1, title: "Plans" };

let api: FakeApi;
let device: Device;
let tab: Workspace;

const titles = (noun: ResourceSpec<Note>): string[] =>
  tab
    .collection(noun, ORG)
    .getSnapshot()
    .items.map(({ title }) => title);
const remove = (): Promise<unknown> =>
  tab.change({
    method: "DELETE",
    path: path("a"),
    effect: { op: "remove", scope: ORG, noun: "notes", id: "a", to: "bin", value: { ...PLANS, deleted_at: "2026-05-04T10:00:00.000Z" } },
    label: { key: "change.note.delete" },
  });
const restore = (): Promise<unknown> =>
  tab.change({
    method: "POST",
    path: `${path("a")}/restore`,
    effect: { op: "put", scope: ORG, noun: "notes", id: "a", value: { ...PLANS, deleted_at: null }, from: "bin" },
    label: { key: "change.note.restore" },
  });
const sent = (): Promise<void> => until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
/** Both lists are asked for, and answered as they were a while ago. */
const reread = async (): Promise<void> => void (await Promise.all([tab.collection(notes, ORG).refresh(), tab.collection(bin, ORG).refresh()]));
function behind(): () => void {
  const rows = [...api.table(TABLE).values()].map((row) => structuredClone(row));
  const spy = vi
    .spyOn(tab.api, "pages")
    .mockImplementation((_path, query) =>
      Promise.resolve(
        structuredClone(rows.filter((row) => Boolean(row.deleted_at) === Boolean((query as { deleted?: boolean } | undefined)?.deleted))) as never[],
      ),
    );
  return () => spy.mockRestore();
}

beforeEach(async () => {
  api = new FakeApi();
  api.put(TABLE, PLANS);
  device = new Device(api);
  tab = await device.tab();
  await tab.collection(notes, ORG).refresh();
});
afterEach(() => device.closeAll());

describe("the trash while its index lags", () => {
  test("what was just deleted is there, and nowhere else", async () => {
    await tab.collection(bin, ORG).refresh();
    const caughtUp = behind();
    await remove();
    await sent();
    await reread();
    expect([titles(notes), titles(bin)]).toEqual([[], ["Plans"]]);
    caughtUp();
    device.now += LAG + 1;
    await reread();
    expect([titles(notes), titles(bin)]).toEqual([[], ["Plans"]]);
  });

  test("also for somebody who opens the trash only afterwards", async () => {
    behind();
    await remove();
    await sent();
    const list = tab.collection(bin, ORG);
    const stop = list.watch(() => undefined);
    await vi.waitFor(() => expect(list.asked).toBe(true));
    expect(titles(bin)).toEqual(["Plans"]);
    stop();
  });

  test("what was just restored is back, and in the trash no more", async () => {
    await remove();
    await sent();
    await reread();
    const caughtUp = behind();
    await restore();
    await sent();
    await reread();
    expect([titles(notes), titles(bin)]).toEqual([["Plans"], []]);
    caughtUp();
    device.now += LAG + 1;
    await reread();
    expect([titles(notes), titles(bin)]).toEqual([["Plans"], []]);
  });

  test("restored by the undo of a notice, before anybody looked at the trash", async () => {
    await remove();
    await sent();
    behind();
    await restore();
    await sent();
    const list = tab.collection(bin, ORG);
    const stop = list.watch(() => undefined);
    await vi.waitFor(() => expect(list.asked).toBe(true));
    expect([titles(notes), titles(bin)]).toEqual([["Plans"], []]);
    stop();
  });

  test("what somebody else did counts once the index had its time", async () => {
    await tab.collection(bin, ORG).refresh();
    await remove();
    await sent();
    api.put(TABLE, { ...PLANS, version: 3, deleted_at: null });
    device.now += LAG + 1;
    await reread();
    expect([titles(notes), titles(bin)]).toEqual([["Plans"], []]);
  });
});

describe("the trash without the network", () => {
  test("shows at once what goes into it and what leaves it", async () => {
    await tab.collection(bin, ORG).refresh();
    api.trouble = "down";
    await remove();
    expect([titles(notes), titles(bin)]).toEqual([[], ["Plans"]]);
    await restore();
    expect([titles(notes), titles(bin)]).toEqual([["Plans"], []]);
    api.trouble = null;
    tab.outbox.wake();
    await sent();
    await reread();
    expect([titles(notes), titles(bin)]).toEqual([["Plans"], []]);
  });

  test("a restore that is refused leaves it where it was", async () => {
    await remove();
    await sent();
    await reread();
    api.refuse = (seen) => (seen.path.endsWith("/restore") ? { status: 403, code: "forbidden" } : null);
    await restore();
    await until(tab, () => tab.outbox.getSnapshot().entries.some(({ state }) => state === "refused"));
    expect([titles(notes), titles(bin)]).toEqual([[], ["Plans"]]);
  });
});
