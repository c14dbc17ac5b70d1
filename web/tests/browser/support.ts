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

/** Who came in a test leaves with it: pages that nobody looks at any more are work for the machine all the same. */
export async function leave(test: string): Promise<void> {
  const over = visitors.filter((one) => one.test === test);
  visitors.splice(0, Infinity, ...visitors.filter((one) => one.test !== test));
  await Promise.all(over.map(({ context }) => context.close().catch(() => undefined)));
}

/** The test that runs, for whom it opens; null before the first one, for visitors of the whole file. */
let running: string | null = null;
export const runs = (test: string | null): void => void (running = test);

const visitors: (Visitor & { test: string | null; began: number })[] = [];

const LINE = 1_400;

/**
 * What everybody had before them when a test failed: a picture in the results, and words for a log without pictures. Each line
 * begins with `told:`, so that `.ci/run` finds them again: what it prints at the end is often all that is seen.
 */
export async function tell(test: string, errors: readonly { message: string; stack?: string }[] = []): Promise<void> {
  for (const { message, stack = "" } of errors) {
    const places = stack.match(/\w+\.test\.ts:\d+/g) ?? [];
    console.log(`told: "${test}" failed at ${places.join(" < ")}: ${message.replaceAll(/\s+/g, " ")}`.slice(0, LINE));
  }
  for (const [n, { page, faults, refusals, acts }] of visitors.entries()) {
    if (page.isClosed()) continue;
    const state = await patient(page.evaluate(loading));
    const shown = await patient(page.evaluate(before));
    const lines = [
      `"${test}", visitor ${n} at ${short(page.url())} (${state})`,
      ...shown.split("\n"),
      `asked: ${acts.slice(-14).join(", ")}`,
      `refused: ${refusals.slice(-12).join(", ")}`,
      `faults: ${faults.join(" ").replaceAll(/\s+/g, " ")}`,
    ];
    console.log(lines.map((line) => `told: ${line.slice(0, LINE)}`).join("\n"));
    await patient(shot(page, `failed-${test.replaceAll(/\W+/g, "-").slice(0, 40)}-${n}`));
  }
}

/** A page that hangs must not keep the next one from being told of. */
const patient = (work: Promise<unknown>): Promise<string> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, 5_000, "no answer in 5 s"))]).then(String, String);

const short = (url: string): string => url.replace(stack.web_url, "").replaceAll(/[0-9a-f]{8}-[0-9a-f-]{23}([0-9a-f]{4})/g, "…$1");

/** What is on the page: where the keys go, what fields hold, alerts and dialogs first, then all of its words. */
const before = (): string => {
  const flat = (text: string | null | undefined): string => (text ?? "").replaceAll(/\s*\n\s*/g, " | ").trim();
  const nameOf = (element: Element): string => element.getAttribute("aria-label") ?? flat(element.textContent).slice(0, 40);
  const focused = document.activeElement;
  const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")].filter((one) => one.checkVisibility());
  const loud = [...document.querySelectorAll<HTMLElement>("[role=alert], [role=dialog], [role=status]")].map((one) => flat(one.innerText));
  const states = [...document.querySelectorAll<HTMLElement>("[data-state], [data-sync]")].map((one) => one.dataset.state ?? one.dataset.sync);
  return [
    `focus on ${focused?.tagName} ${focused ? nameOf(focused).slice(0, 60) : ""}; states ${[...new Set(states)].join(" ")}`,
    `fields: ${fields.map((one) => `${nameOf(one) || one.labels?.[0]?.textContent || one.name}=“${one.value}”`).join(", ")}`,
    `says: ${loud.filter(Boolean).join(" || ")}`,
    `shows: ${flat(document.body.innerText)}`,
  ].join("\n");
};

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
  /** What the server was asked to change, what came of it, and when: seconds since the visitor came. */
  acts: string[];
}

/** As on a machine so many times slower: `HEARTH_SLOW=4`. */
const SLOW = Number(process.env.HEARTH_SLOW ?? 1);

