// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import type { Org } from "../../src/data/types.ts";
import { Teams } from "../../src/features/org/Teams.tsx";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

const api = new FakeApi();
const device = new Device(api);
afterEach(async () => {
  await clear();
  device.closeAll();
});

test("what becomes of a team's documents is said before the team goes", async () => {
  api.put(`orgs/${ORG}/teams`, { id: "red", name: "Design" });
  const page = await draw(await device.tab(), <Teams org={{ id: ORG, name: "Harbour", role: "owner" } as Org} />);
  const remove = (): HTMLElement | null => page.querySelector('[aria-label="Delete team Design"]');
  await settled(() => remove() !== null);
  await doing(() => remove()!.click());
  await settled(() => document.querySelector('[role="dialog"]') !== null);
  expect(document.querySelector('[role="dialog"]')!.textContent).toContain("private to the people who created them");
  expect(api.seen.some(({ method }) => method === "DELETE")).toBe(false);
  await doing(() => [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')].find((one) => one.textContent === "Delete")!.click());
  await settled(() => api.seen.some(({ method, path }) => method === "DELETE" && path.endsWith("/teams/red")));
});
