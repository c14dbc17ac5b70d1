import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { newcomer } from "./people.ts";
import { closeAll, shot, SIZES, stack, visitor } from "./support.ts";

/** The parts that rooms are built of, on their page of examples: pictures to look at, axe, and what needs a real pointer. */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

afterAll(closeAll);

const groups: [name: string, button: string, ready: (page: Page) => Promise<unknown>][] = [
  ["table", "Table", (page) => page.getByRole("grid", { name: "Wide" }).getByRole("row").nth(4).waitFor()],
  ["board", "Board, list", (page) => page.locator('[data-column="done"] li[aria-setsize]').first().waitFor({ state: "attached" })],
  [
    "fields",
    "Fields, pickers, filters",
    (page) => Promise.all([page.getByRole("gridcell", { name: "grinning face", exact: true }).waitFor(), page.getByLabel("Next month").waitFor()]),
  ],
  [
    "charts",
    "Charts, composer, states",
    (page) => Promise.all([page.getByRole("textbox", { name: "Disabled" }).waitFor(), page.getByRole("slider", { name: "Values of Workload" }).waitFor()]),
  ],
];

async function judge(page: Page, name: string, scheme: keyof typeof RULES): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(AXE);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES[scheme])}, resultTypes: ['violations'] }).then((r) => r.violations.map((one) => one.id + ' ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')))`,
  )) as string[];
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [...found.map((one) => `${name}: ${one}`), ...(wide > 0 ? [`${name}: ${wide} pixels wider than the screen`] : [])];
}

test("every part, light and dark, on a phone, a desktop and a wide screen; a card is carried by a mouse", { timeout: 360_000 }, async () => {
  const ada = await visitor({ reducedMotion: "reduce" });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "Parts");
  await page.goto(`${stack.web_url}/parts`);
  const found: string[] = [];
  for (const [size, viewport] of Object.entries({ phone: SIZES.phone, desktop: SIZES.desktop, wide: { width: 1920, height: 1080 } })) {
    await page.setViewportSize(viewport);
    for (const [name, button, ready] of groups) {
      await page.getByRole("button", { name: button, exact: true }).click();
      await ready(page);
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
        await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
        await shot(page, `parts-${name}-${size}-${scheme}`);
        found.push(...(await judge(page, `${name}, ${size}, ${scheme}`, scheme)));
      }
      await page.emulateMedia({ colorScheme: "light" });
    }
  }
  expect(found).toEqual([]);

  await page.getByRole("button", { name: "Board, list", exact: true }).click();
  const cardsOf = (column: string) => page.locator(`[data-column="${column}"] [data-card]`);
  await cardsOf("todo").first().waitFor();
  const carried = await cardsOf("todo").first().getAttribute("data-card");
  const [from, to] = await Promise.all([cardsOf("todo").first().boundingBox(), cardsOf("review").first().boundingBox()]);
  await page.mouse.move(from!.x + 40, from!.y + 20);
  await page.mouse.down();
  await page.mouse.move(from!.x + 60, from!.y + 24, { steps: 4 });
  await page.mouse.move(to!.x + 60, to!.y + 4, { steps: 12 });
  await page.mouse.up();
  await expect.poll(() => cardsOf("review").first().getAttribute("data-card")).toBe(carried);
  expect([...ada.faults, ...ada.strangers]).toEqual([]);
});
