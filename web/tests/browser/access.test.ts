import { afterAll, expect, test } from "vitest";
import { asOwner, joined, newcomer } from "./people.ts";
import { closeAll, newDocument, orgOf, saved, shot, stack, visitor } from "./support.ts";

afterAll(closeAll);

test("from editor to viewer while typing: the page turns read-only and no word is dropped in silence", async () => {
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "Roles");
  const place = await newDocument(ada, "Shared", "Ours.");
  const grace = await joined(ada, "Grace Hopper", "member", { at: place });
  await grace.page.getByText("Ours.").waitFor();
  await grace.page.locator(".h-doc").click();
  await grace.page.keyboard.press("Control+End");
  await grace.page.keyboard.type(" More.");
  await saved(grace.page);
  const act = await asOwner(ada);
  const org = orgOf(ada.page);
  const members = await act("GET", `/v1/orgs/${org}/members`);
  const person = (members.body.items as { person_id: string; name: string }[]).find((one) => one.name === "Grace Hopper")!.person_id;
  expect((await act("PATCH", `/v1/orgs/${org}/members/${person}`, { role: "viewer" })).status).toBe(200);
  await grace.page.locator('.h-doc[contenteditable="false"]').waitFor({ timeout: 10_000 });
  await shot(grace.page, "story-now-viewer");
  await ada.page.getByText("Ours. More.").waitFor();

  // And removed altogether, with the document open.
  expect((await act("DELETE", `/v1/orgs/${org}/members/${person}`)).status).toBe(204);
  await grace.page.getByText("Welcome to Hearth").waitFor({ timeout: 10_000 });
  expect(grace.page.url()).not.toContain(org);
  await shot(grace.page, "story-removed");
  await expect
    .poll(
      () =>
        grace.page.evaluate(async () => {
          const [first] = await indexedDB.databases();
          const db = await new Promise<IDBDatabase>((resolve) => {
            const request = indexedDB.open(first!.name!);
            request.onsuccess = () => resolve(request.result);
          });
          const rows = await new Promise<{ noun: string }[]>((resolve) => {
            const request = db.transaction("objects").objectStore("objects").getAll();
            request.onsuccess = () => resolve(request.result as { noun: string }[]);
          });
          db.close();
          return rows.filter((row) => row.noun === "documents" || row.noun === "members").length;
        }),
      { timeout: 10_000 },
    )
    .toBe(0);
});

test("a session ended elsewhere: told, nothing lost, and on again after signing in", async () => {
  const ada = await visitor();
  const email = await newcomer(ada, "Ada Lovelace", "Sessions");
  await newDocument(ada, "Kept", "words");
  await ada.context.clearCookies();
  await ada.context.route("**/v1/**", (route) =>
    route.request().url().includes("/auth/")
      ? route.fallback()
      : route.fulfill({ status: 401, contentType: "application/problem+json", body: JSON.stringify({ status: 401, code: "unauthenticated" }) }),
  );
  await ada.page.getByLabel("Title", { exact: true }).fill("Kept and renamed");
  await ada.page
    .getByRole("alert")
    .getByText(/Your session has expired.*(one|1) change/i)
    .waitFor();
  await shot(ada.page, "story-session-ended");
  await ada.context.unroute("**/v1/**");
  await ada.page.getByRole("alert").getByRole("link", { name: "Sign in" }).click();
  await ada.page.getByLabel("Email").fill(email);
  await ada.page.getByRole("textbox", { name: "Password" }).fill("lanterns over quiet water 42");
  await ada.page.getByRole("button", { name: "Sign in" }).click();
  await ada.page.getByRole("treeitem", { name: "Kept and renamed" }).waitFor();
  await ada.page.locator('[data-sync="saved"]').first().waitFor({ state: "attached" });
});

test("a document that is closed takes with it what older pages of the activity told of it, at once", async () => {
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "Closed");
  const place = await newDocument(ada, "Secret plans", "Ours.");
  for (const title of ["One", "Two", "Three"]) await newDocument(ada, title);
  const grace = await joined(ada, "Grace Hopper");
  const { page } = grace;
  await page.route(/\/activity\?/, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set("limit", "3");
    return route.continue({ url: url.href });
  });
  await page.goto(`${stack.web_url}/o/${orgOf(page)}/activity`);
  const told = page.getByRole("main").getByRole("listitem").filter({ hasText: "Secret plans" });
  const older = page.getByRole("button", { name: "Show older" });
  // The first document stands at the end of it, behind several pages.
  for (const shown = page.getByRole("main").getByRole("listitem"); (await told.count()) === 0; ) {
    const before = await shown.count();
    await older.click();
    await expect.poll(() => shown.count()).toBeGreaterThan(before);
  }
  const act = await asOwner(ada);
  expect((await act("PATCH", `/v1${place.replace("/o/", "/orgs/")}`, { visibility: "private" })).status).toBe(200);
  await told.first().waitFor({ state: "detached" });
  await page.getByRole("treeitem", { name: "Secret plans" }).waitFor({ state: "detached" });
  await page.getByRole("main").getByRole("listitem").filter({ hasText: "Three" }).first().waitFor();
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});
