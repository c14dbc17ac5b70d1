// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { session } from "../../src/app/context.tsx";
import { closedSpaces } from "../../src/features/documents/closedSpaces.ts";
import { DocumentTree } from "../../src/features/documents/DocumentTree.tsx";
import { Move } from "../../src/features/documents/Move.tsx";
import { Path } from "../../src/features/documents/Path.tsx";
import { back, EVERYONE, mayGo, PRIVATE, SHARED, spaceAmong, toSpace, under } from "../../src/features/documents/spaces.ts";
import type { Document } from "../../src/data/types.ts";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, press, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

let api: FakeApi;
let device: Device;
session.begin("token", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
const DOCUMENTS = `orgs/${ORG}/documents`;
const RED = "red";

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
  for (const id of [RED, EVERYONE, PRIVATE]) closedSpaces.close(id, false);
  api.put("me", { id: "preferences", values: { language: "en" } });
  inTeams(RED);
  api.put(`orgs/${ORG}/teams`, { id: RED, name: "Design" });
  history.replaceState(null, "", `/o/${ORG}`);
});
afterEach(async () => {
  await clear();
  device.closeAll();
});

const inTeams = (...team_ids: string[]): void =>
  void api.put("me", { id: "orgs", items: [{ id: ORG, version: 1, name: "Harbour", role: "member", team_ids }], next: null });
const one = (more: Partial<Document> = {}): Document => ({ id: "d", version: 1, title: "Plan", parent_id: null, created_at: "1", updated_at: "1", ...more });
const put = (id: string, more: Partial<Document> = {}): void =>
  void api.put(DOCUMENTS, {
    id,
    title: `Title ${id}`,
    parent_id: null,
    role: "editor",
    owner_id: "ada",
    space_id: null,
    visibility: "org",
    position: id,
    created_at: id,
    ...more,
  });
/** The rows of the tree as a person reads them, deeper ones behind a dash. */
const rows = (page: Element): string[] =>
  [...page.querySelectorAll("[role=treeitem]")].map((row) => "-".repeat(Number(row.getAttribute("aria-level")) - 1) + row.getAttribute("aria-label"));
const row = (page: Element, key: string): HTMLElement => page.querySelector<HTMLElement>(`[data-row="${key}"]`)!;
const sent = (): unknown => api.seen.find(({ method }) => method === "PATCH")?.body;

async function tree(): Promise<HTMLElement> {
  const page = await draw(await device.tab(), <DocumentTree org={ORG} />);
  await settled(() => rows(page).includes("Design"));
  return page;
}

async function drop(page: Element, from: string, on: string): Promise<void> {
  const fire = (key: string, type: string): Promise<void> =>
    doing(() => {
      const event = new MouseEvent(type, { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { setData: () => undefined } });
      row(page, key).parentElement!.dispatchEvent(event);
    });
  await fire(from, "dragstart");
  await fire(on, "dragover");
  await fire(on, "drop");
}

test("the tree is parted into the spaces of one's teams, everyone's, one's own and what others share", async () => {
  put("a");
  put("b", { space_id: RED, visibility: "space" });
  put("c", { visibility: "private" });
  put("e", { space_id: "blue", visibility: "space", owner_id: "bob" });
  const page = await tree();
  await settled(() => rows(page).length === 8);
  expect(rows(page)).toEqual(["Design", "-Title b", "Everyone", "-Title a", "Private", "-Title c", "Shared with you", "-Title e"]);
});

test("what is narrower than what it stands under stays under it", async () => {
  put("a", { space_id: RED, visibility: "space" });
  put("b", { parent_id: "a", space_id: RED, visibility: "private" });
  const page = await tree();
  await doing(() => row(page, "a").focus());
  await press(row(page, "a"), "ArrowRight");
  expect(rows(page)).toEqual(["Design", "-Title a", "--Title b", "Everyone", "Private"]);
});

test("a space closes by click and key, stays closed on this device, and arrows walk over its head", async () => {
  put("a", { space_id: RED, visibility: "space" });
  const page = await tree();
  await settled(() => rows(page).length === 4);
  row(page, "a").focus();
  await press(row(page, "a"), "ArrowLeft");
  expect(document.activeElement?.getAttribute("data-row")).toBe(`space:${RED}`);
  await press(row(page, `space:${RED}`), "ArrowLeft");
  expect(rows(page)).toEqual(["Design", "Everyone", "Private"]);
  expect(JSON.parse(localStorage.getItem("hearth.spaces.closed")!)).toEqual([RED]);
  await doing(() => row(page, `space:${RED}`).click());
  expect(rows(page)).toContain("-Title a");
});

test("in an org without teams, and with nothing of one's own, there is one tree", async () => {
  inTeams();
  put("a");
  const page = await draw(await device.tab(), <DocumentTree org={ORG} />);
  await settled(() => rows(page).length > 0);
  expect(rows(page)).toEqual(["Title a"]);
});

