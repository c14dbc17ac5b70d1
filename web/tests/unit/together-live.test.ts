// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { ours } from "./crowd.ts";
import { onHearth, onHocuspocus } from "./live-company.ts";
import { aLineEach, anything, type Meet, type Story } from "./stories.ts";

const SEEDS = Number(process.env.HEARTH_TOGETHER_LIVE_SEEDS ?? 5);
vi.setConfig({ testTimeout: 60_000 + SEEDS * 10_000 });

const STORIES: Record<string, Story> = { "a line each": aLineEach, anything: anything(false), "anything, with undos": anything(true) };

async function faultsOf(meet: Meet): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {};
  for (const [name, story] of Object.entries(STORIES)) {
    faults[name] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const fault = await story(meet, seed);
      if (fault) faults[name].push(fault);
    }
  }
  return faults;
}

const counted = (faults: Record<string, string[]>): string =>
  Object.entries(faults)
    .map(([name, found]) => `${name}: ${found.length} of ${SEEDS} (torn ${found.filter((fault) => fault.includes("torn")).length})`)
    .join("; ");

test("on Hearth's own provider nobody's word is torn and nothing is lost", async () => {
  const faults = await faultsOf(onHearth);
  console.log(`Hearth: ${counted(faults)}`);
  expect(faults).toEqual(Object.fromEntries(Object.keys(STORIES).map((name) => [name, []])));
});

test.runIf(process.env.HEARTH_TOGETHER_BESIDE)("beside it the same editor as it comes, on Hocuspocus", async () => {
  const faults = await faultsOf(onHocuspocus());
  console.log(`as it comes, on Hocuspocus: ${counted(faults)}`);
  console.log(`our extension, on Hocuspocus: ${counted(await faultsOf(onHocuspocus(ours)))}`);
  expect(Object.values(faults).flat().length).toBeGreaterThan(0);
});
