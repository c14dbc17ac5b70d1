import { afterAll, expect, test } from "vitest";
import { joined, newcomer } from "./people.ts";
import { closeAll, newDocument, newRoom, paste, saved, shot, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

const DIARY = `## Before we land

- [x] Read the drawings once more
- [ ] Write to Charles about the carry
- [ ] Ask for a longer table

> Nothing down there knows yet what is written up here.

The river is a thread`;

const controlled = "navigator.serviceWorker.ready.then(() => true)";

test("offline: written, reloaded, written again, created; all of it arrives", async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  await newcomer(ada, "Ada Lovelace", "On a plane");
  const place = await newDocument(ada, "Travel diary", "Take-off.");
  const grace = await joined(ada, "Grace Hopper", "member", { at: place });
  await grace.page.getByText("Take-off.").waitFor();
  await ada.page.evaluate(controlled);
  await ada.page.reload();
  await ada.page.getByText("Take-off.").waitFor();

  await ada.context.setOffline(true);
  await ada.page.locator(".h-doc").click();
  await ada.page.keyboard.press("Control+End");
  await ada.page.keyboard.type(" Above the clouds.");
  await ada.page.keyboard.press("Enter");
  await paste(ada.page, DIARY);
  await ada.page.locator('[data-document][data-state="offline"]').waitFor();
  await shot(ada.page, "story-offline");
  await ada.page.reload();
  await ada.page.getByText("Above the clouds.").waitFor();
  await ada.page.locator(".h-doc").click();
  await ada.page.keyboard.press("Control+End");
  await ada.page.keyboard.type(" Still there.");

  await newRoom(ada.page);
  await ada.page.getByLabel("Title", { exact: true }).fill("Written on the plane");
  await ada.page.getByLabel("Title", { exact: true }).press("Enter");
  await ada.page.locator(".h-doc").waitFor();
  await ada.page.keyboard.type("An idea at ten thousand metres.");
  await ada.page.locator('[data-sync="offline"]').first().waitFor();

  await grace.page.locator(".h-doc").click();
  await grace.page.keyboard.press("Control+Home");
  await grace.page.keyboard.type("Meanwhile on the ground. ");
  await saved(grace.page);

  // Back online on the new document's page: the other one is sent from here as well.
  await ada.context.setOffline(false);
  await saved(ada.page);
  await grace.page.getByText("Still there.").waitFor();
  await ada.page.goto(stack.web_url + place);
  await ada.page.getByText("Meanwhile on the ground.").waitFor();
  await expect.poll(async () => (await words(ada.page)) === (await words(grace.page)), { timeout: 10_000 }).toBe(true);
  await grace.page.getByRole("link", { name: "Written on the plane" }).first().click();
  await grace.page.getByText("An idea at ten thousand metres.").waitFor();
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});

test("the API answers 500, 429 and nothing for a while: everything is kept, said, and sent afterwards", async () => {
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "Trouble");
  await newDocument(ada, "Before", "calm");
  for (const [status, kind] of [
    [500, "slow"],
    [429, "slow"],
    [0, "offline"],
  ] as const) {
    await ada.context.route("**/v1/orgs/**", (route) =>
      status
        ? route.fulfill({
            status,
            contentType: "application/problem+json",
            headers: { "Retry-After": "1" },
            body: JSON.stringify({ status, code: status === 429 ? "rate_limited" : "internal_error" }),
          })
        : route.abort(),
    );
    await ada.page.getByLabel("Title", { exact: true }).fill(`Renamed during ${status}`);
    await ada.page.locator(`[data-sync="${kind}"]`).first().waitFor();
    if (status === 500) await shot(ada.page, "story-server-trouble");
    await ada.context.unroute("**/v1/orgs/**");
    await ada.page.evaluate(() => dispatchEvent(new Event("online")));
    await ada.page.locator('[data-sync="saved"]').first().waitFor({ state: "attached", timeout: 30_000 });
  }
  await ada.page.reload();
  await expect.poll(() => ada.page.getByLabel("Title", { exact: true }).inputValue()).toBe("Renamed during 0");
});

test("two tabs of one person agree, on lists and on words", async () => {
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "Two tabs");
  const place = await newDocument(ada, "In both", "first tab");
  const second = await ada.context.newPage();
  await second.goto(stack.web_url + place);
  await second.getByText("first tab").waitFor();
  await second.locator(".h-doc").click();
  await second.keyboard.press("Control+End");
  await second.keyboard.type(", second tab");
  await ada.page.getByText("first tab, second tab").waitFor();
  await second.getByLabel("Title", { exact: true }).fill("Renamed in the second");
  await ada.page.getByRole("treeitem", { name: "Renamed in the second" }).waitFor();
  expect(ada.faults).toEqual([]);
});
