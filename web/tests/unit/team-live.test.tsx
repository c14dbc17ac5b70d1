// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { documents } from "../../src/features/documents/resources.ts";
import { orgs } from "../../src/features/org/resources.ts";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

const followed: (readonly string[])[] = [];
let left = 0;
vi.mock("../../src/app/live.ts", () => ({
  followOrg: () => () => undefined,
  followTeams: (_workspace: unknown, _org: string, teams: readonly string[]) => {
    followed.push(teams);
    return () => void left++;
  },
}));
const { LiveLink } = await import("../../src/app/LiveLink.tsx");

let api: FakeApi;
let device: Device;
beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
});
afterEach(async () => {
  await clear();
  device.closeAll();
});

const inTeams = (...team_ids: string[]): void =>
  void api.put("me", { id: "orgs", items: [{ id: ORG, version: 1, name: "Harbour", role: "member", team_ids }], next: null });

test("who comes into a team listens to its space, and who goes out of it no more; the documents are read anew each time", async () => {
  inTeams();
  const tab = await device.tab();
  tab.collection(documents, ORG).watch(() => undefined);
  await tab.collection(documents, ORG).refresh();
  await draw(tab, <LiveLink />);
  const asked = (): number => api.seen.filter(({ path }) => path.endsWith("/documents") || path.includes("/changes/documents")).length;
  await settled(() => tab.collection(orgs, "me").getSnapshot().byId.has(ORG));
  const before = asked();
  expect(followed).toEqual([]);
  inTeams("red");
  await doing(() => void tab.collection(orgs, "me").refresh());
  await settled(() => followed.length === 1 && asked() > before);
  expect(followed).toEqual([["red"]]);
  const between = asked();
  inTeams();
  await doing(() => void tab.collection(orgs, "me").refresh());
  await settled(() => left === 1 && asked() > between);
  expect(followed.length).toBe(1);
});
