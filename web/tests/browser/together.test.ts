import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { chance } from "../unit/chance.ts";
import { joined, newcomer } from "./people.ts";
import { closeAll, newDocument, RESULTS, saved, type Visitor, visitor, words } from "./support.ts";

afterAll(closeAll);

// 200 runs: `HEARTH_TOGETHER_RUNS=200 npm run test:browser -- together`, or in slices with HEARTH_TOGETHER_SEED as the first.
const RUNS = Number(process.env.HEARTH_TOGETHER_RUNS ?? 9);
const FIRST = Number(process.env.HEARTH_TOGETHER_SEED ?? 1);
const SPEEDS = [60, 120, 160, 200];
const SHE = ["She quick amber fox runs home", "Stars above the mill", "Nobody heard the bell"];
const HE = ["ABOVE US THE ROAD", "HOMEWARD IT TURNS", "SHEEP ON A HILL"];

const where = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { focusNode, focusOffset } = getSelection()!;
    return `${focusOffset} of ${focusNode?.textContent?.length}`;
  });

async function type(page: Page, line: string, speed: number, random: (below: number) => number): Promise<void> {
  await page.keyboard.press("Enter");
  for (const letter of line) {
    await page.keyboard.type(letter);
    await page.waitForTimeout(speed / 2 + random(speed));
  }
}

async function two(text: string): Promise<[Visitor, Visitor]> {
  const ada = await visitor();
  await newcomer(ada, "Ada Lovelace", "One line");
  const place = await newDocument(ada, "Side by side", text);
  const grace = await joined(ada, "Grace Hopper", "member", { at: place });
  await grace.page.getByText("The beginning").waitFor();
  for (const { page } of [ada, grace]) {
    await page.locator(".h-doc").focus();
    // A moment after it gets the focus, the editor sets its own caret: nobody's hands are as quick.
    await expect.poll(() => page.keyboard.press("Control+End").then(() => where(page))).toMatch(/^(\d+) of \1$/);
  }
  return [ada, grace];
}

test(
  "two people press Enter at the end of one line and type: each line is whole",
  async () => {
    const [ada, grace] = await two("The beginning");
    const pages = [ada.page, grace.page];
    mkdirSync(RESULTS, { recursive: true });
    let torn = 0;
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const random = chance(seed);
      const speed = SPEEDS[seed % SPEEDS.length]!;
      const lines = [SHE[random(SHE.length)]!, HE[random(HE.length)]!];
      await ada.page.keyboard.press("Control+a");
      await ada.page.keyboard.type(`Line ${seed}`);
      for (const page of pages) {
        await expect.poll(() => words(page)).toBe(`Line ${seed}`);
        await page.keyboard.press("Control+End");
      }
      await Promise.all(pages.map((page, n) => type(page, lines[n]!, speed, random)));
      await Promise.all(pages.map(saved));
      await expect.poll(async () => (await words(ada.page)) === (await words(grace.page)) && (await words(ada.page)).length).toBeGreaterThan(20);
      const found = (await words(ada.page)).split("\n").filter(Boolean);
      // Whose Enter fell where is told in the results; that nobody's letters are parted is what must hold.
      const whole = found.length === 3 && found[0] === `Line ${seed}` && lines.every((line) => found.includes(line));
      const text = found.join("\n");
      if (!lines.every((line) => text.includes(line))) torn++;
      appendFileSync(join(RESULTS, "together.jsonl"), `${JSON.stringify({ seed, speed, whole, found })}\n`);
    }
    expect(torn).toBe(0);
    expect([...ada.faults, ...grace.faults]).toEqual([]);
  },
  120_000 + RUNS * 15_000,
);

// A browser takes keys before the task in which it tells the page of the caret: here both keys come in one task.
test("a key counts from where the key before it put the caret", async () => {
  const [ada] = await two("The beginning");
  await ada.page.locator(".h-doc").evaluate((editor) => {
    const line = editor.querySelector("p")!;
    // The other's caret may stand before the words, as an element of its own.
    const text = [...line.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.length > 3)!;
    getSelection()!.collapse(text, 3);
    line.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => words(ada.page)).toMatch(/^The\n+ beginning$/);
});

// Without the mend about one key of ten was lost: the words of the other put the caret back before the editor had heard of the key.
test("while one types, each key with which the other moves the caret counts", async () => {
  const [ada, grace] = await two("The beginning\nThis is the line of Grace");
  await ada.page.keyboard.press("Control+Home");
  const [start, end] = ["0 of 25", "25 of 25"];
  let over = false;
  const typing = (async () => {
    while (!over) await ada.page.keyboard.type("x").then(() => ada.page.waitForTimeout(15));
  })();
  const lost: string[] = [];
  for (let n = 0; n < 40; n++) {
    for (const [key, place] of [
      ["Home", start],
      ["End", end],
    ] as const) {
      await grace.page.keyboard.press(key);
      // It is a place of rest only once others' words have come.
      await grace.page.waitForTimeout(40);
      const found = await where(grace.page);
      if (found !== place) lost.push(`${key}: ${found}`);
    }
  }
  over = true;
  await typing;
  expect(lost.length, lost.join(", ")).toBeLessThan(3);
  expect([...ada.faults, ...grace.faults]).toEqual([]);
});
