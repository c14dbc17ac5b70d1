import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StoreName } from "../../src/core/db.ts";
import { topicOf } from "../../src/core/documents.ts";
import { LAG } from "../../src/core/replica.ts";
import { Session } from "../../src/core/session.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { FakeApi } from "../fake/api.ts";
import { create, Device, notes, ORG, rename, TABLE, until } from "./support.ts";

/** Things that never answer: a disk, a lock, a line. What a person sees must come all the same. */
let api: FakeApi;
let device: Device;
const SHORT = { patience: 20 };

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
});
afterEach(() => {
  device.closeAll();
  vi.useRealTimers();
});

const titles = (tab: Workspace): string[] =>
  tab
    .collection(notes, ORG)
    .getSnapshot()
    .items.map((note) => note.title);

/** Opening waits until `let go` is called, as while another tab holds an older version. */
function blocked(): () => void {
  const open = device.factory.open.bind(device.factory);
  let go: () => void = () => undefined;
  Object.defineProperty(device.factory, "open", {
    configurable: true,
    value: (name: string, version: number) => {
      const request = {} as IDBOpenDBRequest;
      go = () => {
        const real = open(name, version);
        real.onupgradeneeded = (event) => (
          Object.defineProperty(request, "result", { get: () => real.result, configurable: true }), request.onupgradeneeded?.(event)
        );
        real.onsuccess = (event) => (Object.defineProperty(request, "result", { get: () => real.result, configurable: true }), request.onsuccess?.(event));
      };
      return request;
    },
  });
  return () => go();
}

/** One store of the disk goes silent for one kind of act. */
function silence(tab: Workspace, act: "all" | "snapshot" | "write" | "update" | "get", store: StoreName): () => void {
  const db = tab.db! as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const real = db[act]!.bind(db);
  const held: (() => void)[] = [];
  let silent = true;
  db[act] = (...args) =>
    silent && args[0] === store ? new Promise((resolve, reject) => held.push(() => void real(...args).then(resolve, reject))) : real(...args);
  return () => {
    silent = false;
    for (const go of held) go();
  };
}

describe("a disk that does not answer", () => {
  test("never opens: lists come from the server, changes reach it", async () => {
    blocked();
    api.put(TABLE, { id: "a", title: "From the server" });
    const tab = await device.tab(SHORT);
    const stop = tab.collection(notes, ORG).watch(() => undefined);
    await expect.poll(() => titles(tab)).toEqual(["From the server"]);
    await tab.change(create("b", "Mine"));
    expect(titles(tab)).toContain("Mine");
    await until(tab, () => api.table(TABLE).has("b") && tab.outbox.getSnapshot().entries.length === 0);
    stop();
  });

  test("opens late: what earlier visits left is sent then", async () => {
    api.trouble = "down";
    const before = await device.tab();
    await before.change(create("a", "Left behind"));
    await before.documents.append(topicOf(ORG, "d1"), { key: "k", epoch: 1, update: new Uint8Array([0, 0]), at: 1 });
    device.closeAll();
    api.trouble = null;
    const go = blocked();
    const tab = await device.tab(SHORT);
    expect(tab.outbox.getSnapshot().entries).toEqual([]);
    go();
    await until(tab, () => api.table(TABLE).has("a"));
    await until(tab, () => tab.documents.getSnapshot().size === 0);
  });

  test("a read that hangs: the server is asked, and what the disk says later is not put over it", async () => {
    api.put(TABLE, { id: "a", title: "Old" });
    const before = await device.tab();
    await before.collection(notes, ORG).refresh();
    device.closeAll();
    api.put(TABLE, { id: "a", title: "New", version: 2 });
    const tab = await device.tab(SHORT);
    const go = silence(tab, "snapshot", "objects");
    const stop = tab.collection(notes, ORG).watch(() => undefined);
    await expect.poll(() => titles(tab)).toEqual(["New"]);
    go();
    await tab.collection(notes, ORG).refresh();
    expect(titles(tab)).toEqual(["New"]);
    stop();
  });

  test("a read that hangs while the server is away: shown as soon as the disk has said it", async () => {
    api.put(TABLE, { id: "a", title: "Here all along" });
    const before = await device.tab();
    await before.collection(notes, ORG).refresh();
    device.closeAll();
    api.trouble = "down";
    const tab = await device.tab(SHORT);
    const list = tab.collection(notes, ORG);
    const go = silence(tab, "snapshot", "objects");
    await list.warm();
    expect(list.getSnapshot().phase).toBe("empty");
    await list.refresh();
    expect(list.getSnapshot().error?.kind).toBe("unreachable");
    go();
    await expect.poll(() => titles(tab)).toEqual(["Here all along"]);
    expect(list.getSnapshot().phase).toBe("ready");
  });

  test("writes that hang: lists go on being read, and changes being sent", async () => {
    const tab = await device.tab(SHORT);
    const list = tab.collection(notes, ORG);
    for (const store of ["objects", "lists", "outbox"] as const) silence(tab, "write", store);
    silence(tab, "update", "outbox");
    api.put(TABLE, { id: "a", title: "One" });
    await list.refresh();
    api.put(TABLE, { id: "b", title: "Two" });
    await list.refresh();
    expect(titles(tab)).toEqual(["One", "Two"]);
    await tab.change(create("c", "Three"));
    await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
    expect(api.table(TABLE).get("c")?.title).toBe("Three");
  });

  test("a row that the disk kept late is sent once, and is gone from the disk afterwards", async () => {
    api.trouble = "down";
    const tab = await device.tab(SHORT);
    const go = silence(tab, "write", "outbox");
    await tab.change(create("a", "Once"));
    go();
    await until(tab, () => tab.outbox.getSnapshot().storage === null);
    api.trouble = null;
    tab.outbox.wake();
    await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
    expect(await tab.db!.all("outbox")).toEqual([]);
    expect(api.seen.filter((seen) => seen.method === "POST" && seen.path.endsWith("/notes"))).toHaveLength(1);
  });
});

