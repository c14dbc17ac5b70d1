import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heardOf } from "../../src/app/heard.ts";
import type { Identified, ResourceSpec } from "../../src/core/replica.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { documents } from "../../src/features/documents/resources.ts";
import { members, teams } from "../../src/features/org/resources.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG } from "./support.ts";

const PEOPLE = `orgs/${ORG}/members`;
const PATH = `/v1/orgs/${ORG}/members`;

let api: FakeApi;
let device: Device;
let tab: Workspace;
let stops: (() => void)[];

const person = (id: string, role: string): Record<string, unknown> & { id: string } => ({ id, person_id: id, name: id, role, team_ids: [] });
/** Somebody looks at the list of a noun, which was read. */
async function look<T extends Identified>(noun: ResourceSpec<T>): Promise<ReadonlyMap<string, T>> {
  const list = tab.collection(noun, ORG);
  await list.refresh();
  stops.push(list.watch(() => undefined));
  api.seen.length = 0;
  return list.getSnapshot().byId;
}
const asked = (): string[] => api.seen.map(({ method, path }) => `${method} ${path}`);
const roles = (): [string, string][] =>
  tab
    .collection(members, ORG)
    .getSnapshot()
    .items.map(({ id, role }) => [id, role]);

beforeEach(async () => {
  api = new FakeApi();
  for (const id of ["ada", "bob", "cy"]) api.put(PEOPLE, person(id, "member"));
  device = new Device(api);
  tab = await device.tab();
  stops = [];
});
afterEach(() => {
  for (const stop of stops) stop();
  device.closeAll();
});

describe("what somebody else did", () => {
  test("who is somebody else in the org now is read alone, and nobody else is", async () => {
    const before = await look(members);
    api.put(PEOPLE, { ...person("bob", "admin"), version: 2 });
    await heardOf(tab, ORG, { object: { type: "member", id: "bob" } });
    expect(asked()).toEqual([`GET ${PATH}/bob`]);
    expect(roles()).toEqual([
      ["ada", "member"],
      ["bob", "admin"],
      ["cy", "member"],
    ]);
    expect(tab.collection(members, ORG).getSnapshot().byId.get("ada")).toBe(before.get("ada"));
  });

  test("who came is there", async () => {
    await look(members);
    api.put(PEOPLE, person("dee", "guest"));
    await heardOf(tab, ORG, { object: { type: "member", id: "dee" } });
    expect(asked()).toEqual([`GET ${PATH}/dee`]);
    expect(roles().at(-1)).toEqual(["dee", "guest"]);
  });

  test("who was removed is forgotten, also by the disk", async () => {
    await look(members);
    api.table(PEOPLE).delete("bob");
    await heardOf(tab, ORG, { object: { type: "member", id: "bob" } });
    expect(asked()).toEqual([`GET ${PATH}/bob`]);
    expect(roles().map(([id]) => id)).toEqual(["ada", "cy"]);
    const rows = await tab.db!.all<{ noun: string; id: string }>("objects");
    expect(rows.filter(({ noun }) => noun === members.name).map(({ id }) => id)).toEqual(["ada", "cy"]);
  });

  test("a membership has the same name in the list and alone", async () => {
    api.put(PEOPLE, { id: "eve", name: "Eve", role: "viewer" });
    await look(members);
    await heardOf(tab, ORG, { object: { type: "member", id: "eve" } });
    expect(tab.collection(members, ORG).getSnapshot().byId.get("eve")).toMatchObject({ id: "eve", person_id: "eve" });
  });

  test("who came into a team is read anew together with the team", async () => {
    api.put(`orgs/${ORG}/teams`, { id: "poets", name: "Poets" });
    await look(teams);
    await look(members);
    api.put(PEOPLE, { ...person("cy", "member"), team_ids: ["poets"], version: 2 });
    await heardOf(tab, ORG, { object: { type: "team", id: "poets" }, entry: { data: { person_id: "cy", person_name: "Cy" } } });
    expect(asked()).toEqual([`GET /v1/orgs/${ORG}/teams/poets`, `GET ${PATH}/cy`]);
    expect(tab.collection(members, ORG).getSnapshot().byId.get("cy")?.team_ids).toEqual(["poets"]);
  });

  test("a team that is gone goes", async () => {
    api.put(`orgs/${ORG}/teams`, { id: "poets", name: "Poets" });
    await look(teams);
    api.table(`orgs/${ORG}/teams`).delete("poets");
    await heardOf(tab, ORG, { object: { type: "team", id: "poets" } });
    expect(tab.collection(teams, ORG).getSnapshot().items).toEqual([]);
  });

  test("what changed in the org as a whole is read as a whole, and what nobody looks at is not", async () => {
    await look(members);
    await heardOf(tab, ORG, { object: { type: "org", id: ORG } });
    expect(asked()).toEqual([`GET ${PATH}`]);
    api.seen.length = 0;
    await heardOf(tab, ORG, { object: { type: "document", id: "d" } });
    expect(asked()).toEqual([]);
    expect(tab.collection(documents, ORG).watched).toBe(false);
  });
});