/**
 * A person's browser: own storage. The service worker copies all of the client to each new visitor's disk, which is the better
 * half of what a visit costs; those who are about to be offline, or who look at it, say `serviceWorkers: "allow"`.
 */
export async function visitor(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Visitor> {
  const context = await (await open()).newContext({ viewport: SIZES.desktop, locale: "en-GB", serviceWorkers: "block", ...options });
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stack.web_url });
  const seen: (typeof visitors)[number] = {
    ...watched(context),
    page: await context.newPage(),
    test: running,
    began: Date.now(),
  };
  visitors.push(seen);
  await slowed(seen.page);
  return seen;
}

/** Where it keeps service workers away, it reads them in every frame, also in one that may have none. */
const OF_PLAYWRIGHT = /Service worker is disabled because the context is sandboxed/;

/** Notes what happens in a browser that nobody looks at. */
export function watched(context: BrowserContext): Omit<Visitor, "page"> {
  const faults: string[] = [];
  const strangers: string[] = [];
  const refusals: string[] = [];
  const acts: string[] = [];
  const began = Date.now();
  const since = (): string => `${((Date.now() - began) / 1000).toFixed(1)}s`;
  const known = [new URL(stack.web_url).origin, new URL(stack.endpoint).origin];
  context.on("page", (page) => {
    page.on("pageerror", (error) => {
      if (!OF_PLAYWRIGHT.test(error.message)) faults.push(`${error.message}\n${error.stack ?? ""}`);
    });
    page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), void dialog.dismiss()));
    page.on("console", (message) => {
      if (
        message.type() === "error" &&
        /Content Security Policy|Minified React|Uncaught/.test(message.text()) &&
        !message.text().startsWith("Executing inline event handler")
      )
        faults.push(message.text());
    });
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !known.includes(url.origin)) strangers.push(request.url());
  });
  context.on("response", (answer) => {
    const line = `${answer.status()} ${answer.request().method()} ${short(new URL(answer.url()).pathname)} at ${since()}`;
    if (answer.status() >= 400) refusals.push(line);
    if (answer.request().method() !== "GET") acts.push(line);
  });
  context.on("requestfailed", (request) =>
    refusals.push(`${request.failure()?.errorText} ${request.method()} ${short(new URL(request.url()).pathname)} at ${since()}`),
  );
  return { context, faults, strangers, refusals, acts };
}

async function slowed(page: Page): Promise<void> {
  if (SLOW === 1) return;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
}

/** What the engine's mail service was asked to send to an address, newest last. */
async function mailsTo(email: string): Promise<string[]> {
  const answer = (await (await fetch(`${stack.endpoint}/_ministack/ses/messages`)).json()) as unknown;
  const held = (answer as { messages?: unknown }).messages ?? answer;
  const list = Object.values(held as Record<string, unknown>).flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : [one]));
  return list
    .map((one) => JSON.stringify(one))
    .filter((text) => text.includes(email))
    .map(decode);
}

/** Links in mails may be folded by quoted-printable or sit in base64 parts. */
function decode(raw: string): string {
  const unfolded = raw.replaceAll(/=(\\r)?\\n/g, "").replaceAll("=3D", "=");
  const parts = [...unfolded.matchAll(/[A-Za-z0-9+/]{80,}={0,2}/g)].map((match) => Buffer.from(match[0], "base64").toString("utf8"));
  return [unfolded, ...parts].join("\n");
}

export async function linkFor(email: string, place: string, after = 0): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const found = (await mailsTo(email)).flatMap((mail) => [...mail.matchAll(/https?:\/\/[^\s"'<>\\)]+/g)].map((match) => match[0]));
    const links = found.filter((link) => link.includes(place));
    if (links.length > after) return links.at(-1)!.replaceAll("&amp;", "&");
    await new Promise((resolve) => setTimeout(resolve, 100));
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

/** Text from elsewhere, as the clipboard brings it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    document.querySelector(".h-doc")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

export const orgOf = (page: Page): string => /\/o\/([^/]+)/.exec(page.url())![1]!;

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
