import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const BIOME = join(import.meta.dirname, "../../node_modules/.bin/biome");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-circles-"));
  mkdirSync(join(folder, "src"));
  copyFileSync(join(import.meta.dirname, "../../biome.json"), join(folder, "biome.json"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Whether `npm run lint` would let modules of these texts pass. */
function passes(modules: Record<string, string>): boolean {
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, "src", name), text);
  try {
    execFileSync(BIOME, ["lint", "."], { cwd: folder, stdio: "pipe" });
    return true;
  } catch (problem) {
    if (String((problem as { stderr: Buffer }).stderr).includes("errors were emitted")) return false;
    throw problem;
  }
}

test("a circle of imports does not pass", () => {
  expect(passes({ "a.ts": 'import { b } from "./b.ts";\nexport const a = b;\n', "b.ts": 'import { a } from "./a.ts";\nexport const b = a;\n' })).toBe(false);
});

test("nor does one that is closed by an import which comes later", () => {
  expect(
    passes({
      "a.ts": 'export const a = () => import("./b.tsx");\n',
      "b.tsx": 'export { c as b } from "./c.ts";\n',
      "c.ts": 'import { a } from "./a.ts";\nexport const c = a;\n',
    }),
  ).toBe(false);
});

test("imports in one direction, and of types alone, pass", () => {
  expect(
    passes({
      "a.ts": 'import type { B } from "./b.ts";\nexport const a = {} as B;\n',
      "b.ts": 'import { a } from "./a.ts";\nexport type B = object;\nexport const b = a;\n',
    }),
  ).toBe(true);
});
