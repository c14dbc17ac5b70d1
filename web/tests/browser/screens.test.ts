import { afterAll, expect, test } from "vitest";
import { asOwner, newcomer } from "./people.ts";
import { address, closeAll, confirmAddress, newDocument, orgOf, PASSWORD, saved, shot, SIZES, stack, type Visitor, visitor, words } from "./support.ts";

afterAll(closeAll);

const DOT = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");
const kept = (who: Visitor) => who.page.locator('[data-sync="saved"]').first().waitFor({ state: "attached" });

test("an org's logo, policies and a link to join by", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "By link");
  const org = orgOf(page);
  const settings = `${stack.web_url}/o/${org}/settings`;
  await page.goto(settings);
  await page.locator('#main input[type="file"]').setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: DOT });
  await page.getByRole("button", { name: "Remove" }).waitFor();
  const act = await asOwner(ada);
  await expect.poll(async () => (await act("GET", `/v1/orgs/${org}`)).body.logo_url as string | null, { timeout: 20_000 }).toMatch(/logos/);

  await page.goto(`${settings}/policies`);
  await page.getByLabel("Days").fill("14");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await page.getByRole("radio", { name: "Off" }).click();
  await kept(ada);
  await expect.poll(async () => (await act("GET", `/v1/orgs/${org}`)).body as object).toMatchObject({ retention_days: 14, link_sharing: "off" });
  await page.getByRole("radio", { name: "Anyone with the link" }).click();
  // A domain that is not the person's own: refused, and said in words.
  await page.getByRole("combobox", { name: "Domains" }).fill("elsewhere.example");
  await page.getByRole("combobox", { name: "Domains" }).press("Enter");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await page.locator('[data-sync="refused"]').first().waitFor({ state: "attached" });
  await page
    .getByRole("button", { name: /Sync status/ })
    .first()
    .click();
  await page.getByText("the domain of your own email address, and no public").waitFor();
  await shot(page, "story-refused-domain");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.keyboard.press("Escape");

  await page.goto(`${settings}/invitations`);
  await page.getByLabel("Restrict to email domain").fill("example.com");
  await page.getByLabel("Maximum uses").fill("2");
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("/invite?token=");
  const guest = await visitor();
  const email = address("Grace");
  await guest.page.goto(link);
  await guest.page.getByRole("link", { name: "Create account" }).click();
  await guest.page.getByLabel("Name").fill("Grace Hopper");
  await guest.page.getByLabel("Email").fill(email);
  await guest.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await guest.page.getByRole("button", { name: "Create account" }).click();
  await guest.page.getByRole("heading", { name: "Check your email" }).waitFor();
  await confirmAddress(guest.page, email);
  await guest.page.waitForURL(/\/o\//);

  await page.reload();
  await page.getByText("1 of 2 uses").waitFor();
  await page.getByRole("button", { name: "Renew" }).click();
  await page.getByRole("button", { name: "Copy link" }).waitFor();
  await page.getByRole("button", { name: "Revoke the invitation for Invite link" }).click();
  await page.getByText("No pending invitations").waitFor();

  // A copy of the log goes on by itself: it is in the tray, still there after a reload, and on a phone.
  await page.goto(`${settings}/audit`);
  await page.getByRole("button", { name: "Export" }).click();
  await page.locator('[data-jobs="saved"]').first().waitFor({ state: "attached", timeout: 30_000 });
  await page.reload();
  await page.setViewportSize(SIZES.phone);
  await page.locator("[data-jobs]:visible").click();
  await page.locator('[data-job="audit.export"][data-state="succeeded"]').waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download: Audit log export" }).click()]);
  expect(file.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
  await page.getByRole("button", { name: "Clear finished" }).click();
  await page.locator("[data-jobs]").first().waitFor({ state: "detached" });
  expect([...ada.faults, ...guest.faults]).toEqual([]);
});

test("an invitation waits inside for whoever has an account already, and an address can be enough", async () => {
  const grace = await visitor();
  const email = await newcomer(grace, "Grace Hopper", "Own place");
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "Engine house");
  const act = await asOwner(ada);
  expect((await act("POST", `/v1/orgs/${orgOf(ada.page)}/invitations`, { email, role: "manager" })).status).toBe(201);
  await grace.page.reload();
  const list = grace.page.getByRole("list", { name: "Pending invitations" });
  await list.getByText("Engine house").waitFor();
  await list.getByText("Invited by Ada Lovelace").waitFor();
  await shot(grace.page, "story-offer");
  // On a phone it is as wide as what stands below it.
  await grace.page.setViewportSize(SIZES.phone);
  const [card, below] = await Promise.all([
    grace.page.locator("section", { has: list }).boundingBox(),
    grace.page.getByRole("region", { name: "Recent", exact: true }).boundingBox(),
  ]);
  expect([card!.x, card!.width]).toEqual([below!.x, below!.width]);
  await grace.page.getByRole("button", { name: "Join Engine house" }).click();
  await grace.page.waitForURL(`**/o/${orgOf(ada.page)}`);
  await list.waitFor({ state: "hidden" });
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});

