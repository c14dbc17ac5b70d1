import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { topicOf } from "../../src/core/documents.ts";
import { Session } from "../../src/core/session.ts";
import { textOf } from "../../src/core/words.ts";
import { FakeApi } from "../fake/api.ts";
import { create, Device, FakeLocks, notes, ORG, TABLE, until } from "./support.ts";

let api: FakeApi;
let device: Device;

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
});
afterEach(() => device.closeAll());

describe("replica", () => {
  test("a list seen once is there at once without the network", async () => {
    for (let i = 0; i < 130; i++) api.put(TABLE, { id: `n${i}`, title: `Note ${i}` });
    const first = await device.tab();
    await first.collection(notes, ORG).refresh();
    device.closeAll();
    api.trouble = "down";
    const second = await device.tab();
    const list = second.collection(notes, ORG);
    await list.warm();
    expect(list.getSnapshot()).toMatchObject({ phase: "ready" });
    expect(list.getSnapshot().items).toHaveLength(130);
    await list.refresh();
    expect(list.getSnapshot().items).toHaveLength(130);
    expect(list.getSnapshot().error?.kind).toBe("unreachable");
  });

  test("what the server no longer has goes; an object written meanwhile stays", async () => {
    api.put(TABLE, { id: "old", title: "Old" });
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.refresh();
    api.table(TABLE).delete("old");
    const reading = list.refresh();
    await list.accept({ id: "new", version: 1, title: "New" });
    await reading;
    expect(list.getSnapshot().items.map((item) => item.id)).toEqual(["new"]);
  });

  test("an older copy of an object never replaces a newer one", async () => {
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.accept({ id: "a", version: 3, title: "Newer" });
    await list.accept({ id: "a", version: 2, title: "Older" });
    expect(list.getSnapshot().byId.get("a")?.title).toBe("Newer");
  });

  test("a list read again writes to the disk what is new in it, and nothing else", async () => {
    for (let i = 0; i < 20; i++) api.put(TABLE, { id: `n${i}`, title: `Note ${i}` });
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.refresh();
    const written: string[] = [];
    const write = tab.db!.write.bind(tab.db);
    vi.spyOn(tab.db!, "write").mockImplementation((store, puts, deletes) => {
      if (store === "objects") written.push(...puts.map((row) => (row as { id: string }).id), ...(deletes ?? []).map((key) => `-${(key as string[])[2]}`));
      return write(store, puts, deletes);
    });
    await list.refresh();
    expect(written).toEqual([]);
    api.put(TABLE, { id: "n3", title: "Another title" });
    api.table(TABLE).delete("n4");
    await list.refresh();
    expect(written).toEqual(["n3", "-n4"]);
  });

  test("access that ended takes the object away", async () => {
    api.put(TABLE, { id: "a", title: "Secret" });
    const tab = await device.tab();
    const list = tab.collection(notes, ORG);
    await list.refresh();
    api.refuse = () => ({ status: 404, code: "note_not_found" });
    await list.refreshOne("a");
    expect(list.getSnapshot().byId.has("a")).toBe(false);
  });

  test("a new page asks again, however fresh the disk says it is: nobody listened in between", async () => {
    const first = await device.tab();
    await first.collection(notes, ORG).refresh();
    device.closeAll();
    api.put(TABLE, { id: "later", title: "Written while away" });
    const list = (await device.tab()).collection(notes, ORG);
    const stop = list.watch(() => undefined);
    await expect.poll(() => list.getSnapshot().byId.get("later")?.title).toBe("Written while away");
    stop();
  });

  test("leaving an org wipes its objects and keeps unsent words", async () => {
    api.put(TABLE, { id: "a", title: "Org's" });
    const tab = await device.tab();
    await tab.collection(notes, ORG).refresh();
    api.trouble = "down";
    await tab.change(create("b", "My words"));
    await tab.forgetScope(ORG);
    expect(await tab.db!.all("objects")).toHaveLength(0);
    expect(tab.outbox.getSnapshot().entries[0]?.body?.title).toBe("My words");
  });

  test("signing out leaves no database", async () => {
    const tab = await device.tab();
    await tab.collection(notes, ORG).accept({ id: "a", version: 1, title: "x" });
    await tab.wipe();
    expect(await device.factory.databases()).toHaveLength(0);
  });
});

