import { afterAll, expect, test } from "vitest";
import type { Page, Route } from "playwright-core";
import { asOwner, joined, newcomer } from "./people.ts";
import { closeAll, newDocument, orgOf, paste, saved, shot, SIZES, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

const menu = async (page: Page, item: string): Promise<void> => {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
};
const nameNow = async (page: Page, name: string): Promise<void> => {
  await menu(page, "Name this version…");
  await page.getByRole("dialog").getByLabel("Version name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save version" }).click();
  await page.getByText(`Saved as “${name}”.`).waitFor();
};
const list = (page: Page) => page.getByRole("complementary", { name: "Versions" });
/** How many versions' texts this device holds. */
const textsKept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const [first] = await indexedDB.databases();
    const db = await done(indexedDB.open(first!.name!));
    const rows = (await done(db.transaction("objects").objectStore("objects").getAll())) as { noun: string }[];
    db.close();
    return rows.filter(({ noun }) => noun.endsWith("/texts")).length;
  });
const marked = (page: Page, kind: "ins" | "del"): Promise<string[]> => page.locator(`[data-words] ${kind}`).allInnerTexts();

test("named, written on, looked at, gone back to, and undone, with somebody watching", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Versions");
  const place = await newDocument(ada, "The mill", "The mill turns slowly.");
  const grace = await joined(ada, "Grace Hopper", "member", { at: place });
  await grace.page.getByText("The mill turns slowly.").waitFor();

  await nameNow(page, "As sent to the printer");
  await page.locator(".h-doc").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" And the store remembers.\nCards come last.");
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Listen: ");
  await saved(page);

  // By the key, while writing; the newest version is compared with now.
  await page.keyboard.press("Control+Alt+Shift+H");
  await page.waitForURL(`**${place}/history`);
  await expect.poll(() => marked(page, "ins")).toEqual(["Listen: ", " And the store remembers.", "Cards come last."]);
  await list(page).getByText("As sent to the printer").waitFor();
  await page.getByText("2 changes since As sent to the printer").waitFor();
  await shot(page, "story-history-now");
  await page.getByRole("switch", { name: "Show changes" }).click();
  await expect.poll(() => marked(page, "ins")).toEqual([]);
  await page.getByRole("switch", { name: "Show changes" }).click();

  // Arrows go through the list; the version says what it said.
  await list(page).getByRole("link", { name: /^Now/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/\/history\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { name: "As sent to the printer", level: 2 }).waitFor();
  await expect.poll(() => words(page)).toBe("The mill turns slowly.");
  await page.getByText("Oldest version available").waitFor();
  const version = page.url();

  // Going back says what will happen, and does it for everybody.
  await page.getByRole("button", { name: "Restore this version" }).click();
  await page.getByRole("dialog").getByText("The current content is saved as a version first").waitFor();
  await shot(page, "story-history-restore");
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await page.locator(`[data-document] .h-doc`).waitFor();
  await expect.poll(() => words(page)).toBe("The mill turns slowly.");
  expect(new URL(page.url()).pathname).toBe(place);
  await expect.poll(() => words(grace.page)).toBe("The mill turns slowly.");
  await grace.page.getByText("Someone restored an earlier version of this document").waitFor();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await shot(page, "story-history-restored");

  // Both write on in the new history, at once.
  await grace.page.locator(".h-doc").click();
  await grace.page.keyboard.press("Control+End");
  await grace.page.keyboard.type(" Grace is here.");
  await saved(grace.page);
  await page.locator(".h-doc").getByText("Grace is here.").waitFor();

  // And the way back: everything from before is there, and so is what Grace wrote, as a version.
  // (By the key: the notice with the same on a button goes after a while.)
  await page.getByRole("main").focus();
  await page.keyboard.press("z");
  await expect.poll(() => words(page)).toBe("Listen: The mill turns slowly. And the store remembers.\nCards come last.");
  await expect.poll(() => words(grace.page)).toBe("Listen: The mill turns slowly. And the store remembers.\nCards come last.");
  await grace.page.goto(`${stack.web_url}${place}/history`);
  const kept = list(grace.page).getByRole("link", { name: /Saved before restore/ });
  await expect.poll(() => kept.count()).toBe(2);
  await kept.first().click();
  await expect.poll(() => marked(grace.page, "ins")).toEqual(["Grace is here"]);

  // What somebody else names shows in the list without anybody asking.
  await nameNow(page, "Agreed upon");
  await list(grace.page).getByText("Agreed upon").waitFor();

  // The activity tells it in words.
  await page.goto(version.replace(/\/documents\/.*/, "/activity"));
  await page.getByText("named a version “As sent to the printer” of").waitFor();
  await page.getByText("restored an earlier version of").first().waitFor();
  expect([...ada.faults, ...grace.faults]).toEqual([]);
  expect(ada.strangers).toEqual([]);
});

