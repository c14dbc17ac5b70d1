// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { session } from "../../src/app/context.tsx";
import Home from "../../src/features/home/Home.tsx";
import Trash from "../../src/features/documents/Trash.tsx";
import { FakeApi } from "../fake/api.ts";
import { clear, draw, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

let api: FakeApi;
let device: Device;
session.begin("token", 900, { person: "ada", name: "Ada", email: "ada@example.org" });

beforeEach(() => {
  api = new FakeApi();
  device = new Device(api);
});
afterEach(async () => {
  await clear();
  device.closeAll();
});

async function home(role: string, people: number): Promise<HTMLElement> {
  api.put("me", { id: "orgs", items: [{ id: ORG, name: "Engine house", role }], next: null });
  for (let i = 0; i < people; i++) api.put(`orgs/${ORG}/members`, { id: `p${i}`, person_id: `p${i}`, name: `Person ${i}`, role: "member" });
  api.put(`orgs/${ORG}/documents`, { id: "d1", title: "Plan", icon: "🔥", preview: "What we do first, and what after that." });
  const page = await draw(await device.tab(), <Home />);
  await settled(() => page.textContent.includes("Person 0") && page.textContent.includes("Plan"));
  return page;
}

test("a card shows what the document begins with, and its icon", async () => {
  const card = (await home("member", 2)).querySelector('a[href$="/documents/d1"]')!;
  expect(card.textContent).toContain("🔥");
  expect(card.textContent).toContain("What we do first");
});

test("people who are not shown are counted, and lead to all of them", async () => {
  const page = await home("member", 21);
  const more = page.querySelector('a[href$="/settings/members"]')!;
  expect(more.textContent).toBe("+11");
  expect(more.getAttribute("aria-label")).toBe("Show all 21 members");
});

test.each([
  ["member", false],
  ["viewer", false],
  ["guest", false],
  ["manager", true],
  ["admin", true],
  ["owner", true],
])("a %s is offered to invite people: %s", async (role, may) => {
  const page = await home(role, 1);
  await settled(() => !may || page.querySelector('a[href$="/invitations"]') !== null);
  expect(page.querySelector('a[href$="/invitations"]')?.textContent).toBe(may ? "Invite people" : undefined);
});

test("offline, the trash says that it cannot be shown", async () => {
  api.trouble = "down";
  const page = await draw(await device.tab(), <Trash />);
  await settled(() => page.textContent.includes("not available offline"));
});