describe("documents", () => {
  function typed(text: string): Uint8Array {
    const doc = new Y.Doc();
    doc.getText("t").insert(0, text);
    return Y.encodeStateAsUpdate(doc);
  }

  const TOPIC = topicOf(ORG, "d1");
  const edit = (key: string, text: string) => ({ key, epoch: 1, update: typed(text), at: 1 });

  test("edits made offline are sent after a restart with no editor open", async () => {
    api.trouble = "down";
    const before = await device.tab();
    await before.documents.append(TOPIC, edit("a", "hello"));
    await before.documents.add("d1", ORG, typed("hello"));
    device.closeAll();
    api.trouble = null;
    const after = await device.tab();
    await until(after, () => after.documents.getSnapshot().size === 0);
    const sent = api.seen.find((seen) => seen.path.endsWith("/documents/d1/updates"));
    expect(sent?.body).toMatchObject({ epoch: 1 });
    const loaded = new Y.Doc();
    Y.applyUpdate(loaded, (await after.documents.load("d1"))!);
    expect(loaded.getText("t").toJSON()).toBe("hello");
  });

  test("an edit made while the confirmation was on its way stays unconfirmed", async () => {
    const tab = await device.tab();
    tab.open.add(TOPIC);
    await tab.documents.append(TOPIC, edit("a", "one"));
    const sent = await tab.documents.list(TOPIC);
    await tab.documents.append(TOPIC, edit("b", "two"));
    await tab.documents.remove(
      TOPIC,
      sent.map((entry) => entry.key),
    );
    expect((await tab.documents.list(TOPIC)).map((entry) => entry.key)).toEqual(["b"]);
    expect(tab.documents.getSnapshot().has(TOPIC)).toBe(true);
  });

  test("a document closed to us sets the words aside instead of losing them", async () => {
    api.refuse = (seen) => (seen.path.endsWith("/updates") ? { status: 403, code: "forbidden" } : null);
    const tab = await device.tab();
    await tab.documents.append(TOPIC, edit("a", "my words"));
    tab.outbox.wake();
    await until(tab, () => tab.documents.getSnapshot().size === 0);
    const [copy] = await tab.documents.copies();
    expect(copy).toMatchObject({ topic: TOPIC, reason: "forbidden" });
    expect(textOf(copy!.state)).toBe("my words");
  });

  test("a replica of many small edits is folded and stays the same text", async () => {
    const tab = await device.tab();
    const doc = new Y.Doc();
    const rows: Promise<void>[] = [];
    doc.on("update", (update: Uint8Array) => rows.push(tab.documents.add("d1", ORG, update)));
    for (let i = 0; i < 260; i++) doc.getText("t").insert(i, String(i % 10));
    await Promise.all(rows);
    await tab.documents.load("d1");
    const again = new Y.Doc();
    Y.applyUpdate(again, (await tab.documents.load("d1"))!);
    expect(again.getText("t").toJSON()).toBe(doc.getText("t").toJSON());
  });
});

describe("session", () => {
  test("one refresh for many calls and tabs", async () => {
    const locks = new FakeLocks() as unknown as LockManager;
    const tabs = [1, 2, 3].map(
      () => new Session({ transport: api.fetch, base: "http://hearth.test", storage: null, locks, channel: new BroadcastChannel("s-test") }),
    );
    tabs[0]!.begin("stale", 1, { person: "ada", name: "Ada", email: "a@b" });
    const tokens = await Promise.all([...tabs, ...tabs].map((session) => session.token("stale")));
    expect(api.refreshes).toBeLessThanOrEqual(3);
    expect(tokens.every((token) => token.startsWith("token-"))).toBe(true);
  });

  test("a refused refresh ends the session once", async () => {
    api.tokenAlive = false;
    const session = new Session({ transport: api.fetch, base: "http://hearth.test", storage: null, locks: null, channel: null });
    session.begin("x", 0, { person: "ada", name: "Ada", email: "a@b" });
    await expect(session.token()).rejects.toMatchObject({ kind: "unauthenticated" });
    expect(session.getSnapshot()).toEqual({ kind: "signed-out", reason: "ended" });
  });
});
