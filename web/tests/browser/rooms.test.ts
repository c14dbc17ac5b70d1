import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { asOwner, joined, newcomer } from "./people.ts";
import { closeAll, newDocument, orgOf, paste, saved, shot, SIZES, stack, type Visitor, visitor } from "./support.ts";

/** Every room at three sizes, light and dark: a picture to look at, axe, and nothing wider than the screen. */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown; failureSummary?: string; html: string }[];
}

let ada: Visitor;
let org: string;
let place: string;
let past: string;
let version: string;

beforeAll(async () => {
  ada = await visitor();
  const email = await newcomer(ada, "Ada Lovelace", "Studio Lantern");
  org = orgOf(ada.page);
  await newDocument(ada, "Meeting notes", "Thursday: we go ahead.");
  await newDocument(ada, "Ideas for spring", "Windows, light, and a long table.");
  place = await newDocument(ada, "How we build the engine");
  await paste(ada.page, SAMPLE);
  await saved(ada.page);
  const grace = await asOwner(await joined(ada, "Grace Hopper", "admin"));
  const house = (await grace("POST", "/v1/orgs", { name: "Engine house" })).body.id as string;
  expect((await grace("POST", `/v1/orgs/${house}/invitations`, { email, role: "manager" })).status).toBe(201);
  await withHistory(await joined(ada, "Noor al-Rashid", "member"));
  const act = await asOwner(ada);
  const day = [
    { start: "09:00", end: "12:30" },
    { start: "13:30", end: "17:30" },
  ];
  for (const [method, path, body] of [
    ["POST", `/v1/orgs/${org}/invitations`, { role: "guest", domain: "example.org", expires_in_days: 14, max_uses: 40 }],
    ["POST", `/v1/orgs/${org}/invitations`, { email: "charles@example.net", role: "member" }],
    ["POST", `/v1/orgs/${org}/audit/export`, { format: "csv" }],
    [
      "PATCH",
      "/v1/me",
      {
        working_hours: { mon: day, tue: day.slice(0, 1), thu: day },
        custom_fields: { Desk: "By the window", Phone: "17" },
        status: { text: "Among the cards" },
      },
    ],
  ] as const) {
    const { status } = await act(method, path, body);
    expect(status).toBeLessThan(300);
  }
});

afterAll(closeAll);

const SAMPLE = `The engine weaves **algebraic patterns**, just as the loom weaves flowers and leaves. These notes say *how* we build it, and in which order.

## What comes first

1. Wheels and axes, by the drawings of June
2. The mill, with its \`carry\` mechanism
3. Cards, punched and proven

> We may say most aptly that it weaves.

- [x] Order the brass
- [ ] Ask Charles about the carry
- [ ] Proof the cards

| Part | Who | Until |
| --- | --- | --- |
| Mill | Charles | May |
| Store | Ada | July |

\`\`\`python
# each card in its order
for card in cards:
    engine.run(card, turns=12, note="brass")
\`\`\`
`;

const LATER = SAMPLE.replace("in which order.", "in which order, from now until July.")
  .replace("2. The mill, with its `carry` mechanism\n", "2. The long mill, with its `carry` mechanism\n3. A bell, for when it is done\n")
  .replace("- [ ] Ask Charles", "- [x] Ask Charles")
  .replace("| May |", "| June |")
  .replace("turns=12", "turns=24")
  .replace("> We may say most aptly that it weaves.\n\n", "");

/** A document with a past: two versions with names, somebody else's words, and a way back. */
async function withHistory(noor: Visitor): Promise<void> {
  past = await newDocument(ada, "The order of work");
  const act = await asOwner(ada);
  const api = `/v1${past.replace("/o/", "/orgs/")}`;
  const keep = async (name: string): Promise<string> => {
    await saved(ada.page);
    const { status, body } = await act("POST", `${api}/versions`, { name });
    expect(status).toBe(201);
    return body.id as string;
  };
  await paste(ada.page, SAMPLE);
  await keep("As sent to the printer");
  await ada.page.locator(".h-doc").click();
  await ada.page.keyboard.press("Control+a");
  await paste(ada.page, LATER);
  version = await keep("After the meeting on Thursday");
  await noor.page.goto(stack.web_url + past);
  await noor.page.locator(".h-doc").getByText("from now until July").click();
  await noor.page.keyboard.press("End");
  await noor.page.keyboard.type(" Nobody writes in ink before June.");
  await saved(noor.page);
  expect((await act("POST", `${api}/revert`, { version })).status).toBe(200);
}

