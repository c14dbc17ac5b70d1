import { afterEach, beforeEach, expect, test } from "vitest";
import { heardOf } from "../../src/app/heard.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { ME } from "../../src/data/resources.ts";
import type { ActivityEntry } from "../../src/data/types.ts";
import { MENTIONED, mine, withMentions } from "../../src/features/activity/resources.ts";
import { changeWatch } from "../../src/features/watching/changes.ts";
import { type Watch, watching } from "../../src/features/watching/resources.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG, until } from "./support.ts";

const AT = "2026-11-21T10:30:00.123Z";
const PLAN = { type: "document", id: "plan", title: "Plan" };
const ITEM = `/v1/orgs/${ORG}/watching/document/plan`;

const watch = (on: boolean, version: number): Watch => ({
  id: "document:plan",
  version,
  created_at: AT,
  updated_at: AT,
  object_type: "document",
  object_id: "plan",
  watching: on,
  reason: "chosen",
});

let api: FakeApi;
let device: Device;
let tab: Workspace;
let said: Watch;

const OWN = "/v1/me/activity";

/** The routes that the fake does not have: PUT and DELETE answer with the watch, and one's own feed is empty. */
async function server(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(new URL(String(input), "http://hearth.test"), init);
  if (api.trouble === null && new URL(request.url).pathname === ITEM) {
    said = watch(request.method === "PUT", said.version + 1);
    api.seen.push({ method: request.method, path: ITEM, key: null, body: undefined });
    return new Response(JSON.stringify(said), { headers: { "Content-Type": "application/json", ETag: `"${said.version}"` } });
  }
  if (new URL(request.url).pathname === OWN) {
    api.seen.push({ method: request.method, path: OWN, key: null, body: undefined });
    return new Response(JSON.stringify({ items: [], next: null }), { headers: { "Content-Type": "application/json" } });
  }
  return api.fetch(input, init);
}

beforeEach(async () => {
  api = new FakeApi();
  device = new Device(api);
  said = watch(false, 0);
  tab = await device.tab({ transport: server });
});
afterEach(() => device.closeAll());

const on = (): boolean | undefined => tab.collection(watching, ORG).getSnapshot().byId.get("document:plan")?.watching;

test("watching shows at once without the network, and goes when it is back", async () => {
  api.trouble = "down";
  await tab.collection(watching, ORG).warm();
  await tab.change(changeWatch(ORG, PLAN, true));
  expect(on()).toBe(true);
  expect(tab.collection(watching, ORG).getSnapshot().unsaved).toEqual(new Set(["document:plan"]));
  api.trouble = null;
  tab.outbox.wake();
  await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
  expect(on()).toBe(true);
  expect(api.seen.filter(({ path }) => path === ITEM).map(({ method }) => method)).toEqual(["PUT"]);
});

test("what the server answers to an end stands, until the list is read again", async () => {
  await tab.collection(watching, ORG).warm();
  await tab.change(changeWatch(ORG, PLAN, true));
  await tab.change(changeWatch(ORG, PLAN, false));
  await until(tab, () => tab.outbox.getSnapshot().entries.length === 0);
  expect(on()).toBe(false);
  expect(said).toMatchObject({ watching: false, version: 2 });
});

test("what another device chose is told with the news, and nothing is asked for", async () => {
  await tab.collection(watching, ORG).warm();
  const news = (one: Watch) => ({ object: { type: "watch", id: one.id }, org_id: ORG, watch: one });
  await heardOf(tab, "another-org", news(watch(true, 2)));
  expect(on()).toBe(true);
  await heardOf(tab, ORG, news(watch(false, 1)));
  expect(on()).toBe(true);
  await heardOf(tab, ORG, news(watch(false, 3)));
  expect(on()).toBe(false);
  expect(api.seen).toEqual([]);
});

const entry = (id: string, type: string, at: string, org = ORG): ActivityEntry => ({
  id,
  type,
  at,
  org_id: org,
  actor: { kind: "person", id: "ada", name: "Ada" },
  object: { type: "document", id: "plan", title: "Plan" },
  changes: {},
  data: {},
});

test("mentions stand in the org's feed at their time: of this org only, and not behind what was read", () => {
  const feed = [entry("1", "document.created", "2026-11-21T10:00:00.000Z"), entry("3", "document.renamed", "2026-11-21T12:00:00.000Z")];
  const own = [
    entry("0", MENTIONED, "2026-11-21T09:00:00.000Z"),
    entry("2", MENTIONED, "2026-11-21T11:00:00.000Z"),
    entry("4", MENTIONED, "2026-11-21T13:00:00.000Z", "another-org"),
    entry("5", "document.renamed", "2026-11-21T14:00:00.000Z"),
  ];
  expect(withMentions(feed, own, ORG, true).map(({ id }) => id)).toEqual(["3", "2", "1"]);
  expect(withMentions(feed, own, ORG, false).map(({ id }) => id)).toEqual(["3", "2", "1", "0"]);
  expect(withMentions([], own, ORG, false).map(({ id }) => id)).toEqual(["2", "0"]);
});

test("a mention that is heard of is read, and nothing else makes one's own feed older", async () => {
  const list = tab.collection(mine, ME);
  await list.refresh();
  const stop = list.watch(() => undefined);
  api.seen.length = 0;
  await heardOf(tab, ORG, { object: { type: "document", id: "plan" }, entry: entry("1", "document.renamed", AT) });
  expect(api.seen.filter(({ path }) => path === OWN)).toEqual([]);
  await heardOf(tab, ORG, { object: { type: "document", id: "plan" }, entry: entry("2", MENTIONED, AT) });
  expect(api.seen.filter(({ path }) => path === OWN)).toHaveLength(1);
  stop();
});
