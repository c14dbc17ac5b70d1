// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { session } from "../../src/app/context.tsx";
import { favouritesOf, MOST, withFavourite } from "../../src/data/favourites.ts";
import { DocumentTree } from "../../src/features/documents/DocumentTree.tsx";
import { documents } from "../../src/features/documents/resources.ts";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, press, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

let api: FakeApi;
let device: Device;
session.begin("token", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
const DOCUMENTS = `orgs/${ORG}/documents`;

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
  api.put("me", { id: "preferences", values: { language: "en" } });
  history.replaceState(null, "", `/o/${ORG}`);
});
afterEach(async () => {
  await clear();
  device.closeAll();
});

const put = (id: string, parent_id: string | null = null, role = "editor"): void =>
  void api.put(DOCUMENTS, { id, title: `Title ${id}`, parent_id, role, position: id, created_at: id });
const rows = (page: Element): string[] => [...page.querySelectorAll("[role=treeitem] a")].map((link) => link.textContent!);
const link = (page: Element, id: string): HTMLElement => page.querySelector<HTMLElement>(`a[data-row="${id}"]`)!;
const focused = (): string | null => document.activeElement?.getAttribute("data-row") ?? null;

async function tree(): Promise<HTMLElement> {
  const page = await draw(await device.tab(), <DocumentTree org={ORG} />);
  await settled(() => rows(page).length > 0);
  return page;
}

test("arrows, Home and End walk the tree; Left leads to the parent, Right to the first child", async () => {
  put("a");
  put("a1", "a");
  put("b");
  put("c");
  const page = await tree();
  link(page, "a").focus();
  await press(link(page, "a"), "ArrowRight");
  expect(rows(page)).toContain("Title a1");
  await press(link(page, "a"), "ArrowRight");
  expect(focused()).toBe("a1");
  await press(link(page, "a1"), "ArrowLeft");
  expect(focused()).toBe("a");
  await press(link(page, "a"), "End");
  expect(focused()).toBe("c");
  await press(link(page, "c"), "Home");
  expect(focused()).toBe("a");
  await press(link(page, "a"), "ArrowLeft");
  expect(rows(page)).not.toContain("Title a1");
});

test("the row of the open document is brought into sight", async () => {
  for (let i = 10; i < 40; i++) put(`d${i}`);
  history.replaceState(null, "", `/o/${ORG}/documents/d39`);
  const seen: string[] = [];
  const was = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (this: Element) {
    seen.push(this.textContent);
  };
  await tree();
  await settled(() => seen.some((text) => text.includes("Title d39")));
  Element.prototype.scrollIntoView = was;
});

test("of 5,000 documents only the rows that can be seen are there", async () => {
  for (let i = 0; i < 5000; i++) put(String(i).padStart(4, "0"));
  const tab = await device.tab();
  await tab.collection(documents, ORG).refresh();
  const page = await draw(tab, <DocumentTree org={ORG} />);
  await settled(() => page.querySelector("[role=treeitem][data-index]") !== null);
  expect(rows(page).length).toBeGreaterThan(20);
  expect(rows(page).length).toBeLessThan(60);
  expect(page.querySelector("[role=treeitem]")!.getAttribute("aria-setsize")).toBe("5000");
});

test.each([
  ["a right click", (row: HTMLElement) => void row.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 40, clientY: 60 }))],
  ["Shift F10", (row: HTMLElement) => void row.dispatchEvent(new KeyboardEvent("keydown", { key: "F10", shiftKey: true, bubbles: true, cancelable: true }))],
  ["its button", (row: HTMLElement) => row.parentElement!.querySelector<HTMLElement>('[aria-haspopup="menu"]')!.click()],
])("%s opens the menu of a row", async (_, ask) => {
  put("a");
  put("b");
  const page = await tree();
  await doing(() => ask(link(page, "b")));
  await settled(() => document.querySelector('[role="menu"]') !== null);
  const items = [...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent);
  expect(items).toEqual(expect.arrayContaining(["New subdocument", "Add to favorites", "Move", "Copy link", "Move to trash"]));
  expect(document.querySelector('[role="menu"]')!.getAttribute("aria-label")).toBe("Actions for Title b");
});

test("a favourite is the person's own: kept with what else they prefer, and above the tree", async () => {
  put("a");
  const page = await tree();
  await doing(() => void link(page, "a").dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true })));
  await settled(() => document.querySelector('[role="menu"]') !== null);
  await doing(() => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((item) => item.textContent === "Add to favorites")!.click());
  await settled(() => page.querySelector('nav[aria-label="Favorites"] a')?.textContent === "Title a");
  await settled(() => api.seen.some(({ method }) => method === "PUT"));
  expect(api.seen.find(({ method }) => method === "PUT")!.body).toEqual({ values: { language: "en", favourites: { [ORG]: ["a"] } } });
});

test("a row that one may not edit offers no document inside", async () => {
  put("a", null, "viewer");
  put("b");
  const page = await tree();
  const tools = (id: string): number => link(page, id).parentElement!.querySelectorAll("span button").length;
  expect([tools("a"), tools("b")]).toEqual([1, 2]);
});

test("favourites hold what other programs put beside them, and no more than there is room for", () => {
  const values = { look: "dark", favourites: { other: ["x"], [ORG]: ["a"] } };
  expect(withFavourite(values, ORG, "b", true)).toEqual({ look: "dark", favourites: { other: ["x"], [ORG]: ["a", "b"] } });
  expect(withFavourite(values, ORG, "a", false)).toEqual({ look: "dark", favourites: { other: ["x"] } });
  expect(favouritesOf({ favourites: "nonsense" }, ORG)).toEqual([]);
  expect(favouritesOf({ favourites: { [ORG]: [1, "a", "a"] } }, ORG)).toEqual(["a"]);
  const many = Array.from({ length: MOST }, (_, n) => String(n));
  expect(favouritesOf(withFavourite({ favourites: { [ORG]: many } }, ORG, "new", true), ORG)).toEqual([...many.slice(1), "new"]);
});