describe("a line that does not answer", () => {
  test("an answer that cannot be read is trouble that passes: asked again without anybody doing anything", async () => {
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    const real = api.fetch;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const transport = vi
      .spyOn(tab.api as unknown as { transport: typeof fetch }, "transport")
      .mockImplementation(() => Promise.resolve(new Response('{"items":[{"id"', { headers: { "Content-Type": "application/json" } })));
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const stop = list.watch(() => undefined);
    await vi.waitFor(() => expect(list.getSnapshot().error).toMatchObject({ kind: "server", code: "bad_answer" }));
    transport.mockImplementation(real);
    api.put(TABLE, { id: "a", title: "Readable" });
    await vi.advanceTimersByTimeAsync(2_000);
    await vi.waitFor(() => expect(titles(tab)).toEqual(["Readable"]));
    stop();
  });

  test("the lock of all tabs is in the hand of one that sleeps: said as trouble that passes, not waited for", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const locks = {
      request: (_: string, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
    };
    const session = new Session({ transport: api.fetch, storage: null, locks: locks as unknown as LockManager, channel: null });
    const asked = session.token();
    const told = expect(asked).rejects.toMatchObject({ kind: "unreachable" });
    await vi.advanceTimersByTimeAsync(20_000);
    await told;
  });

  test("too many behind one address: a refresh that is told to wait signs nobody out", async () => {
    const problem = JSON.stringify({ status: 429, code: "rate_limited", title: "Too many requests" });
    const answers = [
      new Response(problem, { status: 429, headers: { "Content-Type": "application/problem+json", "Retry-After": "20" } }),
      Response.json({ access_token: "fresh", expires_in: 900, person: { id: "p" } }),
    ];
    const session = new Session({ transport: () => Promise.resolve(answers.shift()!), storage: null, locks: null, channel: null });
    session.begin("old", 900, { person: "p", name: "Ada", email: "ada@example.com" });
    await expect(session.token("old")).rejects.toMatchObject({ kind: "busy" });
    expect(session.getSnapshot()).toEqual({ kind: "signed-in", person: "p" });
    expect(await session.token("old")).toBe("fresh");
  });
});

