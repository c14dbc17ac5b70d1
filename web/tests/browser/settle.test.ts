import { afterAll, expect, test } from "vitest";
import { joined, newcomer } from "./people.ts";
import { address, closeAll, newDocument, visitor } from "./support.ts";

afterAll(closeAll);

const synced = '[data-sync="saved"]';

test("settling an org by clicking through it: team, invitation, role, share, trash, undo, back button", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Settled");
  await newDocument(ada, "Plans", "To be shared.");
  await joined(ada, "Grace Hopper");

  await page.getByRole("link", { name: "Settings" }).click();
  for (const tab of ["Members", "Teams", "Audit log", "General", "Invitations"]) {
    await page.getByRole("link", { name: tab }).click();
    await page.getByRole("heading", { name: tab, level: 1 }).waitFor();
  }
  const email = address("Charles");
  await page.getByRole("textbox", { name: "Email", exact: true }).fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByText(email).first().waitFor();
  await page.getByRole("button", { name: `Revoke the invitation for ${email}` }).click();
  await page.getByText("No pending invitations").waitFor();

  await page.getByRole("link", { name: "Teams" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Design");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "Design" }).waitFor();
  await page.getByRole("combobox", { name: "Add member" }).click();
  await page.getByRole("option", { name: "Grace Hopper" }).click();
  await page.getByText("1 member").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Members", exact: true }).click();
  await page.getByRole("combobox", { name: "Role of Grace Hopper" }).selectOption("Manager");
  await page.locator(synced).first().waitFor({ state: "attached" });

  await page.getByRole("treeitem", { name: "Plans" }).getByRole("link").click();
  await page.getByText("To be shared.").waitFor();
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Add people or teams" }).click();
  await page.getByRole("option", { name: "Grace Hopper" }).click();
  await dialog.getByRole("button", { name: "Share" }).click();
  await dialog.getByRole("button", { name: "Remove access for Grace Hopper" }).waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Move to trash" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("treeitem", { name: "Plans" }).getByRole("link").click();
  await page.getByText("To be shared.").waitFor();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Move to trash" }).click();
  await page.locator(synced).first().waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Restore Plans" }).click();
  await page.getByRole("treeitem", { name: "Plans" }).waitFor();

  await page.getByRole("link", { name: "Activity" }).first().click();
  await page.getByRole("heading", { name: "Activity", level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Trash", level: 1 }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.getByRole("heading", { name: "Documents", level: 1 }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("pla");
  await page.locator("main").getByText("Plans").waitFor();
  expect(ada.faults).toEqual([]);
});
