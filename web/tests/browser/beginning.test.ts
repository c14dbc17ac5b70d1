import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { newcomer } from "./people.ts";
import { closeAll, saved, visitor, words } from "./support.ts";

/** Between asking for a document and its title having the focus: nothing typed is lost, or taken for a shortcut. */

afterAll(closeAll);

/** Whatever is written to the disk is there a second later: shorter than anybody stops waiting for it. */
const slowly = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const real = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete")!;
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
      ...real,
      set(this: IDBTransaction, done: () => void) {
        if (this.mode === "readonly") real.set!.call(this, done);
        else real.set!.call(this, () => setTimeout(done, 1_000));
      },
    });
    const early: string[] = [];
    Object.assign(globalThis, { early });
    addEventListener("input", (event) => !(event.target as Element).closest("#root") && early.push((event as InputEvent).data ?? ""), true);
  });

const title = (page: Page) => page.getByLabel("Title", { exact: true });
const links = (page: Page): Promise<string[]> => page.getByRole("tree").getByRole("treeitem").getByRole("link").allInnerTexts();

test("typed at once after the key: into the title and on into the text, with no letter taken for a shortcut", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "At once");
  await slowly(page);
  // G then H would lead home, and another C would make another document.
  await page.keyboard.press("c");
  await page.keyboard.type("ghost of Christmas");
  expect(((await page.evaluate("early")) as string[]).length).toBeGreaterThan(0);
  await title(page).waitFor();
  await expect.poll(() => title(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type(" past");
  expect(await title(page).inputValue()).toBe("ghost of Christmas past");
  await page.getByRole("treeitem", { name: "ghost of Christmas past" }).waitFor();
  await saved(page);
  expect(await links(page)).toEqual(["ghost of Christmas past"]);

  // Straight on into the text, line by line.
  const before = page.url();
  await page.keyboard.press("Escape");
  await page.locator("#main").evaluate((main) => main.focus());
  await page.keyboard.press("c");
  await page.keyboard.type("Plan\nFirst this,\nthen that");
  await page.waitForURL((url) => url.href !== before);
  await page.locator(".h-doc", { hasText: "then that" }).waitFor();
  await page.keyboard.type(".");
  await saved(page);
  expect(await title(page).inputValue()).toBe("Plan");
  expect(await words(page)).toBe("First this,\nthen that.");
  await page.reload();
  await page.locator(".h-doc", { hasText: "then that." }).waitFor();
  expect(await words(page)).toBe("First this,\nthen that.");
  expect((await links(page)).sort()).toEqual(["Plan", "ghost of Christmas past"]);
  expect(ada.faults).toEqual([]);
});

test("asked for twice, with the key held down, or from the palette: one document each time, and the words in it", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Twice");
  await slowly(page);
  const home = page.url();
  await page.getByRole("button", { name: "New document" }).first().dblclick();
  await page.keyboard.type("Clicked twice");
  await page.waitForURL((url) => url.href !== home);
  await page.getByRole("treeitem", { name: "Clicked twice" }).waitFor();
  await saved(page);
  expect(await links(page)).toEqual(["Clicked twice"]);

  const first = page.url();
  await page.locator("#main").evaluate((main) => main.focus());
  // As a keyboard repeats a key that stays down.
  for (let i = 0; i < 4; i++) await page.keyboard.down("c");
  await page.keyboard.up("c");
  await page.keyboard.type("crew");
  await page.waitForURL((url) => url.href !== first);
  await page.getByRole("treeitem", { name: "crew", exact: true }).waitFor();
  await saved(page);
  expect(await links(page)).toEqual(["Clicked twice", "crew"]);

  const second = page.url();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill("New doc");
  await page.keyboard.press("Enter");
  await page.keyboard.type("From the palette");
  await page.waitForURL((url) => url.href !== second);
  await page.getByRole("treeitem", { name: "From the palette" }).waitFor();
  await saved(page);
  expect(await links(page)).toEqual(["Clicked twice", "crew", "From the palette"]);
  expect(await page.locator("body > textarea").count()).toBe(0);
  expect(ada.faults).toEqual([]);
});

test("who goes elsewhere before the title is there stays there: the document is listed with its words, and the next one can be asked for", {
  timeout: 180_000,
}, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Elsewhere");
  await slowly(page);
  const nav = page.getByRole("navigation").first();
  await page.getByRole("button", { name: "New document" }).first().click();
  await page.keyboard.type("Left behind");
  await nav.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("heading", { name: "Activity", level: 1 }).waitFor();
  expect(await page.locator("body > textarea").count()).toBe(0);
  // At once, while the first is still on its way to the disk.
  await page.keyboard.press("c");
  await page.keyboard.type("The next");
  await title(page).waitFor();
  await expect.poll(() => title(page).inputValue()).toBe("The next");
  await page.getByRole("treeitem", { name: "Left behind" }).waitFor();
  await page.getByRole("treeitem", { name: "The next" }).waitFor();
  await saved(page);
  expect((await links(page)).sort()).toEqual(["Left behind", "The next"]);
  expect(await title(page).inputValue()).toBe("The next");
  expect(ada.faults).toEqual([]);
});