describe("what is forgotten, and what is not", () => {
  test("an org that was joined while the disk was asked what to forget is not forgotten", async () => {
    api.put(TABLE, { id: "a", title: "Ours" });
    const tab = await device.tab();
    await tab.collection(notes, ORG).refresh();
    const mine = new Set<string>();
    const go = silence(tab, "all", "lists");
    const forgetting = tab.keepScopes(() => mine);
    mine.add(ORG);
    go();
    await forgetting;
    expect(titles(tab)).toEqual(["Ours"]);
    expect(await tab.db!.all("objects")).toHaveLength(1);
  });

  test("nothing is forgotten before the server has said which orgs there are", async () => {
    api.put(TABLE, { id: "a", title: "Ours" });
    const tab = await device.tab();
    await tab.collection(notes, ORG).refresh();
    await tab.keepScopes(() => null);
    expect(titles(tab)).toEqual(["Ours"]);
  });

  test("a list that somebody looks at while its org is forgotten asks the server again", async () => {
    api.put(TABLE, { id: "a", title: "Ours" });
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    const stop = list.watch(() => undefined);
    await expect.poll(() => titles(tab)).toEqual(["Ours"]);
    await tab.forgetScope(ORG);
    await expect.poll(() => titles(tab)).toEqual(["Ours"]);
    stop();
  });

  test("a list that was on its way when its org was forgotten does not come back", async () => {
    api.put(TABLE, { id: "a", title: "Theirs" });
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.warm();
    const reading = list.refresh();
    await Promise.resolve();
    await tab.forgetScope(ORG);
    await reading;
    expect(titles(tab)).toEqual([]);
    expect(await tab.db!.all("objects")).toHaveLength(0);
  });
});

describe("a list from an index that is behind", () => {
  /** The list as the index has it, which is not what the table has. */
  const index = (tab: Workspace, rows: object[]): void => {
    vi.spyOn(tab.api, "pages").mockImplementation(() => Promise.resolve(structuredClone(rows) as never[]));
  };

  test("what was just created stays, and goes when the index had its time and still lacks it", async () => {
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.refresh();
    await tab.change(create("a", "Just made"));
    await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
    index(tab, []);
    await list.refresh();
    expect(titles(tab)).toEqual(["Just made"]);
    expect(await tab.db!.all("objects")).toHaveLength(1);
    device.now += LAG + 1;
    await list.refresh();
    expect(titles(tab)).toEqual([]);
  });

  test("what was just deleted does not come back", async () => {
    const row = api.put(TABLE, { id: "a", title: "Going" });
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.refresh();
    await tab.change({
      method: "DELETE",
      path: `/v1/orgs/${ORG}/notes/a`,
      effect: { op: "remove", scope: ORG, noun: "notes", id: "a" },
      label: { key: "change.note.delete" },
    });
    await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
    index(tab, [{ ...row, deleted_at: null }]);
    await list.refresh();
    expect(titles(tab)).toEqual([]);
    device.now += LAG + 1;
    await list.refresh();
    expect(titles(tab)).toEqual(["Going"]);
  });

  test("an older copy does not replace what the server has just said", async () => {
    const row = api.put(TABLE, { id: "a", title: "Before" });
    const old = structuredClone(row);
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.refresh();
    await tab.change(rename({ id: "a", version: 1, title: "Before" }, "After"));
    await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
    index(tab, [old]);
    await list.refresh();
    device.now += LAG + 1;
    await list.refresh();
    expect(titles(tab)).toEqual(["After"]);
  });

  test("it is asked again by itself once it had its time", async () => {
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    const stop = list.watch(() => undefined);
    await list.refresh();
    await list.accept({ id: "a", version: 1, title: "Not in the index" });
    index(tab, []);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await list.refresh();
    expect(titles(tab)).toEqual(["Not in the index"]);
    device.now += LAG + 1;
    await vi.advanceTimersByTimeAsync(LAG);
    await vi.waitFor(() => expect(titles(tab)).toEqual([]));
    stop();
  });
});
