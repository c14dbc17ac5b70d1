import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { joined, manyMembers, newcomer } from "./people.ts";
import { atRest, closeAll, newDocument, orgOf, SIZES, stack, visitor } from "./support.ts";

/** Lists of more rows than a screen shows: every row can be reached, by scrolling, keys, search and on paper. */

afterAll(closeAll);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // What opens beside its field is nobody's region.
  return page.evaluate(
    "axe.run(document, { rules: { region: { enabled: false } }, resultTypes: ['violations'] }).then((r) => r.violations.map((one) => one.id + ' ' + one.nodes[0].html))",
  );
}

/** How many rows there are when the browser itself has told the page that it prints: what is there then is on the paper. */
async function onPaper(page: Page, rows: string): Promise<number> {
  await page.evaluate((selector) => {
    // The page listened first, and has drawn by now.
    addEventListener("beforeprint", () => Object.assign(globalThis, { printed: document.querySelectorAll(selector).length }), { once: true });
  }, rows);
  await page.pdf({ format: "A4" });
  return (await page.evaluate("printed")) as number;
}

test("a thousand members: to the last by scrolling and by keys, found by name, changed in place, and all on paper", { timeout: 240_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Crowd");
  await manyMembers(page, 1_000);
  await page.goto(`${stack.web_url}/o/${orgOf(page)}/settings/members`);
  await page.getByRole("heading", { name: "1000 members" }).waitFor();
  const list = page.getByRole("list", { name: "Members" });
  const rows = list.getByRole("listitem");
  await list.locator('li[aria-setsize="1000"]').first().waitFor();
  expect(await rows.count()).toBeLessThan(60);
  expect(await rows.first().getAttribute("aria-posinset")).toBe("1");
  expect(await axe(page)).toEqual([]);

  // The key that leads to the end of a page leads to the last person.
  await page.keyboard.press("End");
  const last = list.locator('li[aria-posinset="1000"]', { hasText: "Person 0999" });
  await expect.poll(async () => (await last.boundingBox())?.y ?? Infinity).toBeLessThan(SIZES.desktop.height - 60);
  expect(await rows.count()).toBeLessThan(60);
  // From row to row with the tab key, much further than what was drawn at first.
  await page.keyboard.press("Home");
  await list.getByRole("combobox", { name: "Role of Person 0001" }).focus();
  for (let i = 1; i <= 40; i++) {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(`Role of Person ${String(i + 1).padStart(4, "0")}`);
  }
  // Somebody who scrolls away with the wheel is still where they were when the next key is pressed.
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 30_000);
  await list.getByText("Person 0500").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Role of Person 0041");
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("More for Person 0041");

  await page.getByRole("textbox", { name: "Search members" }).fill("0999");
  await expect.poll(() => rows.count()).toBe(1);
  const change = page.waitForRequest((request) => request.method() === "PATCH" && request.url().endsWith("000000000999"));
  await page.getByRole("combobox", { name: "Role of Person 0999" }).selectOption("Viewer");
  expect((await change).postDataJSON()).toEqual({ role: "viewer" });
  await page.getByRole("textbox", { name: "Search members" }).fill("");
  await list.locator('li[aria-setsize="1000"]').first().waitFor();

  expect(await onPaper(page, 'ul[aria-label="Members"] > li')).toBe(1_000);
  await expect.poll(() => rows.count()).toBeLessThan(60);
  // Some pages ask for print by its style sheet alone.
  await page.emulateMedia({ media: "print" });
  await expect.poll(() => rows.count()).toBe(1_000);
  await page.emulateMedia({ media: "screen" });
  await expect.poll(() => rows.count()).toBeLessThan(60);
  expect(ada.faults).toEqual([]);
});

