import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newcomer } from "./people.ts";
import { closeAll, newDocument, orgOf, ROOT, shot, SIZES, stack, visitor } from "./support.ts";

/** The service worker keeps the client, and nothing that only the server may answer. */

afterAll(closeAll);

const DIST = join(ROOT, "web/dist/assets");

const cached = (): Promise<string[]> =>
  caches
    .keys()
    .then(async (names) =>
      (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat(),
    );

test("what the server answers passes by the worker: never kept, never answered by it, with the network or without", async () => {
  const ada = await visitor({ serviceWorkers: "allow" });
  const { page, context } = ada;
  await newcomer(ada, "Ada Lovelace", "Past the worker");
  const place = await newDocument(ada, "On the server", "Words.");
  const org = orgOf(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const answers: { path: string; worker: boolean }[] = [];
  page.on("response", (answer) => answers.push({ path: new URL(answer.url()).pathname, worker: answer.fromServiceWorker() }));
  await page.reload();
  await page.getByText("Words.").waitFor();
  await page.goto(`${stack.web_url}/o/${org}/documents`);
  await page.locator("main").getByText("On the server").waitFor();
  await expect.poll(() => answers.filter(({ path }) => path.startsWith("/v1/orgs/")).length).toBeGreaterThan(1);
  expect(answers.filter(({ path, worker }) => worker && /^\/(v1|live|docs)/.test(path))).toEqual([]);
  // The client itself comes from the worker; otherwise the line above says nothing.
  expect(answers.filter(({ path, worker }) => worker && path.startsWith("/assets/")).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");

  const kept = await page.evaluate(cached);
  expect(kept).toContain("/index.html");
  expect(kept.filter((path) => /^\/(v1|live|docs)/.test(path))).toEqual([]);

  // An address of the server's own is the server's, also in the address bar: the client does not stand in for it.
  const direct = await page.goto(`${stack.web_url}/v1/me`);
  expect([direct!.status(), direct!.fromServiceWorker(), direct!.headers()["content-type"]]).toEqual([401, false, "application/problem+json"]);

  await page.goto(stack.web_url + place);
  await page.getByText("Words.").waitFor();
  await context.setOffline(true);
  for (const path of ["/v1/me", `/v1/orgs/${org}/documents`, "/live", "/docs/"]) {
    expect(
      await page.evaluate(
        (address) =>
          fetch(address).then(
            ({ status }) => String(status),
            (error: Error) => error.name,
          ),
        path,
      ),
      path,
    ).toBe("TypeError");
    const tab = await context.newPage();
    await expect(tab.goto(stack.web_url + path), path).rejects.toThrow(/ERR_/);
    await tab.close();
  }
  expect((await page.evaluate(cached)).filter((path) => /^\/(v1|live|docs)/.test(path))).toEqual([]);
  // The client is there all the same, with what this device holds.
  await page.reload();
  await page.getByText("Words.").waitFor();
  await context.setOffline(false);
  expect(ada.faults).toEqual([]);
});

test("it comes to everybody, also where the words of the language arrive after the page", async () => {
  const { page, faults } = await visitor({ serviceWorkers: "allow", locale: "de-DE" });
  const loaded = page.waitForEvent("load");
  await page.route(/\/assets\/de-[^/]+\.js$/, async (route) => {
    await loaded;
    await route.continue();
  });
  await page.goto(`${stack.web_url}/sign-in`);
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect(faults).toEqual([]);
});

test("it comes later when a part of the client did not come at first", async () => {
  const part = join(DIST, readdirSync(DIST).find((name) => /^Developers-.*\.js$/.test(name))!);
  const { page, faults } = await visitor({ serviceWorkers: "allow" });
  renameSync(part, `${part}.away`);
  try {
    await page.addInitScript(() => {
      const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
      navigator.serviceWorker.register = async (...given) => {
        const registration = await register(...given);
        const { installing } = registration;
        installing?.addEventListener("statechange", () => installing.state === "redundant" && Object.assign(globalThis, { failed: true }));
        return registration;
      };
    });
    await page.goto(`${stack.web_url}/sign-in`);
    await expect.poll(() => page.evaluate("globalThis.failed")).toBe(true);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  } finally {
    renameSync(`${part}.away`, part);
  }
  // A minute later, or when the network comes back.
  await expect
    .poll(() => page.evaluate(() => (dispatchEvent(new Event("online")), navigator.serviceWorker.controller?.state)), { interval: 500 })
    .toBe("activated");
  expect(faults).toEqual([]);
});

test("a part of the client that does not come is asked for again, and then it is said", async () => {
  const ada = await visitor({ serviceWorkers: "allow", colorScheme: "dark", viewport: SIZES.phone });
  const { page } = ada;
  const part = /\/assets\/jsx-runtime-[^/]+\.js$/;
  await page.route(part, (route) => route.abort(), { times: 1 });
  await page.goto(`${stack.web_url}/sign-in`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();

  const other = await visitor({ serviceWorkers: "allow", colorScheme: "dark", viewport: SIZES.phone, locale: "de-DE" });
  await other.page.route(part, (route) => route.abort());
  await other.page.goto(`${stack.web_url}/sign-in`);
  await other.page.getByRole("alert").getByText("Hearth wurde nicht geladen.").waitFor();
  await shot(other.page, "story-did-not-load");
  await other.page.unroute(part);
  await other.page.getByRole("button", { name: "Noch einmal" }).click();
  await other.page.getByRole("heading", { name: "Anmelden" }).waitFor();
  expect([...ada.faults, ...other.faults]).toEqual([]);
});
