import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { joined, newcomer } from "./people.ts";
import { closeAll, HEARTH_HOME, newDocument, ROOT, shot, visitor, words } from "./support.ts";

afterAll(closeAll);

test("the server is killed and comes back while two write: both say so, and nothing is lost", { timeout: 400_000 }, async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  await newcomer(ada, "Ada Lovelace", "Earthquake");
  const place = await newDocument(ada, "Seismograph", "Before.");
  const grace = await joined(ada, "Grace Hopper", "member", { at: place, serviceWorkers: "allow" });
  await grace.page.getByText("Before.").waitFor();

  process.kill(Number(readFileSync(resolve(ROOT, HEARTH_HOME, "engine.pid"), "utf8").split(/\s/)[0]), "SIGKILL");
  for (const [who, text] of [
    [ada, " Ada during."],
    [grace, " Grace during."],
  ] as const) {
    await who.page.locator(".h-doc").click();
    await who.page.keyboard.press("Control+End");
    await who.page.keyboard.type(text);
    await who.page.locator('[data-document][data-state="offline"]').waitFor({ timeout: 60_000 });
  }
  await shot(ada.page, "story-server-gone");
  await promisify(execFile)("python3", ["-m", "infra.cli", "up"], { cwd: ROOT, env: { ...process.env, HEARTH_HOME } });
  for (const who of [ada, grace]) {
    await who.page.locator('[data-state="saved"][data-document]').waitFor({ timeout: 60_000 });
  }
  await expect.poll(async () => (await words(ada.page)) === (await words(grace.page)), { timeout: 30_000 }).toBe(true);
  const text = await words(ada.page);
  for (const part of ["Before.", "Ada during.", "Grace during."]) expect(text.split(part)).toHaveLength(2);
});