test("a name is given, changed and taken off in place; the words can be copied; Escape leads back", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Names");
  const place = await newDocument(ada, "Plans");
  await paste(page, "## Wheels\n\n- one\n- two\n");
  await saved(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill("version hist");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${place}/history`);
  await page.getByRole("button", { name: "Name this version" }).click();
  await page.getByLabel("Version name").fill("Draft");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Draft", level: 2 }).waitFor();
  await page.getByRole("button", { name: "Rename version" }).click();
  await page.getByLabel("Version name").fill("First draft");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "First draft", level: 2 }).waitFor();
  await list(page).getByText("First draft").waitFor();
  await page.getByRole("button", { name: "More for this version" }).click();
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await page.getByText("Copied as Markdown.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("## Wheels");
  // Paper gets the version and nothing around it.
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.emulateMedia({ media: "print" });
  const around = await page.evaluate(
    () =>
      [...document.querySelectorAll("aside, nav, button, [role=switch]")].filter(
        (element) => element.checkVisibility() && element.getBoundingClientRect().height > 1,
      ).length,
  );
  expect(around).toBe(0);
  expect(await page.getByRole("heading", { name: "First draft", level: 2 }).isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("switch", { name: "Only named versions" }).click();
  await page.getByRole("button", { name: "More for this version" }).click();
  await page.getByRole("menuitem", { name: "Remove name" }).click();
  await list(page).getByText("No named versions yet").waitFor();
  // A menu that is just closing would take the key for itself.
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.waitForURL(`**${place}`);
  await page.locator("[data-document] .h-doc").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Version history" }).waitFor();
  expect(ada.faults).toEqual([]);
});

test("who may only read is not offered it; without a network it says so and keeps what was opened", async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Readers");
  const place = await newDocument(ada, "Ours", "As it is.");
  await nameNow(page, "One");
  const grace = await joined(ada, "Grace Hopper", "viewer", { at: place });
  await grace.page.locator('.h-doc[contenteditable="false"]').waitFor();
  await grace.page.getByRole("button", { name: "More", exact: true }).click();
  const item = grace.page.getByRole("menuitem", { name: /Version history/ });
  await item.getByText("Only for editors").waitFor();
  expect(await item.isDisabled()).toBe(true);
  await grace.page.goto(`${stack.web_url}${place}/history`);
  await grace.page.getByText("Only editors can see the version history").waitFor();
  await shot(grace.page, "story-history-viewer");
  const act = await asOwner(grace);
  expect((await act("GET", `/v1/orgs/${orgOf(page)}/documents/${place.split("/").at(-1)}/versions`)).status).toBe(403);

  for (const name of ["Two", "Three"]) {
    await page.locator(".h-doc").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(` ${name}.`);
    await saved(page);
    await nameNow(page, name);
  }
  await page.goto(`${stack.web_url}${place}/history`);
  await list(page).getByText("Three", { exact: true }).click();
  await expect.poll(() => marked(page, "ins")).toEqual([" Three."]);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => textsKept(page)).toBe(2);
  await ada.context.setOffline(true);
  await page.getByText("You are offline. Only versions you opened before").waitFor();
  expect(await page.getByRole("button", { name: "Restore this version" }).isDisabled()).toBe(true);

  // A reload without a network: the list, and what was opened, with what changed in it.
  await page.reload();
  await page.getByText("You are offline. Only versions you opened before").waitFor();
  await expect.poll(() => marked(page, "ins")).toEqual([" Three."]);
  await expect.poll(() => list(page).locator("[data-version] [data-named] bdi").allInnerTexts()).toEqual(["Three", "Two", "One"]);
  await list(page).getByText("Two", { exact: true }).click();
  await page.getByText("The previous version can’t be loaded right now").waitFor();
  await expect.poll(() => words(page)).toBe("As it is. Two.");
  await list(page).getByText("One", { exact: true }).click();
  await page.getByText("This version is not available offline").waitFor();
  await shot(page, "story-history-offline");
  await ada.context.setOffline(false);
  await page.getByText("You are offline. Only versions you opened before").waitFor({ state: "detached" });
  await expect.poll(() => words(page)).toBe("As it is.");
  // A version that is not there (any more) says so.
  await page.goto(`${stack.web_url}${place}/history/019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70`);
  await page.getByRole("heading", { name: "This version no longer exists" }).waitFor();
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});

test("on a phone the list comes first, then the version on its own, and back", async () => {
  const ada = await visitor({ viewport: SIZES.phone });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Pocket");
  const place = await newDocument(ada, "Small", "Few words.");
  await nameNow(page, "Kept");
  await menu(page, "Version history");
  await page.waitForURL(`**${place}/history`);
  await list(page).getByText("Kept", { exact: true }).click();
  await page.getByRole("heading", { name: "Kept", level: 2 }).waitFor();
  await expect.poll(() => words(page)).toBe("Few words.");
  await list(page).waitFor({ state: "hidden" });
  await page.goBack();
  await list(page).waitFor();
  await page.getByRole("link", { name: "Small" }).click();
  await page.locator("[data-document] .h-doc").waitFor();
  expect(ada.faults).toEqual([]);
});

test("words that were on their way when somebody went back are kept for their writer", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "On the way");
  const place = await newDocument(ada, "Letters", "Dear Charles,");
  await nameNow(page, "Begun");
  const grace = await joined(ada, "Grace Hopper", "member", { at: place, serviceWorkers: "allow" });
  await grace.page.getByText("Dear Charles,").waitFor();
  await saved(grace.page);
  await grace.context.setOffline(true);
  await grace.page.locator(".h-doc").click();
  await grace.page.keyboard.press("Control+End");
  await grace.page.keyboard.type(" this was written on a train.");
  await page.locator(".h-doc").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" never mind.");
  await saved(page);
  await menu(page, "Version history");
  await list(page).getByText("Begun", { exact: true }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await page.locator("[data-document] .h-doc").waitFor();
  await expect.poll(() => words(page)).toBe("Dear Charles,");
  await grace.context.setOffline(false);
  await grace.page.getByText("A copy of your unsaved text is in the sync status").waitFor();
  await expect.poll(() => words(grace.page)).toBe("Dear Charles,");
  await grace.page
    .getByRole("button", { name: /Sync status/ })
    .first()
    .click();
  // With or without the words of others that had reached her before.
  await grace.page.getByText(/Dear Charles,.* this was written on a train\./).waitFor();
  await shot(grace.page, "story-history-kept");
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});

test("what the server does not take is said in words, and nothing typed is lost", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Refused");
  const place = await newDocument(ada, "Full", "Words.");
  const refuse = (status: number, code: string) => (route: Route) =>
    route.request().method() === "GET"
      ? route.fallback()
      : route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify({ status, code }) });
  await page.goto(`${stack.web_url}${place}/history`);
  // Before a version is named, the words are saved: until the server has said that they are, this is what a person would be told.
  await page.locator('[data-history][data-ready][data-state="saved"]').waitFor();
  for (const [status, code, said] of [
    [409, "too_many_versions", "A document can have up to 200 named versions"],
    [429, "rate_limited", "Wait a moment"],
    [503, "unavailable", "The server has a problem"],
    [403, "forbidden", "You don’t have permission to do this"],
  ] as const) {
    await page.route("**/versions", refuse(status, code));
    await page.getByRole("button", { name: "Name this version" }).click();
    await page.getByLabel("Version name").fill("Mine");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(said).waitFor();
    expect(await page.getByLabel("Version name").inputValue()).toBe("Mine");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.unroute("**/versions");
  }
  // The client asks again by itself as well, whenever one of its topics begins: the server is well again as of the press.
  const pressed = (): Promise<boolean> => page.evaluate(() => "pressed" in globalThis).catch(() => false);
  await page.route("**/versions?*", async (route) =>
    (await pressed())
      ? route.fallback()
      : route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify({ status: 500, code: "internal" }) }),
  );
  await page.reload();
  await page.getByRole("alert").getByText("The server has a problem").waitFor();
  expect(await words(page)).toBe("Words.");
  await page.evaluate(() => addEventListener("click", () => Object.assign(globalThis, { pressed: true }), { capture: true, once: true }));
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("alert").waitFor({ state: "detached" });
  expect(ada.faults).toEqual([]);
});

test("a document whose history was loaded first is whole after going back", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Straight to the past");
  const place = await newDocument(ada, "The weir", "Water over stone.");
  await nameNow(page, "Before the flood");
  await page.locator(".h-doc").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Then the flood.");
  await saved(page);
  await page.goto(`${stack.web_url}${place}/history`);
  await list(page).getByText("Before the flood").click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await page.locator("[data-document] .h-doc").waitFor();
  await expect.poll(() => words(page)).toBe("Water over stone.");
  expect(await page.getByText("You no longer have access").count()).toBe(0);
  await saved(page);
  expect(ada.faults).toEqual([]);
});
