// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { Crowd, ours, written } from "./crowd.ts";
import { aLineEach, anything, type Meet, type Story } from "./stories.ts";

// 200 of each in `HEARTH_TOGETHER_SEEDS`, from `HEARTH_TOGETHER_SEED` on, take about a minute of a machine's time.
const SEEDS = Number(process.env.HEARTH_TOGETHER_SEEDS ?? 200);
const FIRST = Number(process.env.HEARTH_TOGETHER_SEED ?? 1);
vi.setConfig({ testTimeout: 60_000 + SEEDS * 2_000 });

const here: Meet = (count, lines, ids) => new Crowd(count, written(lines), ids, ours);

async function faultsOf(story: Story): Promise<string[]> {
  const faults: string[] = [];
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const fault = await story(here, seed);
    if (fault) faults.push(fault);
  }
  return faults;
}

test("a line each, whoever was heard when", async () => {
  expect(await faultsOf(aLineEach)).toEqual([]);
});

test("whatever they do, nobody's word is torn and nothing is lost", async () => {
  expect(await faultsOf(anything(false))).toEqual([]);
});

test("nor with undos", async () => {
  expect(await faultsOf(anything(true))).toEqual([]);
});
