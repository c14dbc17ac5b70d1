import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";

interface Stack {
  web_url: string;
  rest_url: string;
  endpoint: string;
  region: string;
  table: string;
  login?: { email: string; password: string; org: string };
}

export const ROOT = join(import.meta.dirname, "../../..");
export const HEARTH_HOME = process.env.HEARTH_HOME ?? ".hearth";
export const RESULTS = join(import.meta.dirname, "../../test-results");
export const PASSWORD = "lanterns over quiet water 42";

export const stack = JSON.parse(readFileSync(resolve(ROOT, HEARTH_HOME, "stack.json"), "utf8")) as Stack;

export const SIZES = { phone: { width: 390, height: 844 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1280, height: 800 } } as const;

export const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser: Browser | null = null;

export async function open(): Promise<Browser> {
  browser ??= await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  return browser;
}

export async function closeAll(): Promise<void> {
  await browser?.close();
  browser = null;
  visitors.length = 0;
}

const visitors: Visitor[] = [];

/** What everybody had before them when a test failed: a picture in the results, and words for a log without pictures. */
export async function tell(test: string): Promise<void> {
  for (const [n, { page, faults, refusals }] of visitors.entries()) {
    if (page.isClosed()) continue;
    const body = await page.evaluate(() => document.body.innerText.slice(0, 1500)).catch(String);
    const state = await page.evaluate(loading).catch(String);
    console.log(
      `--- visitor ${n} at ${page.url()} when "${test}" failed (${state})\n${body}\nfaults: ${JSON.stringify(faults)}\nrefused: ${refusals.slice(-12).join(", ")}`,
    );
    await shot(page, `failed-${test.replaceAll(/\W+/g, "-").slice(0, 40)}-${n}`).catch(() => undefined);
  }
}

/** How far a page came, for one that shows nothing. */
const loading = (): string => {
  const came = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const marks = performance.getEntriesByType("mark").map(({ name }) => name);
  return `${document.readyState}, worker ${navigator.serviceWorker.controller?.state}, ${document.getElementById("root")?.childElementCount} in the root, marks ${marks.join(" ")}, ${came.length} files, last ${came.slice(-4).join(" ")}`;
};

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What went wrong on the page without anybody looking; each test ends by expecting none. */
  faults: string[];
  /** Requests that left the origin. */
  strangers: string[];
  /** Answers other than success, and requests without one. */
  refusals: string[];
}

/** A person's browser: own storage, own service worker. */
export async function visitor(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Visitor> {
  const context = await (await open()).newContext({ viewport: SIZES.desktop, locale: "en-GB", ...options });
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.web_url });
  const faults: string[] = [];
  const strangers: string[] = [];
  const watch = (page: Page): void => {
    page.on("pageerror", (error) => faults.push(`${error.message}\n${error.stack ?? ""}`));
    page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), void dialog.dismiss()));
    page.on("console", (message) => {
      if (
        message.type() === "error" &&
        /Content Security Policy|Minified React|Uncaught/.test(message.text()) &&
        !message.text().startsWith("Executing inline event handler")
      )
        faults.push(message.text());
    });
  };
  const known = [new URL(stack.web_url).origin, new URL(stack.endpoint).origin];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !known.includes(url.origin)) strangers.push(request.url());
  });
  const refusals: string[] = [];
  const place = (url: string): string => new URL(url).pathname;
  context.on("response", (answer) => answer.status() >= 400 && refusals.push(`${answer.status()} ${answer.request().method()} ${place(answer.url())}`));
  context.on("requestfailed", (request) => refusals.push(`${request.failure()?.errorText} ${request.method()} ${place(request.url())}`));
  context.on("page", watch);
  const seen = { context, page: await context.newPage(), faults, strangers, refusals };
  visitors.push(seen);
  return seen;
}

interface Mail {
  to: string;
  text: string;
}

