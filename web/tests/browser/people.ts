import type { Browser, Page } from "playwright-core";
import { address, confirmAddress, linkFor, orgOf, PASSWORD, stack, type Visitor, visitor } from "./support.ts";

/**
 * People, and the org they are in. A story that is about something else begins with somebody who is there already: made through
 * the API, and signed in as the client itself leaves a browser. `signUp` and `joinedByMail` go through the pages.
 */

interface SignedIn {
  access_token: string;
  person: { id: string; name: string; email: string };
}

const AS_CLIENT = { "X-Hearth-Client": "web" };

/** A request as this browser makes it, cookies and all; an error when the server says no. */
async function ask<T>(who: Visitor, path: string, data: object, token?: string): Promise<T> {
  const headers = token ? { ...AS_CLIENT, Authorization: `Bearer ${token}` } : AS_CLIENT;
  const answer = await who.context.request.post(stack.web_url + path, { data, headers });
  if (!answer.ok()) throw new Error(`${answer.status()} POST ${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const tokenIn = (link: string): string => new URL(link).searchParams.get("token")!;

/** What the client remembers of whoever signed in. The secret is in the cookie, which the answer has set. */
async function remember(who: Visitor, { person }: SignedIn): Promise<void> {
  // The lightest page of the origin: the client itself must not run yet.
  await who.page.goto(`${stack.web_url}/manifest.webmanifest`);
  await who.page.evaluate(
    (session) => localStorage.setItem("hearth.session", session),
    JSON.stringify({ person: person.id, name: person.name, email: person.email, org: null }),
  );
}

/** A new person, with an org of their own where it has a name, on its first page. */
export async function newcomer(who: Visitor, name: string, org: string | null = null, domain?: string): Promise<string> {
  const email = address(name, domain);
  await ask(who, "/v1/auth/register", { name, email, password: PASSWORD, locale: "en" });
  const token = tokenIn(await linkFor(email, "/verify"));
  const answer = await ask<SignedIn>(who, "/v1/auth/verify-email", { token, password: PASSWORD, transport: "cookie" });
  const made = org === null ? null : await ask<{ id: string }>(who, "/v1/orgs", { name: org }, answer.access_token);
  await remember(who, answer);
  await who.page.goto(stack.web_url + (made ? `/o/${made.id}` : "/"));
  if (made) await who.page.getByRole("heading", { name: new RegExp(name.split(" ")[0]!) }).waitFor();
  return email;
}

async function invite(owner: Visitor, email: string, role: string): Promise<void> {
  const act = await asOwner(owner);
  const invited = await act("POST", `/v1/orgs/${orgOf(owner.page)}/invitations`, { email, role });
  if (invited.status >= 300) throw new Error(`invitation refused: ${JSON.stringify(invited.body)}`);
}

type Options = Parameters<Browser["newContext"]>[0];

/** A new person in the owner's org, by an invitation; on the org's first page, or `at` another. */
export async function joined(owner: Visitor, name: string, role = "member", options: Options & { at?: string } = {}): Promise<Visitor & { email: string }> {
  const { at, ...context } = options;
  const email = address(name);
  const org = orgOf(owner.page);
  await invite(owner, email, role);
  const guest = await visitor(context);
  const token = tokenIn(await linkFor(email, "/invite"));
  const answer = await ask<SignedIn>(guest, "/v1/auth/register-invited", { name, password: PASSWORD, locale: "en", token, transport: "cookie" });
  await ask(guest, "/v1/invitations/accept", { token }, answer.access_token);
  await remember(guest, answer);
  await guest.page.goto(stack.web_url + (at ?? `/o/${org}`));
  return Object.assign(guest, { email });
}

/** From the sign-up page to the first org, as a new person goes. */
export async function signUp(who: Visitor, name: string, org: string | null = null, domain?: string): Promise<string> {
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

/** Somebody joins by the link in the invitation's mail, as a new person goes. */
export async function joinedByMail(
  owner: Visitor,
  name: string,
  role = "member",
  options: Parameters<typeof visitor>[0] = {},
): Promise<Visitor & { email: string }> {
  const email = address(name);
  await invite(owner, email, role);
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
