import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { joined, newcomer } from "./people.ts";
import { closeAll, newDocument, PASSWORD, ROOT, saved, shot, SIZES, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

test("a phone: sign in, open from the drawer, write, back", async () => {
  const first = await visitor();
  const email = await newcomer(first, "Ada Lovelace", "On the train");
  await newDocument(first, "Timetable", "Departure.");
  await first.context.close();

  const ada = await visitor({ viewport: SIZES.phone, hasTouch: true, isMobile: true });
  const { page } = ada;
  await page.goto(stack.web_url);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).tap();
  await page.getByRole("heading", { name: /Ada/ }).waitFor();
  await page.getByRole("button", { name: "Menu" }).tap();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("treeitem", { name: "Timetable" }).waitFor();
  await shot(page, "story-phone-drawer");
  await drawer.getByRole("treeitem", { name: "Timetable" }).getByRole("link").tap();
  await drawer.waitFor({ state: "hidden" });
  await page.getByText("Departure.").tap();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Platform nine.");
  await saved(page);
  expect(await words(page)).toContain("Departure. Platform nine.");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await shot(page, "story-phone-writing");
  await page.goBack();
  await page.getByRole("heading", { name: /Ada/ }).waitFor();
  await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Documents" }).tap();
  await page.getByRole("heading", { name: "Documents", level: 1 }).waitFor();
  // The drawer opens again, and goes with Escape or a tap beside it, without losing the place.
  await page.getByRole("button", { name: "Menu" }).tap();
  await drawer.waitFor();
  await page.touchscreen.tap(380, 400);
  await drawer.waitFor({ state: "hidden" });
  await page.getByRole("heading", { name: "Documents", level: 1 }).waitFor();
  expect(ada.faults).toEqual([]);
});

const blocks = (page: Page): Promise<string[]> => page.locator(".h-doc > *").allInnerTexts();

test("the handle beside a block moves it", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Blocks");
  await newDocument(ada, "Three lines");
  await page.locator(".h-doc").click();
  await page.keyboard.type("first\nsecond\nthird");
  await saved(page);
  await page.getByText("first", { exact: true }).hover();
  const grip = page.locator(".h-handle > [title]").last();
  await grip.waitFor();
  const target = (await page.getByText("third", { exact: true }).boundingBox())!;
  await grip.hover();
  await page.mouse.down();
  await page.mouse.move(target.x + 30, target.y + target.height - 4, { steps: 8 });
  await page.mouse.move(target.x + 32, target.y + target.height - 2, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await blocks(page)).filter(Boolean)).toEqual(["second", "third", "first"]);
  // And with keys, for those who have no mouse; at once, and still an act that is undone alone.
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect.poll(async () => (await blocks(page)).filter(Boolean)).toEqual(["second", "first", "third"]);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await blocks(page)).filter(Boolean)).toEqual(["second", "third", "first"]);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await blocks(page)).filter(Boolean)).toEqual(["first", "second", "third"]);
  await saved(page);
  expect(ada.faults).toEqual([]);
});

test("paper gets the words and nothing around them", async () => {
  const ada = await visitor({ colorScheme: "dark" });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Print");
  await newDocument(ada, "A letter", "Begins. ");
  await page.keyboard.insertText("Dear Charles, ".repeat(200));
  await saved(page);
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => {
    const shown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().height > 1;
    return [...document.querySelectorAll("aside, nav, header, button, [role=region], [role=toolbar], [role=status], .h-handle, .h-caret")]
      .filter(shown)
      .map((element) => element.outerHTML.slice(0, 90));
  });
  expect(seen).toEqual([]);
  await page.getByText("Dear Charles").waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.querySelector(".h-doc")!).color)).toBe("rgb(0, 0, 0)");
  // The whole letter, not the part that fits on the screen.
  const pdf = await page.pdf({ format: "A5" });
  expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(1);
  expect(ada.faults).toEqual([]);
});

const worker = join(ROOT, "web/dist/sw.js");
const built = readFileSync(worker, "utf8");
afterEach(() => writeFileSync(worker, built));