interface Room {
  name: string;
  path: () => string;
  ready: (page: Page) => Promise<unknown>;
  signedOut?: boolean;
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name, level: 1 }).waitFor();
const rooms: Room[] = [
  { name: "home", path: () => `/o/${org}`, ready: (page) => page.getByRole("button", { name: "Join Engine house" }).waitFor() },
  { name: "documents", path: () => `/o/${org}/documents`, ready: (page) => page.locator("main").getByText("Meeting notes").waitFor() },
  { name: "document", path: () => place, ready: (page) => page.locator(".h-doc pre .h-code-keyword").first().waitFor() },
  {
    name: "history",
    path: () => `${past}/history/${version}`,
    ready: (page) =>
      Promise.all([
        page.locator("[data-history][data-ready]").waitFor(),
        page.locator("[data-words] ins").first().waitFor(),
        page.locator("[data-words] .h-code-keyword").first().waitFor(),
      ]),
  },
  {
    name: "history-list",
    path: () => `${past}/history`,
    ready: (page) =>
      Promise.all([page.locator("[data-history][data-ready]").waitFor(), page.locator("[data-words] del").first().waitFor({ state: "attached" })]),
  },
  { name: "activity", path: () => `/o/${org}/activity`, ready: (page) => page.locator("main ol li").first().waitFor() },
  { name: "trash", path: () => `/o/${org}/trash`, ready: heading("Trash") },
  { name: "org-general", path: () => `/o/${org}/settings`, ready: heading("General") },
  { name: "org-members", path: () => `/o/${org}/settings/members`, ready: (page) => page.locator("main").getByText("Grace Hopper").waitFor() },
  { name: "org-invitations", path: () => `/o/${org}/settings/invitations`, ready: heading("Invitations") },
  { name: "org-teams", path: () => `/o/${org}/settings/teams`, ready: heading("Teams") },
  { name: "org-policies", path: () => `/o/${org}/settings/policies`, ready: (page) => page.getByLabel("Days").waitFor() },
  { name: "org-usage", path: () => `/o/${org}/settings/usage`, ready: (page) => page.getByText(/of 20,000/).waitFor() },
  { name: "org-audit", path: () => `/o/${org}/settings/audit`, ready: heading("Audit log") },
  { name: "me-profile", path: () => "/me", ready: (page) => page.getByLabel("Pronouns").waitFor() },
  { name: "me-security", path: () => "/me/security", ready: heading("Security") },
  { name: "me-sessions", path: () => "/me/sessions", ready: (page) => page.getByText("This device").waitFor() },
  { name: "me-log", path: () => "/me/log", ready: (page) => page.getByText("Signed in").first().waitFor() },
  { name: "me-api-keys", path: () => "/me/api-keys", ready: heading("API keys") },
  { name: "me-usage", path: () => "/me/usage", ready: (page) => page.getByText("Live connections").waitFor() },
  { name: "me-preferences", path: () => "/me/preferences", ready: heading("Preferences") },
  { name: "developers", path: () => "/developers", ready: heading("API") },
  {
    name: "new-org",
    path: () => "/new-org",
    ready: async (page) => (await heading("New organization")(page), await page.getByRole("button", { name: "Join Engine house" }).waitFor()),
  },
  { name: "missing", path: () => `/o/${org}/nowhere`, ready: (page) => page.getByText("Page not found").waitFor() },
  { name: "sign-in", path: () => "/sign-in", ready: heading("Sign in"), signedOut: true },
  { name: "sign-up", path: () => "/sign-up", ready: heading("Create your account"), signedOut: true },
  { name: "forgot", path: () => "/forgot", ready: heading("Reset your password"), signedOut: true },
  { name: "reset", path: () => "/reset?token=x", ready: heading("New password"), signedOut: true },
  { name: "invite", path: () => "/invite?token=x", ready: (page) => page.getByRole("alert").waitFor(), signedOut: true },
];

/** What axe asks of a page; of one that only changed its colours, the rules that look at colours. */
const RULES = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};
type Scheme = keyof typeof RULES;

