import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Changes } from "../../src/core/resource.ts";
import { LAG, type ResourceSpec } from "../../src/core/replica.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { FakeApi } from "../fake/api.ts";
import { chance } from "./chance.ts";
import { create, Device, type Note, notes, ORG, rename, TABLE } from "./support.ts";

/** The same list, of which can be asked what changed. */
const told: ResourceSpec<Note> = {
  ...notes,
  since: async (api, scope, cursor) =>
    (await api.send<Changes<Note>>("GET", `/v1/orgs/${scope}/changes/notes`, { query: { limit: 4, ...(cursor ? { since: cursor } : {}) } })).value,
};

let api: FakeApi;
let device: Device;

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
});
afterEach(() => device.closeAll());

const here = (): Note[] => [...api.table(TABLE).values()].filter((row) => !row.closed && !row.deleted_at).map((row) => structuredClone(row) as unknown as Note);
const shown = (tab: Workspace): Note[] => [...tab.collection(told, ORG).getSnapshot().items];
const byId = (rows: readonly Note[]): Note[] => [...rows].sort((a, b) => a.id.localeCompare(b.id));
/** What was asked of the list and of its changes since the last time. */
function asked(): string[] {
  return api.seen
    .splice(0)
    .filter(({ method, path }) => method === "GET" && path.includes("notes"))
    .map(({ path }) => path.split("/").slice(4).join("/"));
}

async function begun(count: number): Promise<Workspace> {
  for (let i = 0; i < count; i++) api.put(TABLE, { id: `n${i}`, title: `Note ${i}` });
  const tab = await device.tab();
  await tab.collection(told, ORG).refresh();
  return tab;
}

describe("what changed since", () => {
  test("is asked for after the list was read once, and nothing else", async () => {
    const tab = await begun(130);
    expect(asked().sort()).toEqual(["changes/notes", "notes", "notes"]);
    api.put(TABLE, { id: "n3", title: "Another", version: 2 });
    api.remove(TABLE, "n4");
    api.change(TABLE, "n5", { closed: true });
    await tab.collection(told, ORG).refresh();
    expect(new Set(asked())).toEqual(new Set(["changes/notes"]));
    expect(byId(shown(tab))).toEqual(byId(here()));
  });

  test("after days offline and a restart it is one delta, not the list", async () => {
    await begun(130);
    device.closeAll();
    for (let i = 0; i < 3; i++) api.change(TABLE, `n${i}`, { title: "While away" });
    api.remove(TABLE, "n9");
    asked();
    device.now += 3 * 86_400_000;
    const tab = await device.tab();
    const list = tab.collection(told, ORG);
    const stop = list.watch(() => undefined);
    await vi.waitFor(() => expect(list.asked).toBe(true));
    stop();
    expect(new Set(asked())).toEqual(new Set(["changes/notes"]));
    expect(byId(shown(tab))).toEqual(byId(here()));
  });

  test("a cursor that holds no more, or that nobody can read, reads the list", async () => {
    const tab = await begun(5);
    api.generation += 1;
    api.table(TABLE).delete("n2");
    await tab.collection(told, ORG).refresh();
    expect(byId(shown(tab))).toEqual(byId(here()));
    device.closeAll();
    const again = await device.tab();
    await again.db!.write("lists", [{ key: `${ORG}/notes`, at: 1, cursor: "garbage" }]);
    api.table(TABLE).delete("n3");
    await again.collection(told, ORG).refresh();
    expect(byId(shown(again))).toEqual(byId(here()));
  });

  test("lies under what waits to be sent", async () => {
    const tab = await begun(3);
    api.trouble = "down";
    await tab.change(rename({ id: "n1", version: 1, title: "Note 1" }, "Mine"));
    await tab.change(create("mine", "Made here"));
    api.trouble = null;
    api.refuse = ({ method }) => (method === "GET" ? null : { status: 503, code: "unavailable" });
    api.change(TABLE, "n1", { emoji: "🌱" });
    api.remove(TABLE, "n0");
    await tab.collection(told, ORG).refresh();
    expect(shown(tab).map(({ id, title, emoji }) => [id, title, emoji])).toEqual([
      ["n1", "Mine", "🌱"],
      ["n2", "Note 2", undefined],
      ["mine", "Made here", undefined],
    ]);
  });

  test("what the server said of one object a moment ago outlives a delta from an index behind", async () => {
    const tab = await begun(2);
    const list = tab.collection(told, ORG);
    await list.accept({ id: "new", version: 1, title: "Made just now" });
    await list.forget("n0");
    await list.refresh();
    expect(shown(tab).map(({ id }) => id)).toEqual(["n1", "new"]);
  });

  test("a role that allows the list no more takes the cursor with it", async () => {
    const tab = await begun(2);
    api.refuse = () => ({ status: 403, code: "forbidden" });
    await tab.collection(told, ORG).refresh();
    expect(shown(tab)).toEqual([]);
    api.refuse = null;
    device.closeAll();
    const again = await device.tab();
    await again.collection(told, ORG).refresh();
    expect(byId(shown(again))).toEqual(byId(here()));
  });

  test("a disk that missed a delta gets the whole list with the next", async () => {
    const tab = await begun(4);
    vi.spyOn(tab.db!, "commit").mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
    api.change(TABLE, "n0", { title: "Missed by the disk" });
    await tab.collection(told, ORG).refresh();
    for (let i = 0; i < 5; i++) api.change(TABLE, "n3", { title: `Later ${i}` });
    await tab.collection(told, ORG).refresh();
    device.closeAll();
    const again = await device.tab();
    await again.collection(told, ORG).warm();
    expect(byId(shown(again))).toEqual(byId(here()));
  });

  test("a tab that is behind does not write over what another has read", async () => {
    const ahead = await begun(4);
    const behind = await device.tab();
    await behind.collection(told, ORG).warm();
    // What the first tab writes from now on, the second does not hear of.
    vi.spyOn(behind.collection(told, ORG), "readDisk").mockResolvedValue(undefined);
    const page = behind.api.send.bind(behind.api);
    const held = vi.spyOn(behind.api, "send").mockImplementation(async (...call) => {
      const answer = await page(...(call as Parameters<typeof page>));
      if (call[1].includes("changes")) {
        held.mockRestore();
        for (let i = 0; i < 6; i++) api.change(TABLE, "n1", { title: `Newer ${i}` });
        await ahead.collection(told, ORG).refresh();
      }
      return answer as never;
    });
    api.change(TABLE, "n1", { title: "Older" });
    await behind.collection(told, ORG).refresh();
    const rows = await ahead.db!.all<{ id: string; value: Note }>("objects");
    expect(rows.find(({ id }) => id === "n1")?.value.title).toBe("Newer 5");
  });

  test("what is over by itself goes with the next answer, and nobody has to tell of it", async () => {
    const spec: ResourceSpec<Note> = { ...told, until: ({ emoji }) => emoji };
    device.now = Date.parse("2026-12-01T00:00:00Z");
    for (const day of ["01", "03"]) api.put(TABLE, { id: day, title: "In the trash", emoji: `2026-12-${day}T12:00:00.000Z` });
    const list = (await device.tab()).collection(spec, ORG);
    await list.refresh();
    expect(list.getSnapshot().items).toHaveLength(2);
    device.now += 86_400_000;
    await list.refresh();
    expect(list.getSnapshot().items.map(({ id }) => id)).toEqual(["03"]);
  });
});

