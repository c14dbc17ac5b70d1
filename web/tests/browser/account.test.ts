import { createHmac } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { asOwner, newcomer, signUp } from "./people.ts";
import { closeAll, linkFor, orgOf, PASSWORD, shot, stack, type Visitor, visitor } from "./support.ts";

afterAll(closeAll);

/** What an authenticator shows (RFC 6238). */
function code(secret: string, now = Date.now()): string {
  const bits = [...secret.replaceAll(/[\s=]/g, "")]
    .map((char) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char.toUpperCase()).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = digest[19]! & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("profile, second factor, recovery code, key, reset", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page, faults } = ada;
  const email = await signUp(ada, "Ada Lovelace", "Account");

  const org = orgOf(page);
  await page.goto(`${stack.web_url}/me`);
  await page.getByLabel("Pronouns").fill("she/her");
  await page.getByRole("textbox", { name: "Status" }).fill("Among the cards");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await page.locator('[data-sync="saved"]').first().waitFor({ state: "attached" });
  await page.reload();
  await expect.poll(() => page.getByRole("textbox", { name: "Status" }).inputValue()).toBe("Among the cards");

  await page.goto(`${stack.web_url}/me/api-keys`);
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("Nightly report");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = await page.locator("code", { hasText: /^hk_/ }).innerText();
  expect((await fetch(`${stack.web_url}/v1/orgs/${org}/documents`, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(200);
  await page.getByRole("button", { name: "Revoke Nightly report" }).click();
  await page.getByText("No API keys").waitFor();

  await page.getByRole("link", { name: "Sessions" }).click();
  await page.getByText("This device").waitFor();
  await page.getByRole("link", { name: "Security", exact: true }).click();
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("img", { name: "QR code" }).waitFor();
  const secret = await page.locator("form code").innerText();
  await page.getByLabel("6-digit code").fill(code(secret));
  await page.locator("#main").getByRole("button", { name: "Confirm" }).click();
  const spare = await page.getByRole("dialog").locator("li").first().innerText();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Two-factor authentication" }).waitFor();
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(spare);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("heading", { name: /Ada/ }).waitFor();

  await page.getByRole("button", { name: /account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await page.goto(await linkFor(email, "/reset"));
  await page.getByRole("textbox", { name: "New password" }).fill("another harbour, another lamp 7");
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByText("Your password was changed.").waitFor();
  expect(faults).toEqual([]);
});

test("what wants a fresh sign-in asks for the password, and then goes on by itself", { timeout: 180_000 }, async () => {
  const ada = await visitor();
  const { page } = ada;
  const email = await newcomer(ada, "Ada Lovelace", "Fresh");
  const security = `${stack.web_url}/me/security`;
  await page.goto(security);
  await page.getByRole("button", { name: "Turn on" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  const secret = await page.locator("form code").innerText();
  await page.getByLabel("6-digit code").fill(code(secret));
  await page.locator("#main").getByRole("button", { name: "Confirm" }).click();
  const spare = await dialog.locator("li").first().innerText();
  const another = await dialog.locator("li").nth(1).innerText();
  await page.keyboard.press("Escape");

  // Nobody waits for a quarter of an hour here: the session itself is made an older one, and the server says what it says.
  await aged(ada, 60);
  await page.goto(`${stack.web_url}/me/api-keys`);
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("Nightly report");
  const again = page.getByRole("dialog", { name: "Confirm it’s you" });
  await page.getByRole("button", { name: "Create key" }).click();
  await again.getByText("enter your password to continue").waitFor();
  await again.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alert").getByText("Enter your password again").waitFor();
  await page.getByRole("button", { name: "Create key" }).click();
  await again.getByRole("textbox", { name: "Password" }).fill("not my password at all");
  await again.getByRole("button", { name: "Confirm" }).click();
  await again
    .getByRole("alert")
    .getByText(/is incorrect/)
    .waitFor();
  await again.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await again.getByRole("button", { name: "Confirm" }).click();
  await again.getByLabel("recovery code").fill(spare);
  await shot(page, "story-again");
  await again.getByRole("button", { name: "Confirm" }).click();
  await page.locator("code", { hasText: /^hk_/ }).waitFor();

  // The new session took the old one's place.
  await page.getByRole("link", { name: "Sessions" }).click();
  await page.getByText("This device").waitFor();
  await expect.poll(() => page.getByRole("list", { name: "Sessions" }).getByRole("listitem").count()).toBe(1);

  // Turning the factor off takes both, however fresh the session is.
  await page.goto(security);
  await page.getByRole("button", { name: "Turn off" }).click();
  await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await dialog.getByLabel("Code or recovery code").fill(another);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("button", { name: "Turn on" }).waitFor();

  await page.goto(`${stack.web_url}/new-org`);
  await act(ada, "DELETE", `/v1/orgs/${await onlyOrg(ada)}`);
  await aged(ada, 60);
  await page.goto(security);
  await page.getByRole("button", { name: "Delete account" }).click();
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await again.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await again.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();

  // And during the period of grace it can be kept.
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Keep account and sign in" }).click();
  await page.getByRole("heading", { name: "Security", level: 1 }).waitFor();
  expect(ada.faults).toEqual([]);
});

interface Session {
  Item: Record<string, unknown> & { sk: { S: string } };
}

/** The session of this browser, as if it had begun so many minutes earlier: its id says when, in the table and in the cookie. */
async function aged(who: Visitor, minutes: number): Promise<void> {
  // Away from the client, which would go on renewing the session that is about to be another.
  await who.page.goto(`${stack.web_url}/docs`);
  const cookie = (await who.context.cookies()).find((one) => one.name === "hearth_refresh")!;
  const bytes = Buffer.from(cookie.value.replace(/^hr_/, ""), "base64url");
  const [person, session] = [bytes.subarray(0, 16), bytes.subarray(16, 32)].map(uuid) as [string, string];
  const began = bytes.readUIntBE(16, 6);
  bytes.writeUIntBE(began - minutes * 60_000, 16, 6);
  const key = (id: string) => ({ pk: { S: `PERSON#${person}` }, sk: { S: `SESSION#${id}` } });
  const { Item } = await table<Session>("GetItem", { Key: key(session) });
  await table("PutItem", { Item: { ...Item, ...key(uuid(bytes.subarray(16, 32))) } });
  await table("DeleteItem", { Key: key(session) });
  await who.context.addCookies([{ ...cookie, value: `hr_${bytes.toString("base64url")}` }]);
}

const uuid = (bytes: Buffer): string => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The engine's table, as a program of ours would ask it; it checks no signature. */
async function table<T>(act: string, what: object): Promise<T> {
  const answer = await fetch(stack.endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${act}`,
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${stack.region}/dynamodb/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify({ TableName: stack.table, ...what }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function act(who: Visitor, method: string, path: string): Promise<{ status: number; body: any }> {
  return (await asOwner(who))(method, path);
}

async function onlyOrg(who: Visitor): Promise<string> {
  return ((await act(who, "GET", "/v1/me/orgs")).body.items as { id: string }[])[0]!.id;
}
