import { createHmac } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeAll, linkFor, newcomer, orgOf, PASSWORD, stack, visitor } from "./support.ts";

afterAll(closeAll);

/** What an authenticator shows (RFC 6238). */
function code(secret: string, now = Date.now()): string {
  const bits = [...secret.replaceAll(/[\s=]/g, "")].map((char) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char.toUpperCase()).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = digest[19]! & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("profile, second factor, recovery code, key, reset", { timeout: 180_000 }, async () => {
  const { page, faults } = await visitor();
  const email = await newcomer({ page, faults } as never, "Ada Lovelace", "Account");

  const org = orgOf(page);
  await page.goto(`${stack.web_url}/me`);
  await page.getByLabel("Pronouns").fill("she/her");
  await page.getByLabel("Status").fill("Among the cards");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.locator('[data-sync="saved"]').first().waitFor({ state: "attached" });
  await page.reload();
  await expect.poll(() => page.getByLabel("Status").inputValue()).toBe("Among the cards");

  await page.goto(`${stack.web_url}/me/api-keys`);
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("Nightly report");
  await page.getByRole("button", { name: "Create the key" }).click();
  const key = await page.locator("code", { hasText: /^hk_/ }).innerText();
  expect((await fetch(`${stack.web_url}/v1/orgs/${org}/documents`, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(200);
  await page.getByRole("button", { name: "Revoke Nightly report" }).click();
  await page.getByText("No keys").waitFor();

  await page.getByRole("link", { name: "Sessions" }).click();
  await page.getByText("This device").waitFor();
  await page.getByRole("link", { name: "Security" }).click();
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("img", { name: "QR code" }).waitFor();
  const secret = await page.locator("form code").innerText();
  await page.getByLabel("Six-digit code").fill(code(secret));
  await page.locator("#main").getByRole("button", { name: "Confirm" }).click();
  const spare = await page.getByRole("dialog").locator("li").first().innerText();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(spare);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("heading", { name: /Ada/ }).waitFor();

  await page.getByRole("button", { name: /your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.goto(await linkFor(email, "/reset"));
  await page.getByRole("textbox", { name: "New password" }).fill("another harbour, another lamp 7");
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.getByText("Your password is changed.").waitFor();
  expect(faults).toEqual([]);
});
