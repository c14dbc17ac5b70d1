import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Noun } from "../../src/core/replica.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, notes, ORG, TABLE } from "./support.ts";

interface Event {
  id: string;
  at: string;
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
const log: Noun<Event> = {
  name: "log",
  list: () => Promise.resolve(page(null).items),
  history: { page: (_api, _scope, cursor) => Promise.resolve(page(cursor)), at: ({ at }) => at },
};

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
  known = Array.from({ length: 8 }, (_, i) => event(i));
  hidden = new Set();
});
afterEach(() => device.closeAll());

describe("a history", () => {
  test("is read from its newest end, and goes on to its first entry", async () => {
    const list = (await device.tab()).collection(log, ORG);
    const ids = (): string[] => list.getSnapshot().items.map(({ id }) => id).sort();
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
    expect(list.getSnapshot().items.map(({ id }) => id).sort()).toEqual(known.map(({ id }) => id));
  });

  test("has no gap in it: when more came than a page holds, it is read on from there", async () => {
    const list = (await device.tab()).collection(log, ORG);
    await list.refresh();
    known.push(...Array.from({ length: 6 }, (_, i) => event(20 + i)));
    await list.refresh();
    expect(list.getSnapshot().items.map(({ id }) => id).sort()).toEqual(["e23", "e24", "e25"]);
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
    expect(list.getSnapshot().items.map(({ id }) => id).sort()).toEqual(["e0", "e1", "e5", "e6", "e7"]);
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