test("a history goes on to its first entry, a page at a time, and what happens meanwhile comes on top", { timeout: 180_000 }, async () => {
  const ada = await visitor({ viewport: SIZES.phone });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Chronicle");
  const org = orgOf(page);
  let newest = 250;
  await page.route(/\/activity\?/, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? newest);
    const one = (i: number): object => ({
      id: `00000000-0000-7000-8000-${String(i).padStart(12, "0")}`,
      type: "document.renamed",
      at: new Date(1.78e12 + i * 3_600_000).toISOString(),
      actor: { kind: "person", id: "x", name: "Somebody" },
      object: { type: "document", id: "y", title: `Paper ${i}` },
      changes: {},
      data: {},
    });
    const items = Array.from({ length: Math.min(100, from) }, (_, i) => one(from - i));
    return route.fulfill({ contentType: "application/json", body: JSON.stringify({ items, next: from > 100 ? String(from - 100) : null }) });
  });
  await page.goto(`${stack.web_url}/o/${org}/activity`);
  const feed = page.locator("main ol");
  await feed.locator('li[aria-posinset="1"][aria-setsize="100"]', { hasText: "Paper 250" }).waitFor();
  expect(await feed.locator("li").count()).toBeLessThan(50);
  const older = page.getByRole("button", { name: "Show older" });
  await page.keyboard.press("End");
  await atRest(older);
  await older.click();
  await page.getByText("Showing the latest 200 entries.").waitFor();
  // Something happens, here and now: the newest page is read again, the older ones stay, and so does what is being read.
  const read = feed.locator("li", { has: page.getByText("Paper 155", { exact: true }) });
  const top = await atRest(read);
  newest = 253;
  await joined(ada, "Grace Hopper");
  await page.getByText("Showing the latest 203 entries.").waitFor();
  expect(Math.abs((await atRest(read)) - top)).toBeLessThan(2);
  await page.keyboard.press("End");
  await atRest(older);
  await older.click();
  await older.waitFor({ state: "detached" });
  await page.keyboard.press("End");
  const first = feed.locator('li[aria-posinset="253"][aria-setsize="253"]', { has: page.getByText("Paper 1", { exact: true }) });
  await expect.poll(async () => (await first.boundingBox())?.y ?? Infinity).toBeLessThan(SIZES.phone.height);
  await page.keyboard.press("Home");
  await feed.locator('li[aria-posinset="1"]', { hasText: "Paper 253" }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(await onPaper(page, "main ol > li")).toBe(253);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(ada.faults).toEqual([]);
});

test("whom to choose from a thousand: by typing, or with the arrow keys to the last", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Whom");
  await manyMembers(page, 1_000);
  await newDocument(ada, "For one of you");
  await page.reload();
  await page.locator(".h-doc").waitFor();

  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  const who = dialog.getByRole("combobox", { name: "Add people or teams" });
  await who.click();
  const options = page.getByRole("listbox", { name: "Add people or teams" }).getByRole("option");
  await page.locator('[role=option][aria-setsize="999"]').first().waitFor();
  expect(await options.count()).toBeLessThan(40);
  const active = (): Promise<string | null> =>
    who.evaluate((field) => document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent ?? null);
  await page.keyboard.press("ArrowUp");
  await expect.poll(active).toContain("Person 0999");
  const last = options.filter({ hasText: "Person 0999" });
  await expect.poll(() => last.getAttribute("aria-posinset")).toBe("999");
  await expect
    .poll(async () => {
      const [row, box] = await Promise.all([last.boundingBox(), page.getByRole("listbox", { name: "Add people or teams" }).boundingBox()]);
      return row!.y + row!.height - box!.y - box!.height;
    })
    .toBeLessThan(2);
  for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowUp");
  await expect.poll(active).toContain("Person 0969");
  expect(await axe(page)).toEqual([]);
  await who.fill("person.500@");
  await expect.poll(() => options.count()).toBe(1);
  await page.keyboard.press("Enter");
  expect(await who.inputValue()).toBe("Person 0500");
  await page.getByRole("listbox", { name: "Add people or teams" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  // The same list where somebody is mentioned.
  await page.locator(".h-doc").click();
  await page.keyboard.type("For @");
  await page.locator('.h-suggest [role=option][aria-setsize="1002"]').first().waitFor();
  await page.keyboard.press("ArrowUp");
  await page.locator('.h-suggest [aria-selected="true"]', { hasText: "Person 0999" }).waitFor();
  expect(await page.locator(".h-suggest [role=option]").count()).toBeLessThan(40);
  await page.keyboard.press("Enter");
  await page.locator(".h-doc .h-mention", { hasText: "Person 0999" }).waitFor();

  // And where somebody is put into a team, whose members are a list of their own.
  await page.goto(`${stack.web_url}/o/${orgOf(page)}/settings/teams`);
  await page.getByPlaceholder("Design").fill("Night shift");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "Night shift" }).waitFor();
  const put = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("000000000012"));
  await page.getByRole("combobox", { name: "Add member" }).fill("0012");
  await page.getByRole("option", { name: "Person 0012" }).click();
  await put;
  expect(await axe(page)).toEqual([]);
  expect(ada.faults).toEqual([]);
});
