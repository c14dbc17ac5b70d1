import { afterAll, expect, test } from "vitest";
import { joinedByMail, signUp } from "./people.ts";
import { closeAll, newDocument, paste, saved, shot, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

const NOTES = `## What we know

The engine has two parts: the **store**, where numbers wait, and the **mill**, where they are changed.

- [x] Punch the cards for the first run
- [x] Oil the axes
- [ ] Count how often the carry goes through

> It can do whatever we know how to order it to perform.

For each card the mill turns twelve times`;

test("a new person: from sign-up to a document shared with somebody who was invited", async () => {
  const ada = await visitor();
  await signUp(ada, "Ada Lovelace", "Analytical Engines");
  const place = await newDocument(ada, "Notes on the engine", "It weaves algebraic patterns.");
  const grace = await joinedByMail(ada, "Grace Hopper");
  await grace.page.goto(stack.web_url + place);
  await grace.page.locator(".h-doc").waitFor();
  await grace.page.getByText("It weaves algebraic patterns.").waitFor();
  await ada.page.getByLabel("1 other person is here").waitFor();

  await grace.page.locator(".h-doc").click();
  await grace.page.keyboard.press("Control+End");
  await grace.page.keyboard.type(" Just as the loom weaves flowers.");
  await ada.page.getByText("Just as the loom weaves flowers.").waitFor();
  await grace.page.keyboard.press("Enter");
  await paste(grace.page, NOTES);
  await ada.page.getByText("the mill turns twelve times").waitFor();
  await ada.page.locator(".h-caret-name", { hasText: "Grace Hopper" }).waitFor();
  await shot(ada.page, "story-two-people");

  await Promise.all([
    ada.page
      .locator(".h-doc")
      .click()
      .then(() => ada.page.keyboard.press("Control+Home"))
      .then(() => ada.page.keyboard.type("Chapter one. ", { delay: 15 })),
    grace.page.keyboard.type(" And more.", { delay: 20 }),
  ]);
  await Promise.all([saved(ada.page), saved(grace.page)]);
  await expect.poll(async () => (await words(ada.page)) === (await words(grace.page)), { timeout: 10_000 }).toBe(true);
  expect(await words(ada.page)).toContain("Chapter one.");
  expect([...ada.faults, ...grace.faults]).toEqual([]);
  expect([...ada.strangers, ...grace.strangers]).toEqual([]);
});

test("signing out wipes the device; a wrong password is told plainly", async () => {
  const ada = await visitor();
  const email = await signUp(ada, "Ada Lovelace", "Wiped");
  await newDocument(ada, "Gone from here", "secret words");
  await ada.page.getByRole("button", { name: /account menu/ }).click();
  await ada.page.getByRole("menuitem", { name: "Sign out" }).click();
  await ada.page.getByRole("heading", { name: "Sign in" }).waitFor();
  const left = await ada.page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map((one) => one.name),
    session: localStorage.getItem("hearth.session"),
  }));
  expect(left).toEqual({ databases: [], session: null });
  await ada.page.getByLabel("Email").fill(email);
  await ada.page.getByRole("textbox", { name: "Password" }).fill("not the password at all");
  await ada.page.getByRole("button", { name: "Sign in" }).click();
  await ada.page.getByText("The email address or password is incorrect.").waitFor();
});
