// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from "vitest";
import { Share } from "../../src/features/documents/Share.tsx";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

const api = new FakeApi();
const device = new Device(api);
let place = { space_id: null as string | null, visibility: "private" };

beforeEach(() => {
  place = { space_id: null, visibility: "private" };
  api.put("me", { id: "orgs", items: [{ id: ORG, name: "Engine house" }], next: null });
  api.put(`orgs/${ORG}/members`, { id: "ada", person_id: "ada", name: "Ada Lovelace", role: "owner" });
  api.put(`orgs/${ORG}/members`, { id: "grace", person_id: "grace", name: "Grace Hopper", role: "member" });
  api.table(`orgs/${ORG}/documents/d1`);
  api.put(`orgs/${ORG}/documents`, { id: "d1", title: "Plan" });
});
afterEach(async () => {
  await clear();
  device.closeAll();
});

/** Shares are an object of their own below the document, which the conventions of the fake do not know. */
const transport: typeof fetch = (input, init) =>
  new URL(String(input), "http://hearth.test").pathname.endsWith("/shares")
    ? Promise.resolve(
        new Response(JSON.stringify({ id: "d1", version: 3, ...place, owner_id: "ada", shares: [{ person_id: "grace", role: "commenter" }] }), {
          headers: { "Content-Type": "application/json" },
        }),
      )
    : api.fetch(input, init);

async function dialog(role: "editor" | "commenter"): Promise<HTMLElement> {
  const tab = await device.tab({ transport });
  await draw(tab, <Share org={ORG} id="d1" title="Plan" role={role} close={() => undefined} />);
  await settled(() => document.body.textContent.includes("Ada Lovelace") && document.body.textContent.includes("Grace Hopper"));
  return document.body;
}

const controls = (page: HTMLElement): HTMLInputElement[] => [
  ...page.querySelectorAll<HTMLInputElement>('[role="dialog"] :is(input:not([type="hidden"]), select)'),
];

test("the dialog names the owner, and says in the field's words who has access", async () => {
  const page = await dialog("editor");
  const rows = [...page.querySelectorAll("li")].map((row) => row.textContent);
  expect(rows[0]).toContain("Ada Lovelace");
  expect(rows[0]).toContain("Owner");
  expect(page.textContent).toContain("General access");
  expect([...page.querySelectorAll("input")].some(({ value }) => value === "Only people invited")).toBe(true);
  expect(controls(page).every(({ disabled }) => !disabled)).toBe(true);
});

test("whoever may only comment sees who has access, and nothing that the server would refuse", async () => {
  const page = await dialog("commenter");
  expect(page.textContent).toContain("Only editors can change who has access.");
  expect(controls(page).length).toBeGreaterThan(2);
  expect(controls(page).every(({ disabled }) => disabled)).toBe(true);
  expect([...page.querySelectorAll("button")].filter(({ textContent }) => /Remove|Share/.test(textContent)).every(({ disabled }) => disabled)).toBe(true);
});

test.each([
  ["in a space, its people are one of the circles it can be open to", "red", ["Everyone in Engine house", "Everyone in Design", "Only people invited"]],
  ["in no team's space there is no such circle", null, ["Everyone in Engine house", "Only people invited"]],
])("%s", async (_, space_id, expected) => {
  api.put(`orgs/${ORG}/teams`, { id: "red", name: "Design" });
  place = { space_id, visibility: space_id ? "space" : "org" };
  const page = await dialog("editor");
  const said = (): HTMLInputElement | undefined => [...page.querySelectorAll("input")].find(({ value }) => value === expected[space_id ? 1 : 0]);
  await settled(() => said() !== undefined);
  await doing(() => said()!.click());
  await settled(() => page.querySelectorAll("[role=option]").length >= expected.length);
  const options = [...page.querySelectorAll("[role=option]")].map((option) => option.textContent);
  expect(options.filter((text) => text.startsWith("Everyone") || text.startsWith("Only"))).toEqual(expected);
});
