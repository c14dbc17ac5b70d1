import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "../../src/core/problem.ts";
import type { ResourceSpec } from "../../src/core/replica.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, type Note, notes, ORG, TABLE } from "./support.ts";

interface Event {
  id: string;
  at: string;
  of?: string;
  said?: string;
}

/** What the server knows, oldest first; a page holds three. */
let known: Event[];
let hidden: Set<string>;
let device: Device;
let api: FakeApi;

const event = (n: number): Event => ({ id: `e${n}`, at: String(n).padStart(6, "0") });
const page = (cursor: string | null): { items: Event[]; next: string | null } => {
  const before = known.filter(({ at }) => !cursor || at < cursor).reverse();
  const some = before.slice(0, 3);
  return { items: some.filter(({ id }) => !hidden.has(id)), next: before.length > 3 ? some.at(-1)!.at : null };
};
const log: ResourceSpec<Event> = {
  name: "log",
  list: () => Promise.resolve(page(null).items),
  history: { page: (_api, _scope, cursor) => Promise.resolve(page(cursor)), at: ({ at }) => at, about: ({ of }) => of },
};
const told: ResourceSpec<Note> = { ...notes, toldIn: [log] };

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
  known = Array.from({ length: 8 }, (_, i) => event(i));
  hidden = new Set();
});
afterEach(() => {
  vi.restoreAllMocks();
  device.closeAll();
});

describe("a history", () => {
  test("is read from its newest end, and goes on to its first entry", async () => {
    const list = (await device.tab()).collection(log, ORG);
    const ids = (): string[] =>
      list
        .getSnapshot()
        .items.map(({ id }) => id)
        .sort();
    await list.refresh();
    expect(ids()).toEqual(["e5", "e6", "e7"]);
    expect(list.getSnapshot().goesOn).toBe(true);
    await list.readOlder();
    expect(ids()).toEqual(["e2", "e3", "e4", "e5", "e6", "e7"]);
    await list.readOlder();
    expect(ids()).toEqual(["e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7"]);
    expect(list.getSnapshot().goesOn).toBe(false);
  });

  test("keeps what was read of it when something new pushes it off the newest page", async () => {
    const list = (await device.tab()).collection(log, ORG);
    await list.refresh();
    await list.readOlder();
    known.push(event(8), event(9));
    await list.refresh();
    expect(list.getSnapshot().items).toHaveLength(8);
    await list.readOlder();
    expect(
      list
        .getSnapshot()
        .items.map(({ id }) => id)
        .sort(),
    ).toEqual(known.map(({ id }) => id));
  });

  test("has no gap in it: when more came than a page holds, it is read on from there", async () => {
    const list = (await device.tab()).collection(log, ORG);
    await list.refresh();
    known.push(...Array.from({ length: 6 }, (_, i) => event(20 + i)));
    await list.refresh();
    expect(
      list
        .getSnapshot()
        .items.map(({ id }) => id)
        .sort(),
    ).toEqual(["e23", "e24", "e25"]);
    for (let pages = 0; list.getSnapshot().goesOn; pages++) {
      expect(pages).toBeLessThan(9);
      await list.readOlder();
    }
    expect(list.getSnapshot().items).toHaveLength(14);
  });

  test("a page of which nothing may be seen is not its end", async () => {
    hidden = new Set(["e2", "e3", "e4"]);
    const list = (await device.tab()).collection(log, ORG);
    await list.refresh();
    await list.readOlder();
    expect(
      list
        .getSnapshot()
        .items.map(({ id }) => id)
        .sort(),
    ).toEqual(["e0", "e1", "e5", "e6", "e7"]);
  });

  test("an entry that is told again shows what is new of it, and keeps its place", async () => {
    const list = (await device.tab()).collection(log, ORG);
    await list.refresh();
    await list.readOlder();
    known.push(event(8), { ...event(9), said: "early" });
    await list.refresh();
    known[9]!.said = "late";
    await list.refresh();
    expect(list.getSnapshot().byId.get("e9")?.said).toBe("late");
    expect(list.getSnapshot().items).toHaveLength(8);
  });

  test("tells nothing of an object that somebody lost sight of: not in its older pages, not on disk, not on the way", async () => {
    const tell = (n: number, of: string): Event => ({ ...event(n), of });
    known = Array.from({ length: 8 }, (_, i) => tell(i, i % 2 ? "secret" : "open"));
    api.put(TABLE, { id: "secret", title: "Secret" });
    api.put(TABLE, { id: "open", title: "Open" });
    const tab = await device.tab();
    const [list, objects] = [tab.collection(log, ORG), tab.collection(told, ORG)];
    const ids = (): string[] =>
      list
        .getSnapshot()
        .items.map(({ id }) => id)
        .sort();
    await objects.refresh();
    await list.refresh();
    await list.readOlder();
    expect(ids()).toEqual(["e2", "e3", "e4", "e5", "e6", "e7"]);
    let answer = (): void => undefined;
    const before = page("000002");
    vi.spyOn(log.history!, "page").mockImplementationOnce(() => new Promise((resolve) => (answer = () => resolve(before))));
    const reading = list.readOlder();
    api.refuse = (seen) => (seen.path.endsWith("/secret") ? { status: 404, code: "note_not_found" } : null);
    hidden = new Set(["e1", "e3", "e5", "e7"]);
    await objects.refreshOne("secret");
    await expect.poll(ids).toEqual(["e2", "e4", "e6"]);
    answer();
    await reading;
    expect(ids()).toEqual(["e0", "e2", "e4", "e6"]);
    expect((await tab.db!.all<{ noun: string; id: string }>("objects")).filter(({ noun }) => noun === "log").map(({ id }) => id)).toEqual(["e6"]);

    // The same when a list that is read again no longer has it, and when nobody has opened the history on this page.
    device.closeAll();
    const next = await device.tab();
    api.table(TABLE).delete("open");
    await next.collection(told, ORG).refresh();
    await expect.poll(async () => (await next.db!.all<{ noun: string }>("objects")).some(({ noun }) => noun === "log")).toBe(false);
  });

  test("that the role allows no more is not shown from memory", async () => {
    const list = (await device.tab()).collection(log, ORG);
    await list.refresh();
    await list.readOlder();
    vi.spyOn(log.history!, "page").mockRejectedValueOnce(new ApiError("refused", "forbidden", 403, ""));
    await list.refresh();
    expect(list.getSnapshot()).toMatchObject({ items: [], goesOn: false });
    expect(list.getSnapshot().error?.code).toBe("forbidden");
  });

  test("of it the disk keeps the newest page", async () => {
    const first = (await device.tab()).collection(log, ORG);
    await first.refresh();
    await first.readOlder();
    device.closeAll();
    const second = (await device.tab()).collection(log, ORG);
    await second.warm();
    expect(second.getSnapshot()).toMatchObject({ phase: "ready", goesOn: false });
    expect(second.getSnapshot().items).toHaveLength(3);
  });
});

test("a list that is no history is held to its last row", async () => {
  for (let i = 0; i < 2_345; i++) api.put(TABLE, { id: `n${i}`, title: `Note ${i}` });
  const list = (await device.tab()).collection(notes, ORG);
  await list.refresh();
  expect(list.getSnapshot().items).toHaveLength(2_345);
});
