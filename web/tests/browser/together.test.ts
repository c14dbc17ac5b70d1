import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { chance } from "../unit/chance.ts";
import { closeAll, joined, newcomer, newDocument, RESULTS, saved, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

// 200 runs: `HEARTH_TOGETHER_RUNS=200 npm run test:browser -- together`, or in slices with HEARTH_TOGETHER_SEED as the first.
const RUNS = Number(process.env.HEARTH_TOGETHER_RUNS ?? 12);
const FIRST = Number(process.env.HEARTH_TOGETHER_SEED ?? 1);
const SPEEDS = [60, 120, 160, 200];
const SHE = ["She quick amber fox runs home", "Stars above the mill", "Nobody heard the bell"];
const HE = ["ABOVE US THE ROAD", "HOMEWARD IT TURNS", "SHEEP ON A HILL"];

const atEnd = (): boolean => {
  const { focusNode, focusOffset } = getSelection()!;
  return focusNode?.nodeType === Node.TEXT_NODE && focusOffset === focusNode.textContent?.length;
};

async function type(page: Page, line: string, speed: number, random: (below: number) => number): Promise<void> {
  await page.keyboard.press("Enter");
  for (const letter of line) {
    await page.keyboard.type(letter);
    await page.waitForTimeout(speed / 2 + random(speed));
  }
}

test(
  "two people press Enter at the end of one line and type: each line is whole",
  async () => {
    const ada = await visitor();
    await newcomer(ada, "Ada Lovelace", "One line");
    const place = await newDocument(ada, "Side by side", "The beginning");
    const grace = await joined(ada, "Grace Hopper");
    await grace.page.goto(stack.web_url + place);
    await grace.page.getByText("The beginning").waitFor();
    const pages = [ada.page, grace.page];
    mkdirSync(RESULTS, { recursive: true });
    let torn = 0;
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const random = chance(seed);
      const speed = SPEEDS[seed % SPEEDS.length]!;
      const lines = [SHE[random(SHE.length)]!, HE[random(HE.length)]!];
      await ada.page.locator(".h-doc").focus();
      await ada.page.keyboard.press("Control+a");
      await ada.page.keyboard.type(`Line ${seed}`);
      for (const page of pages) {
        await expect.poll(() => words(page)).toBe(`Line ${seed}`);
        await page.locator(".h-doc").focus();
        // The editor sets its own caret a moment after it gets the focus; the key has to come after that.
        await expect.poll(() => page.keyboard.press("Control+End").then(() => page.evaluate(atEnd))).toBe(true);
      }
      await Promise.all(pages.map((page, n) => type(page, lines[n]!, speed, random)));
      await Promise.all(pages.map(saved));
      await expect.poll(async () => (await words(ada.page)) === (await words(grace.page)) && (await words(ada.page)).length).toBeGreaterThan(20);
      const found = (await words(ada.page)).split("\n").filter(Boolean);
      const whole = found.length === 3 && found[0] === `Line ${seed}` && lines.every((line) => found.includes(line));
      if (!whole) torn++;
      appendFileSync(join(RESULTS, "together.jsonl"), `${JSON.stringify({ seed, speed, whole, found })}\n`);
    }
    expect(torn).toBe(0);
    expect([...ada.faults, ...grace.faults]).toEqual([]);
  },
  120_000 + RUNS * 15_000,
);