const FIRST = Number(process.env.HEARTH_CHANGES_SEED ?? 1);
const SEEDS = Number(process.env.HEARTH_CHANGES_SEEDS ?? 12);

describe("whatever comes in between", () => {
  test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))("a replica ends as the list, seed %i", async (seed) => {
    const below = chance(seed);
    let tabs = [await begun(6), await device.tab()];
    const some = (): string => [...api.table(TABLE).keys()][below(api.table(TABLE).size)] ?? "n0";
    const tab = (): Workspace => tabs[below(tabs.length)]!;
    const under: Promise<unknown>[] = [];
    let made = 0;
    const acts: (() => unknown)[] = [
      () => api.put(TABLE, { id: `s${made++}`, title: "From the server" }),
      () => api.table(TABLE).size > 0 && api.change(TABLE, some(), { title: `Title ${made++}` }),
      () => api.table(TABLE).size > 0 && api.change(TABLE, some(), { closed: below(2) === 0 }),
      () => api.remove(TABLE, some()),
      () => tab().change(create(`c${made++}`, "From a device")),
      () => tab().change(rename({ id: some(), version: null, title: "" }, `Renamed ${made++}`)),
      () => under.push(tab().collection(told, ORG).refresh()),
      () => tab().collection(told, ORG).refresh(),
      () => tab().collection(told, ORG).refreshOne(some()),
      () => tab().collection(notes, ORG).readDisk(),
      () => void (api.trouble = below(2) ? null : "down"),
      () => below(3) === 0 && (api.generation += 1),
      () => void (device.now += below(2 * LAG)),
      async () => {
        device.closeAll();
        tabs = [await device.tab(), await device.tab()];
      },
    ];
    for (let step = 0; step < 60; step++) await acts[below(acts.length)]!();
    api.trouble = null;
    await Promise.all(under);
    // What was refused is given up, since others may wait behind it.
    await vi.waitFor(async () => {
      for (const { seq, state } of tabs[0]!.outbox.getSnapshot().entries) if (state === "refused") await tabs[0]!.outbox.discard(seq);
      for (const one of tabs) one.outbox.wake();
      expect(tabs.flatMap((one) => one.outbox.getSnapshot().entries)).toEqual([]);
    });
    for (let round = 0; round < 2; round++) {
      device.now += 2 * LAG;
      for (const one of tabs) await one.collection(told, ORG).refresh();
    }
    for (const one of tabs) expect(byId(shown(one))).toEqual(byId(here()));
    device.closeAll();
    const last = await device.tab();
    await last.collection(told, ORG).refresh();
    expect(byId(shown(last))).toEqual(byId(here()));
  });
});