test("a new version waits until the person says so, and takes no words with it", async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Update");
  const place = await newDocument(ada, "Kept", "Words.");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await page.getByText("Words.").waitFor();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  appendFileSync(worker, "\n// a newer build\n");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update().then(() => undefined));
  const banner = page.getByRole("status").filter({ hasText: "A new version of Hearth is available." });
  await banner.waitFor();
  await shot(page, "story-update");
  await page.locator(".h-doc").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" More.");
  await banner.getByRole("button", { name: "Reload" }).click();
  await banner.waitFor({ state: "detached" });
  await page.getByText("Words. More.").waitFor();
  expect(new URL(page.url()).pathname).toBe(place);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.waiting === null)).toBe(true);
  expect(ada.faults).toEqual([]);
});

test("a click on the blank page is meant for the words", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Blank pages");
  const place = await newDocument(ada, "Short", "one");
  await page.goto(stack.web_url + place);
  await page.getByText("one", { exact: true }).waitFor();
  const { width, height } = page.viewportSize()!;
  await page.mouse.click(width / 2 + 120, height - 60);
  await page.keyboard.type("abc");
  await saved(page);
  expect(new URL(page.url()).pathname).toBe(place);
  expect(await words(page)).toBe("oneabc");
  expect(ada.faults).toEqual([]);
});

test("the main path by keys alone: sign in, write, format, share, find, trash, undo", { timeout: 120_000 }, async () => {
  const first = await visitor();
  const email = await newcomer(first, "Ada Lovelace", "By keys");
  await joined(first, "Grace Hopper");
  await first.context.close();

  const { page, faults } = await visitor();
  const { keyboard } = page;
  /** Tab until what has the focus is called so: there is no other way to it. */
  const tabTo = async (name: RegExp, within = 60): Promise<void> => {
    const named = (): Promise<string> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.ariaLabel ?? document.activeElement?.textContent ?? "");
    for (let i = 0; i < within && !name.test(await named()); i++) await keyboard.press("Tab");
    expect(await named()).toMatch(name);
  };
  await page.goto(stack.web_url);
  const address = page.getByLabel("Email");
  await address.waitFor();
  for (let i = 0; i < 5 && !(await address.evaluate((element) => element === document.activeElement)); i++) await keyboard.press("Tab");
  await keyboard.type(email);
  await keyboard.press("Tab");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: /Ada/ }).waitFor();

  await keyboard.press("c");
  await keyboard.type("Log of the day\nBefore noon");
  await page.locator(".h-doc").getByText("Before noon").waitFor();
  await keyboard.press("Enter");
  await keyboard.type("/h2");
  await page.getByRole("option", { name: /Medium heading/ }).waitFor();
  await keyboard.press("Enter");
  await keyboard.type("Seen");
  await keyboard.press("Enter");
  await keyboard.press("Control+b");
  await keyboard.type("Two sails");
  await page.locator(".h-doc h2").getByText("Seen").waitFor();
  await page.locator(".h-doc strong").getByText("Two sails").waitFor();
  await saved(page);

  await keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill("share");
  await page
    .getByRole("option", { name: /^Share/ })
    .first()
    .waitFor();
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const whom = dialog.getByRole("combobox", { name: "Add people or teams" });
  await whom.waitFor();
  for (let i = 0; i < 8 && !(await whom.evaluate((element) => element === document.activeElement)); i++) await keyboard.press("Tab");
  await keyboard.type("Grace");
  await page.getByRole("option", { name: "Grace Hopper" }).waitFor();
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await tabTo(/^Share$/);
  await keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Remove access for Grace Hopper" }).waitFor();
  await keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  // Home by a shortcut, back by the palette, and away with it from the tree's menu.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keyboard.press("g");
  await keyboard.press("h");
  await page.getByRole("heading", { name: /Ada/ }).waitFor();
  await tabTo(/^Log of the day$/);
  await keyboard.press("Shift+F10");
  const trash = page.getByRole("menuitem", { name: "Move to trash" });
  await trash.waitFor();
  for (let i = 0; i < 20 && !(await trash.evaluate((element) => element === document.activeElement)); i++) await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await page.getByRole("treeitem", { name: "Log of the day" }).waitFor({ state: "detached" });
  await keyboard.press("Control+z");
  await page.getByRole("treeitem", { name: "Log of the day" }).waitFor();
  expect(faults).toEqual([]);
});
