import { afterAll, expect, test } from "vitest";
import { asOwner, newcomer } from "./people.ts";
import { closeAll, newDocument, orgOf, PASSWORD, saved, shot, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

test("two outboxes after a device was restored from its backup: everything arrives, and once", { timeout: 180_000 }, async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  const email = await newcomer(ada, "Ada Lovelace", "Backup");
  const org = orgOf(ada.page);
  const place = await newDocument(ada, "Log book", "Begun.");
  await ada.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

  // On a plane: a rename, words and a new document wait. Then the device is copied, and lost, and restored.
  await ada.context.setOffline(true);
  await ada.page.getByLabel("Title", { exact: true }).fill("Log book of the voyage");
  await ada.page.locator(".h-doc").click();
  await ada.page.keyboard.press("Control+End");
  await ada.page.keyboard.type(" At sea.");
  await ada.page.locator('[data-document][data-state="offline"]').waitFor();
  await ada.page.getByRole("button", { name: "New document" }).first().click();
  await ada.page.getByLabel("Title", { exact: true }).fill("Made at sea");
  await ada.page.getByRole("treeitem", { name: "Made at sea" }).waitFor();
  await ada.page
    .getByLabel(/Sync status: .*\d+ changes pending/)
    .first()
    .waitFor();
  const backup = await ada.context.storageState({ indexedDB: true });
  const restored = await visitor({ storageState: backup });

  const settled = async (who: typeof restored): Promise<void> => {
    const again = who.page.getByRole("alert").getByRole("link", { name: "Sign in" });
    await who.page.locator('[data-sync="saved"]').first().or(again).first().waitFor({ state: "attached", timeout: 30_000 });
    if (!(await again.count())) return;
    // Both showed the same refresh token: one of them, or both, must say who they are.
    await again.click();
    await who.page.getByLabel("Email").fill(email);
    await who.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await who.page.getByRole("button", { name: "Sign in" }).click();
    await who.page.locator('[data-sync="saved"]').first().waitFor({ state: "attached", timeout: 30_000 });
  };
  await restored.page.goto(stack.web_url + place);
  await settled(restored);
  // Asked from elsewhere, with a sign-in of its own: the devices' sessions are part of the story.
  const titles = async (): Promise<string[]> => {
    const login = await fetch(`${stack.web_url}/v1/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    const { access_token } = (await login.json()) as { access_token: string };
    const answer = await fetch(`${stack.web_url}/v1/orgs/${org}/documents`, { headers: { Authorization: `Bearer ${access_token}` } });
    return ((await answer.json()) as { items: { title: string }[] }).items.map((one) => one.title).sort();
  };
  await expect.poll(titles).toEqual(["Log book of the voyage", "Made at sea"]);
  await ada.context.setOffline(false);
  await ada.page.evaluate(() => dispatchEvent(new Event("online")));
  await settled(ada);
  await settled(restored);

  for (const who of [ada, restored]) {
    await who.page.goto(stack.web_url + place);
    await who.page.getByText("At sea.").waitFor();
    expect(await words(who.page)).toBe("Begun. At sea.");
    await expect
      .poll(() => who.page.getByRole("tree").getByRole("treeitem").getByRole("link").allInnerTexts())
      .toEqual(["Log book of the voyage", "Made at sea"]);
  }
  expect(await titles()).toEqual(["Log book of the voyage", "Made at sea"]);
  expect([...ada.faults, ...restored.faults]).toEqual([]);
});

test("storage full: said at once, nothing lost, and over when there is room again", async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  await ada.context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if ((globalThis as { full?: boolean }).full) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  await newcomer(ada, "Ada Lovelace", "Full");
  const place = await newDocument(ada, "To the brim", "Before.");
  await ada.page.evaluate(() => ((globalThis as { full?: boolean }).full = true));
  await ada.context.setOffline(true);
  await ada.page.getByLabel("Title", { exact: true }).fill("Over the brim");
  await ada.page.locator('[data-sync="storage"]').first().waitFor();
  await ada.page.getByRole("alert").getByText("out of storage").waitFor();
  await ada.page.locator(".h-doc").click();
  await ada.page.keyboard.press("Control+End");
  await ada.page.keyboard.type(" During.");
  await shot(ada.page, "story-storage-full");
  // What could not be kept is sent as soon as there is a way.
  await ada.context.setOffline(false);
  await ada.page.evaluate(() => dispatchEvent(new Event("online")));
  const act = await asOwner(ada);
  const document = `/v1/orgs/${orgOf(ada.page)}/documents/${place.split("/").at(-1)!}`;
  await expect.poll(async () => (await act("GET", document)).body.title as string, { timeout: 30_000 }).toBe("Over the brim");
  await expect.poll(async () => (await act("GET", `${document}/content?format=text`)).body.content as string, { timeout: 30_000 }).toContain("Before. During.");
  await ada.page.evaluate(() => ((globalThis as { full?: boolean }).full = false));
  await ada.page.getByLabel("Title", { exact: true }).fill("Room again");
  await ada.page.locator('[data-sync="saved"]').first().waitFor({ state: "attached" });
  await saved(ada.page);
  await ada.page.reload();
  await ada.page.getByText("Before. During.").waitFor();
  expect(ada.faults).toEqual([]);
});

test("a disk that never answers: lists come from the server, words are written and saved", { timeout: 120_000 }, async () => {
  const ada = await visitor();
  const { page, context } = ada;
  await newcomer(ada, "Ada Lovelace", "Silent");
  const place = await newDocument(ada, "Kept elsewhere", "On the server.");
  const org = orgOf(page);
  // As when another tab holds the database, or the disk is busy with something else for minutes.
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await page.goto(`${stack.web_url}/o/${org}/documents`);
  await page.locator("main").getByText("Kept elsewhere").waitFor();
  await page.getByRole("treeitem", { name: "Kept elsewhere" }).getByRole("link").click();
  await page.getByText("On the server.").waitFor();
  await page.locator(".h-doc").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" And some more.");
  await saved(page);
  await newDocument(ada, "Made without a disk", "All the same.");
  await page.goto(stack.web_url + place);
  await page.getByText("On the server. And some more.").waitFor();
  await page.getByRole("treeitem", { name: "Made without a disk" }).waitFor();
  expect(ada.faults).toEqual([]);
});

test("a slow disk: who goes on typing before there is an editor has the words in the text, not in the title", { timeout: 120_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Slow");
  await page.evaluate(() => {
    for (const name of ["get", "getAll"] as const) {
      const real = IDBObjectStore.prototype[name] as (this: IDBObjectStore, ...given: unknown[]) => IDBRequest;
      Object.assign(IDBObjectStore.prototype, {
        [name](this: IDBObjectStore, ...given: unknown[]) {
          const request = real.apply(this, given);
          if (this.transaction.mode !== "readonly") return request;
          const late: { result?: unknown; onsuccess?: () => void } = {};
          request.onsuccess = () => setTimeout(() => (Object.assign(late, { result: request.result as unknown }), late.onsuccess?.()), 1_000);
          return late;
        },
      });
    }
  });
  const title = page.getByLabel("Title", { exact: true });
  // Who leaves before there is an editor finds the words where they were typed.
  await page.getByRole("button", { name: "New document" }).first().click();
  await title.fill("Kept");
  await title.press("Enter");
  await page.keyboard.type(" whole");
  expect(await page.locator(".h-doc").count()).toBe(0);
  await title.blur();
  await page.getByRole("treeitem", { name: "Kept whole" }).waitFor();
  await page.locator(".h-doc").waitFor();
  await page.getByRole("button", { name: "New document" }).first().click();
  await page.locator('textarea[aria-label="Title"]:placeholder-shown').waitFor();
  await title.fill("Meeting notes");
  await title.press("Enter");
  await page.keyboard.type("Thursday: ");
  expect(await page.locator(".h-doc").count()).toBe(0);
  await page.locator(".h-doc", { hasText: "Thursday:" }).waitFor();
  await page.keyboard.type("we go ahead.");
  await page.locator(".h-doc", { hasText: "Thursday: we go ahead." }).waitFor();
  expect(await title.inputValue()).toBe("Meeting notes");
  await saved(page);
  await page.reload();
  await page.locator(".h-doc", { hasText: "Thursday: we go ahead." }).waitFor();
  expect(await title.inputValue()).toBe("Meeting notes");
  expect(ada.faults).toEqual([]);
});