test("a document begins in the space whose plus was pressed", async () => {
  const page = await tree();
  await doing(() => page.querySelector<HTMLElement>('[aria-label="New document in Design"]')!.click());
  await settled(() => api.seen.some(({ method }) => method === "POST"));
  expect(api.seen.find(({ method }) => method === "POST")!.body).toMatchObject({ space_id: RED, visibility: "space" });
});

test("dragged on the head of a space, a document goes to its top", async () => {
  put("a", { parent_id: null });
  const page = await tree();
  await settled(() => row(page, "a") !== null);
  await drop(page, "a", `space:${RED}`);
  await settled(() => rows(page)[1] === "-Title a");
  await settled(() => sent() !== undefined);
  expect(sent()).toEqual({ parent_id: null, space_id: RED });
});

test("what everyone sees and somebody else made is not dragged out of it", async () => {
  put("a", { owner_id: "bob" });
  const page = await tree();
  await settled(() => row(page, "a") !== null);
  await drop(page, "a", `space:${RED}`);
  expect(rows(page)).toEqual(["Design", "Everyone", "-Title a", "Private"]);
  expect(sent()).toBeUndefined();
});

test("the dialog offers the spaces that a document may go to", async () => {
  put("a", { owner_id: "bob", space_id: RED, visibility: "space" });
  const workspace = await device.tab();
  await workspace.collection((await import("../../src/features/documents/resources.ts")).documents, ORG).refresh();
  await draw(
    workspace,
    <Move org={ORG} document={one({ id: "a", owner_id: "bob", space_id: RED, visibility: "space", role: "editor" })} close={() => undefined} />,
  );
  const field = (): HTMLInputElement | null => document.querySelector("[role=combobox], [role=dialog] input");
  await settled(() => field() !== null);
  await doing(() => field()!.focus());
  await doing(() => field()!.click());
  await settled(() => document.querySelectorAll("[role=option]").length > 0);
  const options = [...document.querySelectorAll("[role=option]")].map((option) => option.textContent);
  expect(options.some((text) => text.startsWith("Everyone"))).toBe(true);
  expect(options.some((text) => text.startsWith("Private"))).toBe(false);
});

test("the path names the space, and on a page of the document the document", async () => {
  put("a", { space_id: RED, visibility: "space" });
  put("b", { parent_id: "a", space_id: RED, visibility: "space" });
  const page = await draw(await device.tab(), <Path org={ORG} id="b" whole />);
  await settled(() => page.textContent.includes("Design"));
  await settled(() => page.textContent.includes("Title b"));
  expect([...page.querySelectorAll("a, bdi")].map((step) => step.textContent)).toEqual(["Documents", "Design", "Title a", "Title b"]);
});

test("a move says only what the server cannot know", () => {
  expect(toSpace(one({ visibility: "org" }), EVERYONE, RED)).toEqual({
    change: { parent_id: null, space_id: RED },
    shows: { space_id: RED, visibility: "space" },
  });
  expect(toSpace(one({ space_id: RED, visibility: "private" }), RED, EVERYONE).shows.visibility).toBe("private");
  expect(toSpace(one({ visibility: "private" }), PRIVATE, RED).change).toEqual({ parent_id: null, space_id: RED, visibility: "space" });
  expect(toSpace(one({ space_id: RED, visibility: "space" }), RED, PRIVATE).change).toEqual({ parent_id: null, space_id: null, visibility: "private" });
  expect(under(PRIVATE, one({ id: "p", space_id: RED, visibility: "space" }), RED).change).toEqual({ parent_id: "p", visibility: "space" });
  expect(under(RED, one({ id: "p", space_id: null, visibility: "org" }), EVERYONE)).toEqual({ change: { parent_id: "p" }, shows: { space_id: null } });
  expect(back(one({ parent_id: "p", space_id: RED, visibility: "space", position: "V" }))).toEqual({ parent_id: "p", visibility: "space", position: "V" });
});

test("where a document stands follows from what it says and whose it is", () => {
  const mine = new Set([RED]);
  expect(spaceAmong(mine, "ada", one())).toBe(EVERYONE);
  expect(spaceAmong(mine, "ada", one({ space_id: RED, visibility: "private", owner_id: "ada" }))).toBe(RED);
  expect(spaceAmong(mine, "ada", one({ space_id: "blue", visibility: "org", owner_id: "bob" }))).toBe(EVERYONE);
  expect(spaceAmong(mine, "ada", one({ space_id: "gone", visibility: "space", owner_id: "ada" }))).toBe(PRIVATE);
  expect(spaceAmong(mine, "ada", one({ visibility: "private", owner_id: "bob" }))).toBe(SHARED);
});

test("who may not take it there is not offered it", () => {
  const open = one({ role: "editor", visibility: "org" });
  expect([RED, PRIVATE, EVERYONE, SHARED].map((to) => mayGo(open, to, false, false))).toEqual([false, false, true, false]);
  expect([RED, PRIVATE].map((to) => mayGo(open, to, false, true))).toEqual([true, false]);
  expect([RED, PRIVATE].map((to) => mayGo(open, to, true, false))).toEqual([true, true]);
  expect(mayGo(one({ role: "viewer" }), RED, true, true)).toBe(false);
});
