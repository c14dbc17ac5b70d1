// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openApi, session } from "../../src/app/context.tsx";
import Inside from "../../src/app/Inside.tsx";
import { signInFrom } from "../../src/app/signin.ts";
import Invite from "../../src/features/auth/Invite.tsx";
import { SignIn } from "../../src/features/auth/SignIn.tsx";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, settled, type } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

const device = new Device(new FakeApi());
const person = { id: "ada", name: "Ada", email: "ada@example.org" };
const OFFER = { org_name: "Engine house", role: "member", invited_by: { name: "Grace Hopper" }, email: "ada@example.org" };
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  vi.spyOn(openApi, "post").mockImplementation(((path: string) => {
    asked.push(path);
    if (path.endsWith("/lookup")) return Promise.resolve(OFFER);
    if (path.endsWith("/accept")) return Promise.resolve({ org_id: ORG });
    return Promise.resolve({ access_token: "t", expires_in: 900, person });
  }) as never);
});
afterEach(async () => {
  await clear();
  device.closeAll();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

async function signIn(at: string): Promise<string> {
  history.replaceState(null, "", at);
  const page = await draw(null, <SignIn />);
  await type(page.querySelector<HTMLInputElement>('[type="email"]')!, person.email);
  await type(page.querySelector<HTMLInputElement>('[type="password"]')!, "a lamp by the harbour");
  await doing(() => page.querySelector<HTMLFormElement>("form")!.requestSubmit());
  return location.pathname;
}

test("whoever opens a document's link signed out is in the document after signing in", async () => {
  expect(await signIn("/o/org-1/documents/d1")).toBe("/o/org-1/documents/d1");
});

test("from a session that ended there is a way back to the page; another site is no way", async () => {
  expect(signInFrom("/o/org-1/documents/d1")).toBe("/sign-in?to=%2Fo%2Forg-1%2Fdocuments%2Fd1");
  expect(await signIn(signInFrom("/o/org-1/documents/d1"))).toBe("/o/org-1/documents/d1");
  await clear();
  expect(await signIn("/sign-in?to=//evil.example")).toBe("/");
});

test("an invitation says who sent it, and is agreed to once", async () => {
  session.end("left");
  history.replaceState(null, "", "/invite?token=abc");
  const page = await draw(null, <Invite />);
  expect(page.textContent).toContain("Grace Hopper invited you to Engine house as Member.");
  await doing(() => page.querySelector<HTMLAnchorElement>('a[href^="/sign-up"]')!.click());
  await clear();
  session.begin("t", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
  history.replaceState(null, "", "/invite?token=abc");
  await draw(null, <Invite />);
  expect(asked).toContain("/v1/invitations/accept");
  expect(location.pathname).toBe(`/o/${ORG}`);
});

test("who is signed in already and only follows a link is asked", async () => {
  session.begin("t", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
  history.replaceState(null, "", "/invite?token=abc");
  const page = await draw(null, <Invite />);
  expect(page.textContent).toContain("Join");
  expect(asked).not.toContain("/v1/invitations/accept");
});

test("a session that ended on a device without an organization shows the sign-in, not a new organization", async () => {
  session.begin("t", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
  const api = new FakeApi();
  api.trouble = "down";
  const tab = await new Device(api).tab();
  session.end("ended");
  history.replaceState(null, "", "/");
  const page = await draw(tab, <Inside />);
  await settled(() => page.querySelector('[type="password"]') !== null);
  expect(page.textContent).not.toContain("New organization");
  tab.close();
});