/** What the engine's mail service was asked to send, newest last. */
async function mails(): Promise<Mail[]> {
  const answer = (await (await fetch(`${stack.endpoint}/_ministack/ses/messages`)).json()) as unknown;
  const held = (answer as { messages?: unknown }).messages ?? answer;
  const list = Object.values(held as Record<string, unknown>).flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : [one]));
  return list.map((one) => {
    const text = decode(JSON.stringify(one));
    return { to: text, text };
  });
}

/** Links in mails may be folded by quoted-printable or sit in base64 parts. */
function decode(raw: string): string {
  const unfolded = raw.replaceAll(/=(\\r)?\\n/g, "").replaceAll("=3D", "=");
  const parts = [...unfolded.matchAll(/[A-Za-z0-9+/]{80,}={0,2}/g)].map((match) => Buffer.from(match[0], "base64").toString("utf8"));
  return [unfolded, ...parts].join("\n");
}

export async function linkFor(email: string, place: string, after = 0): Promise<string> {
  for (let tries = 0; tries < 150; tries++) {
    const found = (await mails())
      .filter((mail) => mail.to.includes(email))
      .flatMap((mail) => [...mail.text.matchAll(/https?:\/\/[^\s"'<>\\)]+/g)].map((match) => match[0]));
    const links = found.filter((link) => link.includes(place));
    if (links.length > after) return links.at(-1)!.replaceAll("&amp;", "&");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail with ${place} for ${email}`);
}

export const address = (name: string, domain = "example.com"): string =>
  `${/[a-z]+/.exec(name.toLowerCase())?.[0] ?? "somebody"}.${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}@${domain}`;

/** The link in the mail, and the password that was chosen: nothing is confirmed before that. */
export async function confirmAddress(page: Page, email: string): Promise<void> {
  await page.goto(await linkFor(email, "/verify"));
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/verify"));
}

/** From the sign-up page to the first org, as a new person goes. */
export async function newcomer(who: Visitor, name: string, org: string | null = null, domain?: string): Promise<string> {
  const { page } = who;
  const email = address(name, domain);
  await page.goto(`${stack.web_url}/sign-up`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  await confirmAddress(page, email);
  if (org) {
    await page.getByRole("textbox", { name: "Name" }).fill(org);
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: new RegExp(name.split(" ")[0]!) }).waitFor();
  }
  return email;
}

/** Where something comes to rest after a jump, its top in pixels: rows that come into sight are measured, and move what is below them. */
export async function atRest(what: Locator): Promise<number> {
  const tops: number[] = [];
  await expect
    .poll(
      async () => {
        await what.page().evaluate(() => new Promise(requestAnimationFrame));
        tops.push((await what.boundingBox())?.y ?? Number.NaN);
        return tops.length > 4 && new Set(tops.slice(-4)).size === 1;
      },
      { interval: 25 },
    )
    .toBe(true);
  return tops.at(-1)!;
}

export async function shot(page: Page, name: string): Promise<void> {
  const folder = join(RESULTS, "screens");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

/** What the member list's own dialog would do, through the API, as somebody else's act from elsewhere. */
// What the server says is what the tests look at: each names the part it expects.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function asOwner(who: Visitor): Promise<(method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>> {
  return (method, path, body) =>
    who.page.evaluate(
      async ([m, p, b]) => {
        // In turn with the client, as its own tabs are: a token that comes late, after two others, looks like a stolen one.
        const refresh = () =>
          fetch("/v1/auth/refresh", { method: "POST", headers: { "Content-Type": "application/json", "X-Hearth-Client": "web" }, body: "{}" });
        const refreshed = await navigator.locks.request("hearth.refresh", refresh);
        const { access_token } = (await refreshed.json()) as { access_token: string };
        const answer = await fetch(p as string, {
          method: m as string,
          headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
          body: b === undefined ? undefined : JSON.stringify(b),
        });
        const text = await answer.text();
        return { status: answer.status, body: text ? (JSON.parse(text) as unknown) : null };
      },
      [method, path, body] as const,
    );
}

/** Text from elsewhere, as the clipboard brings it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    document.querySelector(".h-doc")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/**
 * The org's members are so many, in pages as the API gives them: signing up a thousand people takes half an hour, which
 * says nothing about a list. The person themselves stays the owner.
 */
export async function manyMembers(page: Page, count: number): Promise<void> {
  await page.route(/\/members\?/, async (route) => {
    const url = new URL(route.request().url());
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const limit = Number(url.searchParams.get("limit"));
    const own = from ? [] : ((await (await route.fetch()).json()) as { items: { role: string }[] }).items.filter((one) => one.role === "owner");
    const at = "2026-05-04T10:00:00.000Z";
    const one = (i: number): object => ({
      id: id(i),
      person_id: id(i),
      name: `Person ${String(i).padStart(4, "0")}`,
      email: `person.${i}@example.net`,
      role: "member",
      suspended: false,
      team_ids: [],
      joined_at: at,
      version: 1,
      created_at: at,
      updated_at: at,
    });
    const some = Array.from({ length: Math.min(limit, count - 1 - from) }, (_, i) => one(from + i + 1));
    return route.fulfill({
      contentType: "application/json",
      body: JSON.stringify({ items: [...own, ...some], next: from + limit < count - 1 ? String(from + limit) : null }),
    });
  });
}

const id = (i: number): string => `00000000-0000-7000-8000-${String(i).padStart(12, "0")}`;

export const orgOf = (page: Page): string => /\/o\/([^/]+)/.exec(page.url())![1]!;

/** Somebody joins by invitation mail, as a new person. */
export async function joined(owner: Visitor, name: string, role = "member", options: Parameters<typeof visitor>[0] = {}): Promise<Visitor & { email: string }> {
  const email = address(name);
  const act = await asOwner(owner);
  const invited = await act("POST", `/v1/orgs/${orgOf(owner.page)}/invitations`, { email, role });
  if (invited.status >= 300) throw new Error(`invitation refused: ${JSON.stringify(invited.body)}`);
  const guest = await visitor(options);
  const { page } = guest;
  await page.goto(await linkFor(email, "/invite"));
  await page.getByRole("link", { name: "Create account" }).click();
  // the invitation was mailed to the address, so it needs no second mail to be proven
  await page.getByLabel("Name").fill(name);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  // Who agreed on the invitation’s page is not asked again behind it.
  await page.waitForURL(/\/o\//);
  return { ...guest, email };
}

/** Presses the button and waits for the new room: until it is there, the title on screen is still the last one's. */
export async function newRoom(page: Page): Promise<void> {
  const before = page.url();
  await page.getByRole("button", { name: "New document" }).first().click();
  await page.waitForURL((url) => url.href !== before);
  await page.locator(`[data-document="${new URL(page.url()).pathname.split("/").at(-1)}"]`).waitFor();
}

/** A new document with a title, opened; returns its path. */
export async function newDocument(who: Visitor, title: string, text = ""): Promise<string> {
  const { page } = who;
  await newRoom(page);
  const field = page.getByLabel("Title", { exact: true });
  await field.fill(title);
  await field.press("Enter");
  await page.locator(".h-doc").waitFor();
  if (text) await page.keyboard.type(text);
  await saved(page);
  return new URL(page.url()).pathname;
}

/** The document says that the server has everything. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-state="saved"][data-document]').waitFor();
  await page.locator('[data-sync="saved"]').first().waitFor({ state: "attached" });
}

/** The text of the document, without the names of other people's carets. */
export const words = (page: Page): Promise<string> =>
  page.locator(".h-doc").evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll(".h-caret, .ProseMirror-widget")) caret.remove();
    return [...copy.children]
      .map((block) => block.textContent)
      .join("\n")
      .replaceAll(/[\u2060\ufeff]/g, "");
  });
