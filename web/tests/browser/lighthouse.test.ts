import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserContext, chromium } from "playwright-core";
import { newcomer } from "./people.ts";
import { EXECUTABLE, FLAGS, newDocument, RESULTS, stack, watched } from "./support.ts";

/** The two scores that do not depend on how busy the machine is. What it weighs and how fast it is, other tests measure. */
const CATEGORIES = ["accessibility", "best-practices"];
const LEAST = 0.95;

interface Report {
  lhr: {
    categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
    audits: Record<string, { score: number | null; title: string; displayValue?: string; details?: unknown }>;
    runtimeError?: { message: string };
  };
}
type Lighthouse = (url: string, flags: object, config: object) => Promise<Report>;

const profile = mkdtempSync(join(tmpdir(), "hearth-lighthouse-"));
let context: BrowserContext;
let port: number;
let lighthouse: Lighthouse;
let config: object;
const paths: Record<string, string> = {};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port: found } = server.address() as { port: number };
      server.close(() => resolve(found));
    });
  });
}

beforeAll(async () => {
  const home = join(import.meta.dirname, "../../lighthouse/node_modules/lighthouse/core");
  lighthouse = ((await import(join(home, "index.js"))) as { default: Lighthouse }).default;
  config = ((await import(join(home, "config/desktop-config.js"))) as { default: object }).default;
  port = await freePort();
  // Lighthouse drives a tab of the browser's own profile, so that is where the person signs in.
  context = await chromium.launchPersistentContext(profile, { executablePath: EXECUTABLE, args: [...FLAGS, `--remote-debugging-port=${port}`] });
  context.setDefaultTimeout(20_000);
  const page = context.pages()[0] ?? (await context.newPage());
  const ada = { ...watched(context), page };
  await newcomer(ada, "Ada Lovelace", "Lighthouse");
  paths.home = new URL(page.url()).pathname;
  paths.document = await newDocument(ada, "Keeper's log", "The lamp was lit at dusk.");
  paths.documents = `${paths.home}/documents`;
  paths["sign-in"] = "/sign-in";
});

afterAll(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
});

test.each(["sign-in", "home", "documents", "document"])("Lighthouse finds %s accessible and well made", async (room) => {
  const { lhr } = await lighthouse(
    stack.web_url + paths[room]!,
    {
      port,
      onlyCategories: CATEGORIES,
      throttlingMethod: "provided",
      disableStorageReset: true,
      disableFullPageScreenshot: true,
      logLevel: "error",
      output: "json",
    },
    config,
  );
  expect(lhr.runtimeError?.message).toBeUndefined();
  mkdirSync(join(RESULTS, "lighthouse"), { recursive: true });
  writeFileSync(join(RESULTS, "lighthouse", `${room}.json`), JSON.stringify(lhr));
  for (const name of CATEGORIES) {
    const { score, auditRefs } = lhr.categories[name]!;
    const lost = auditRefs.filter((ref) => ref.weight > 0 && (lhr.audits[ref.id]!.score ?? 1) < 1).map((ref) => `${ref.id}: ${lhr.audits[ref.id]!.title}`);
    console.log(`${room}, ${name}: ${Math.round((score ?? 0) * 100)}${lost.length ? ` (${lost.join("; ")})` : ""}`);
    expect(score, lost.join("\n")).toBeGreaterThanOrEqual(LEAST);
  }
});