test("working hours, status with an end, fields of one's own, the security log", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Profile");
  await page.goto(`${stack.web_url}/me`);
  await page.getByRole("combobox", { name: "Availability" }).click();
  await page.getByRole("option", { name: "Do not disturb" }).click();
  await page.getByRole("textbox", { name: "Status" }).fill("Among the cards");
  await page.getByLabel(/^Clear after/).fill("2031-05-04T17:30");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await page.getByRole("button", { name: "Monday to Friday, 9 to 5" }).click();
  await page.getByRole("button", { name: "Add hours on Monday" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).nth(1).click();
  await page.getByRole("button", { name: "Add field" }).click();
  await page.getByRole("textbox", { name: "Field name" }).fill("Desk");
  await page.getByRole("textbox", { name: "Value" }).fill("By the window");
  await page.getByRole("button", { name: "Save", exact: true }).nth(2).click();
  await kept(ada);
  await page.reload();
  await expect.poll(() => page.getByLabel(/^Clear after/).inputValue()).toBe("2031-05-04T17:30");
  expect(
    await page
      .getByRole("group", { name: "Monday" })
      .getByLabel("To")
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
  ).toEqual(["17:00", "18:00"]);
  await page.getByRole("group", { name: "Sunday" }).getByText("Unavailable").waitFor();
  expect(await page.getByRole("textbox", { name: "Value" }).inputValue()).toBe("By the window");
  await page.getByRole("link", { name: "Security log" }).click();
  await page.getByText("Profile updated").or(page.getByText("Signed in")).first().waitFor();
  expect(ada.faults).toEqual([]);
});

test("the language of a code block; the order of documents by keys, by menu and by mouse", async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Order");
  const place = await newDocument(ada, "One");
  await page.locator(".h-doc").click();
  await page.keyboard.type("``` print(1)");
  await page.getByRole("combobox", { name: "Language of the code" }).selectOption("Python");
  await saved(page);
  await page.reload();
  await page.locator(".h-doc pre code.language-python").waitFor();
  const org = orgOf(page);
  const act = await asOwner(ada);
  await expect
    .poll(async () => (await act("GET", `/v1/orgs/${org}/documents/${place.split("/").at(-1)!}/content?format=markdown`)).body.content as string)
    .toContain("```python");

  await newDocument(ada, "Two");
  await newDocument(ada, "Three");
  const titles = (): Promise<string[]> => page.getByRole("tree").getByRole("treeitem").getByRole("link").allInnerTexts();
  await expect.poll(titles).toEqual(["One", "Two", "Three"]);
  await page.getByRole("treeitem", { name: "Three" }).getByRole("link").focus();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect.poll(titles).toEqual(["One", "Three", "Two"]);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect.poll(titles).toEqual(["Three", "One", "Two"]);
  const two = page.getByRole("treeitem", { name: "Two" });
  await two.dragTo(page.getByRole("treeitem", { name: "Three" }), { targetPosition: { x: 60, y: 3 } });
  await expect.poll(titles).toEqual(["Two", "Three", "One"]);
  await two.dragTo(page.getByRole("treeitem", { name: "One" }), { targetPosition: { x: 60, y: 14 } });
  await expect.poll(() => page.getByRole("treeitem", { name: "One" }).getAttribute("aria-expanded")).not.toBeNull();
  await kept(ada);
  await page.reload();
  await expect.poll(titles).toEqual(["Three", "One"]);
  await page.getByRole("treeitem", { name: "One" }).getByRole("button").click();
  await expect.poll(titles).toEqual(["Three", "One", "Two"]);
  expect(await words(page)).toBe("");
  expect(ada.faults).toEqual([]);
});

test("who has an address at the org's domain joins by a click", { timeout: 120_000 }, async () => {
  const domain = `studio-${Date.now().toString(36)}.example`;
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "Open house", domain);
  const org = orgOf(ada.page);
  await newDocument(ada, "Welcome", "Come in.");
  await ada.page.goto(`${stack.web_url}/o/${org}/settings/policies`);
  await ada.page.getByRole("combobox", { name: "Domains" }).fill(domain);
  await ada.page.getByRole("combobox", { name: "Domains" }).press("Enter");
  await ada.page.getByRole("button", { name: "Save", exact: true }).first().click();
  const act = await asOwner(ada);
  await expect.poll(async () => (await act("GET", `/v1/orgs/${org}`)).body.sign_up_domains as string[]).toEqual([domain]);
  await kept(ada);

  const grace = await visitor();
  await newcomer(grace, "Grace Hopper", null, domain);
  await grace.page.getByRole("heading", { name: "Welcome to Hearth" }).waitFor();
  await grace.page.getByText("Open house").waitFor();
  await shot(grace.page, "story-join-by-domain");
  await grace.page.getByRole("button", { name: "Join Open house" }).click();
  await grace.page.waitForURL(new RegExp(`/o/${org}`));
  await grace.page.getByRole("treeitem", { name: "Welcome" }).getByRole("link").click();
  await grace.page.getByText("Come in.").waitFor();
  await grace.page.reload();
  await grace.page.getByText("Come in.").waitFor();
  await expect
    .poll(async () =>
      ((await act("GET", `/v1/orgs/${org}/members`)).body.items as { name: string; role: string }[]).map((one) => `${one.name}: ${one.role}`).sort(),
    )
    .toEqual(["Ada Lovelace: owner", "Grace Hopper: member"]);
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});
