// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { act } from "react";
import { doing, clear, draw, press, rest, settled } from "./draw.tsx";
import { session } from "../../src/app/context.tsx";
import { creations, panels } from "../../src/app/features.ts";
import { panel } from "../../src/app/panel.ts";
import { Shell } from "../../src/app/Shell.tsx";
import { NARROWEST, read, sidebar, USUAL, WIDEST } from "../../src/app/sidebar.ts";
import { panelsAt } from "../../src/app/SidePanel.tsx";
import type { Org } from "../../src/data/types.ts";
import Person from "../../src/features/org/Person.tsx";
import { en } from "../../src/i18n/en.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG } from "./support.ts";

let api: FakeApi;
let device: Device;
session.begin("token", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
const org = { id: ORG, name: "Engine house", role: "owner" } as Org;

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
  api.put("me", { id: "orgs", items: [org], next: null });
  api.put("me", { id: "preferences", values: {} });
  api.put(`orgs/${ORG}/documents`, { id: "d1", title: "Plan", role: "editor", words: 1234, owner_id: "ada", visibility: "org", position: "a" });
  api.put(`orgs/${ORG}/members`, { id: "ada", person_id: "ada", name: "Ada Lovelace", email: "ada@example.org", role: "owner", team_ids: [] });
  localStorage.removeItem("hearth.sidebar");
  sidebar.set({ width: USUAL, collapsed: false });
  history.replaceState(null, "", `/o/${ORG}`);
});
afterEach(async () => {
  await act(async () => panel.show(null));
  await clear();
  device.closeAll();
});

const shell = async (): Promise<HTMLElement> => draw(await device.tab(), <Shell orgs={[org]} org={org} children={<p>page</p>} />);

test("the sidebar collapses with its key and its button, stays so on this device, and its places keep their names", async () => {
  const page = await shell();
  const side = page.querySelector<HTMLElement>("aside")!;
  await press(document.body, "\\", { ctrlKey: true, code: "Backslash" });
  expect(side.hasAttribute("data-collapsed")).toBe(true);
  expect(read()).toEqual({ width: USUAL, collapsed: true });
  expect(side.querySelector('a[href$="/activity"]')!.textContent).toBe("Activity");
  await doing(() => side.querySelector<HTMLElement>('[aria-label="Expand sidebar"]')!.click());
  expect(side.hasAttribute("data-collapsed")).toBe(false);
});

test("the sidebar's width is moved with arrows within its bounds, and kept", async () => {
  const page = await shell();
  const edge = page.querySelector<HTMLElement>('[role="separator"]')!;
  await press(edge, "ArrowRight");
  expect(page.querySelector<HTMLElement>("aside")!.style.width).toBe(`${USUAL + 16}px`);
  expect(read().width).toBe(USUAL + 16);
  await press(edge, "End");
  await press(edge, "ArrowRight");
  expect(read().width).toBe(WIDEST);
  await press(edge, "Home");
  await press(edge, "ArrowLeft");
  expect(read().width).toBe(NARROWEST);
  await doing(() => void edge.dispatchEvent(new MouseEvent("dblclick", { bubbles: true })));
  expect(read().width).toBe(USUAL);
});

test.each(['{"width":9}', '{"width":"wide"}', "not json", "[]", "null"])("a kept width that makes no sense is the usual one: %s", (kept) => {
  localStorage.setItem("hearth.sidebar", kept);
  expect(read()).toEqual({ width: USUAL, collapsed: false });
});

test("what can be made anywhere is what the features say, for who may", async () => {
  expect(creations.map(({ id }) => id)).toEqual(["document", "template", "import", "invitation", "organization"]);
  expect(creations.filter(({ label }) => !(label in en))).toEqual([]);
  const page = await shell();
  await doing(() => [...page.querySelectorAll<HTMLElement>("aside button")].find((one) => one.textContent === "New")!.click());
  await settled(() => document.querySelector('[role="menu"]') !== null);
  const items = [...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent);
  expect(items[0]).toContain("Document");
  expect(items).toContain("New organization");
});

test("the panel at the side is filled by features, for the page that is open, and closes with Escape", async () => {
  expect(panels.filter(({ label }) => !(label in en))).toEqual([]);
  expect(panelsAt(`/o/${ORG}`)).toEqual([]);
  expect(panelsAt(`/o/${ORG}/documents/d1`)).toMatchObject([{ id: "details", params: { org: ORG, id: "d1" } }, { id: "backlinks" }]);
  history.replaceState(null, "", `/o/${ORG}/documents/d1`);
  const page = await shell();
  expect(page.querySelector("[data-panel]")).toBeNull();
  await act(async () => panel.show("details"));
  await settled(() => page.querySelector("[data-panel]")?.textContent.includes("Ada Lovelace") ?? false);
  expect(page.querySelector("[data-panel]")!.textContent).toContain("1,234");
  page.querySelector<HTMLElement>('[data-panel] [aria-label="Close"]')!.focus();
  await press(document.activeElement!, "Escape");
  expect(page.querySelector("[data-panel]")).toBeNull();
});

test("a part of the panel that this page has not is answered with one that it has", async () => {
  panel.show("comments of some other page");
  history.replaceState(null, "", `/o/${ORG}/documents/d1`);
  const page = await shell();
  await rest();
  expect(page.querySelector("[data-panel]")?.getAttribute("data-panel")).toBe("details");
});

test("a person has a page with a way back, and what of theirs one may open", async () => {
  const page = await draw(await device.tab(), <Person id="ada" />);
  await settled(() => page.textContent.includes("Plan"));
  expect(page.querySelector("h1")!.textContent).toBe("Ada Lovelace");
  expect(page.querySelector('nav[aria-label="Breadcrumb"] a')!.getAttribute("href")).toBe(`/o/${ORG}/settings/members`);
  await clear();
  const nobody = await draw(await device.tab(), <Person id="nobody" />);
  await settled(() => nobody.textContent.includes("Page not found"));
});