async function judge(page: Page, name: string, scheme: Scheme = "light"): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(AXE);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES[scheme])}, resultTypes: ['violations'] }).then((r) => r.violations)`,
  )) as Violation[];
  const found = violations.map(
    (one) =>
      `${name}: ${one.id} (${one.impact}) ${one.nodes
        .slice(0, 3)
        .map((node) => `${JSON.stringify(node.target)} ${node.html.slice(0, 120)} ${node.failureSummary?.split("\n")[1] ?? ""}`)
        .join(" | ")}`,
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) found.push(`${name}: ${wide} pixels wider than the screen`);
  return found;
}

/** A room that is open, by day and by night: one page that changes its colours under the eyes, as a system that turns dark does it. */
async function look(page: Page, name: string, size: string): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
    await shot(page, `${name}-${size}-${scheme}`);
    found.push(...(await judge(page, `${name}, ${scheme}`, scheme)));
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`${size}, light and dark`, { timeout: 480_000 }, async () => {
    const found: string[] = [];
    const stranger = await visitor({ viewport, reducedMotion: "reduce" });
    await ada.page.setViewportSize(viewport);
    await ada.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    for (const room of rooms) {
      const page = room.signedOut ? stranger.page : ada.page;
      await page.goto(stack.web_url + room.path());
      await room.ready(page);
      found.push(...(await look(page, room.name, size)));
    }
    await ada.page.goto(`${stack.web_url}/o/${org}`);
    await heading(/Ada/)(ada.page);
    for (const [name, open, shown] of overlays(ada.page)) {
      await open();
      await shown();
      found.push(...(await look(ada.page, name, size)));
      await ada.page.keyboard.press("Escape");
      await ada.page.unrouteAll();
    }
    expect(found.join("\n")).toBe("");
    expect([...ada.faults, ...stranger.faults]).toEqual([]);
    expect([...ada.strangers, ...stranger.strangers]).toEqual([]);
  });
}

function overlays(page: Page): [string, () => Promise<unknown>, () => Promise<unknown>][] {
  return [
    ["palette", () => page.keyboard.press("Control+k"), () => page.getByRole("combobox", { name: "Search or run a command" }).waitFor()],
    [
      "shortcuts",
      async () => (await page.locator('[role="dialog"]').waitFor({ state: "detached" }), await page.keyboard.press("?")),
      () => page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor(),
    ],
    [
      "share",
      async () => {
        await page.goto(stack.web_url + place);
        await page.getByRole("button", { name: "Share" }).click();
      },
      () => page.getByText("General access").waitFor(),
    ],
    [
      "restore",
      async () => {
        await page.goto(`${stack.web_url}${past}/history/${version}`);
        await page.getByRole("button", { name: "Restore this version" }).click();
      },
      () => page.getByRole("dialog").getByText("The current content is saved as a version first").waitFor(),
    ],
    [
      "code-language",
      async () => {
        await page.goto(stack.web_url + place);
        await page.locator(".h-doc pre").click();
      },
      () => Promise.all([page.getByRole("combobox", { name: "Language of the code" }).waitFor(), page.locator(".h-doc pre .h-code-keyword").first().waitFor()]),
    ],
    [
      "invite-link",
      async () => {
        await page.goto(`${stack.web_url}/o/${org}/settings/invitations`);
        await page.getByRole("button", { name: "Create link" }).click();
      },
      async () => {
        await page.getByRole("button", { name: "Copy link" }).scrollIntoViewIfNeeded();
        const list = page.getByRole("list", { name: "Pending invitations" });
        await expect.poll(() => list.getByText("0 of 25 uses").count()).toBeGreaterThan(0);
      },
    ],
    [
      "jobs",
      async () => {
        await page.goto(`${stack.web_url}/o/${org}`);
        await page.locator('[data-jobs="saved"]:visible').click();
      },
      () => page.locator('[data-job="audit.export"][data-state="succeeded"]').waitFor(),
    ],
    [
      "again",
      async () => {
        await page.route("**/v1/me", (route) =>
          route.request().method() === "DELETE"
            ? route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify({ status: 403, code: "recent_sign_in_required" }) })
            : route.fallback(),
        );
        await page.goto(`${stack.web_url}/me/security`);
        await page.getByRole("button", { name: "Delete account" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Delete account" }).click();
      },
      () => page.getByRole("dialog", { name: "Confirm it’s you" }).getByRole("textbox", { name: "Password" }).waitFor(),
    ],
  ];
}

test("right to left, and in German", async () => {
  await ada.page.setViewportSize(SIZES.desktop);
  await ada.page.emulateMedia({ colorScheme: "light" });
  await ada.page.evaluate(() => {
    localStorage.setItem("hearth.direction", "rtl");
    localStorage.setItem("hearth.language", "de");
  });
  for (const [name, path, text] of [
    ["rtl-home", `/o/${org}`, "Zuletzt verwendet"],
    ["rtl-document", place, "What comes first"],
    ["rtl-history", `${past}/history/${version}`, "from now until July"],
    ["rtl-members", `/o/${org}/settings/members`, "3 Mitglieder"],
  ] as const) {
    await ada.page.goto(stack.web_url + path);
    await ada.page.getByText(text).first().waitFor();
    await shot(ada.page, name);
    expect((await judge(ada.page, name)).join("\n")).toBe("");
  }
  await ada.page.evaluate(() => {
    localStorage.removeItem("hearth.direction");
    localStorage.removeItem("hearth.language");
  });
});

test("the headers of the one origin: strict script policy, hashed files for good, deep links fall back to the app", async () => {
  const page = await fetch(`${stack.web_url}/o/${org}/documents`);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/script-src 'self'/);
  expect(/script-src[^;]*unsafe-inline/.test(policy)).toBe(false);
  const html = await page.text();
  expect(/<script(?![^>]*src=)/.test(html)).toBe(false);
  const asset = /\/assets\/[^"]+\.js/.exec(html)![0];
  expect((await fetch(stack.web_url + asset)).headers.get("cache-control")).toContain("immutable");
});
