import { afterEach, beforeEach, expect, test } from "vitest";
import { documents, versions } from "../../src/features/documents/resources.ts";
import { historyOf } from "../../src/features/history/versions.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG } from "./support.ts";

/** What this device keeps of a document's past. */

const DOC = "d1";
const LIST = `orgs/${ORG}/documents/${DOC}/versions`;
const id = (n: number): string => `v${String(n).padStart(3, "0")}`;

let api: FakeApi;
let device: Device;
let reads: string[];

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
  reads = [];
  api.put(`orgs/${ORG}/documents`, { id: DOC, title: "Plans" });
  for (let i = 0; i < 3; i++) api.put(LIST, { id: id(i), name: null });
  const answer = api.fetch;
  api.fetch = async (input, init) => {
    const [, version] = /versions\/(v\d+)\/content/.exec(String(input as string)) ?? [];
    if (!version || api.trouble) return answer(input, init);
    reads.push(version);
    return Response.json({ content: { type: "doc", of: version } });
  };
});
afterEach(() => device.closeAll());

const kept = async (tab: Workspace): Promise<string[]> =>
  (await tab.db!.all<{ noun: string; id: string }>("objects"))
    .filter((row) => row.noun.startsWith("versions/"))
    .map((row) => `${row.noun.endsWith("/texts") ? "text " : ""}${row.id}`)
    .sort();

/** Two versions were opened, and the page is closed. */
async function visited(): Promise<void> {
  const tab = await device.tab();
  await tab.collection(documents, ORG).refresh();
  const history = historyOf(tab, ORG, DOC);
  await history.refresh();
  await history.text(id(2));
  await history.text(id(1));
  await expect.poll(() => kept(tab)).toEqual(["text v001", "text v002", "v000", "v001", "v002"]);
}

test("without a network the list is there, newest first, and so are the texts that were opened", async () => {
  await visited();
  device.closeAll();
  api.trouble = "down";
  const tab = await device.tab();
  const history = historyOf(tab, ORG, DOC);
  const stop = history.watch(() => undefined);
  await expect.poll(() => history.getSnapshot().phase).toBe("ready");
  await expect.poll(() => history.getSnapshot().error?.kind).toBe("unreachable");
  expect(history.getSnapshot()).toMatchObject({ complete: true });
  expect(history.getSnapshot().items.map((one) => one.id)).toEqual(["v002", "v001", "v000"]);
  expect(await history.text(id(1))).toEqual({ type: "doc", of: "v001" });
  await expect(history.text(id(0))).rejects.toMatchObject({ kind: "unreachable" });
  // What was not here can be opened when there is a network again; what is here is not asked for.
  api.trouble = null;
  expect(await history.text(id(0))).toEqual({ type: "doc", of: "v000" });
  expect(reads).toEqual(["v002", "v001", "v000"]);
  stop();
});

test("a version that the server thinned out takes its text with it", async () => {
  await visited();
  device.closeAll();
  const tab = await device.tab();
  api.table(LIST).delete(id(1));
  await historyOf(tab, ORG, DOC).refresh();
  await expect.poll(() => kept(tab)).toEqual(["text v002", "v000", "v002"]);
});

test("who may no longer see the document, or only read it, keeps nothing of its past", async () => {
  await visited();
  device.closeAll();
  const reader = await device.tab();
  api.refuse = (seen) => (seen.path.endsWith("/versions") ? { status: 403, code: "forbidden" } : null);
  await historyOf(reader, ORG, DOC).refresh();
  await expect.poll(() => kept(reader)).toEqual([]);
  expect(historyOf(reader, ORG, DOC).getSnapshot()).toMatchObject({ items: [], error: { code: "forbidden" } });

  // Nobody has looked at the history on this page.
  device.closeAll();
  api.refuse = null;
  await visited();
  device.closeAll();
  const stranger = await device.tab();
  await stranger.collection(documents, ORG).warm();
  api.refuse = () => ({ status: 404, code: "document_not_found" });
  await stranger.collection(documents, ORG).refreshOne(DOC);
  await expect.poll(() => kept(stranger)).toEqual([]);
  expect(await stranger.db!.get("lists", `${ORG}/${versions(DOC).name}`)).toBeUndefined();
});

test("a text that was on its way when access ended is not kept", async () => {
  await visited();
  device.closeAll();
  let [asked, go] = [false, (): void => undefined];
  const answer = api.fetch;
  api.fetch = async (input, init) => {
    if (String(input as string).includes("/content")) await new Promise<void>((resolve) => ([asked, go] = [true, resolve]));
    return answer(input, init);
  };
  const tab = await device.tab();
  await tab.collection(documents, ORG).warm();
  const reading = historyOf(tab, ORG, DOC).text(id(0));
  await expect.poll(() => asked).toBe(true);
  await tab.collection(documents, ORG).forget(DOC);
  go();
  await reading;
  await expect.poll(() => kept(tab)).toEqual([]);
});

test("of many texts those of the newest versions stay, and the one that was opened last", async () => {
  for (let i = 3; i < 60; i++) api.put(LIST, { id: id(i), name: null });
  const tab = await device.tab();
  const history = historyOf(tab, ORG, DOC);
  await history.refresh();
  for (let i = 59; i >= 0; i--) {
    await history.text(id(i));
    await expect.poll(() => kept(tab), { interval: 1 }).toContain(`text ${id(i)}`);
  }
  const texts = (await kept(tab)).filter((row) => row.startsWith("text "));
  expect(texts).toHaveLength(40);
  expect(texts[0]).toBe("text v000");
  expect(texts[1]).toBe("text v021");
});
