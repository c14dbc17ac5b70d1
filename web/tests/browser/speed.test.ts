import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { joined, manyMembers, newcomer } from "./people.ts";
import { closeAll, newDocument, orgOf, RESULTS, saved, stack, type Visitor, visitor } from "./support.ts";

/**
 * The speed figures, by the client's own marks and wall clocks of one machine. They are written down, and only gross
 * failures fail: a busy machine says nothing about fifty milliseconds.
 */
const table: { what: string; p50: number; p95: number; n: number; goal: number }[] = [];

function note(what: string, goal: number, samples: number[]): void {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  table.push({ what, p50: at(0.5), p95: at(0.95), n: samples.length, goal });
}

let ada: Visitor;
let org: string;
let place: string;
const notes: string[] = [];

beforeAll(async () => {
  ada = await visitor({ serviceWorkers: "allow" });
  await newcomer(ada, "Ada Lovelace", "Speed");
  org = orgOf(ada.page);
  for (let i = 0; i < 6; i++) notes.push(await newDocument(ada, `Note ${i}`, `The words of note ${i}.`));
  place = await newDocument(ada, "A page", "These words are on this device.");
});

afterAll(async () => {
  await closeAll();
  const lines = table.map((row) => `| ${row.what} | ${row.p50.toFixed(0)} | ${row.p95.toFixed(0)} | ${row.n} | ${row.goal} |`);
  const text = ["| what | p50 ms | p95 ms | samples | goal p95 |", "| --- | --- | --- | --- | --- |", ...lines].join("\n");
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, "speed.md"), `${text}\n`);
  console.log(text);
});

/** From the click inside the app to the mark that follows the paint. */
async function opening(link: string, mark: string, shown: string, page = ada.page): Promise<number> {
  return page.evaluate(
    async ([href, name, words]) => {
      performance.clearMarks(`hearth:${name}`);
      const start = performance.now();
      document.querySelector<HTMLAnchorElement>(`a[href="${href}"]`)!.click();
      for (;;) {
        const [entry] = performance.getEntriesByName(`hearth:${name}`);
        if (entry) {
          if (!document.querySelector("main")!.textContent!.includes(words)) throw new Error(`painted without ${words}`);
          return entry.startTime - start;
        }
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    [link, mark, shown] as const,
  );
}

test("opening a cached document, and a list", async () => {
  const documents: number[] = [];
  const lists: number[] = [];
  for (let i = 0; i < 62; i++) {
    lists.push(await opening(`/o/${org}/documents`, "list", "Note 4"));
    documents.push(await opening(place, "document", "These words are on this device."));
  }
  note("open a cached document, click to paint", 50, documents.slice(2));
  note("open the list of documents, click to paint", 50, lists.slice(2));
});

test("opening a document that only the disk has", async () => {
  // More than a page keeps at hand: each is read anew when its turn comes.
  const samples: number[] = [];
  for (let i = 0; i < 62; i++) {
    await opening(`/o/${org}/documents`, "list", "Note 4");
    const link = notes[i % notes.length]!;
    await ada.page.evaluate(() => {
      performance.clearMarks("hearth:document");
      addEventListener("click", () => performance.mark("clicked"), { capture: true, once: true });
    });
    // As a hand does it: the button is held for a moment, which is when the reading begins.
    await ada.page.locator(`main a[href="${link}"]`).click({ delay: 60 });
    await ada.page
      .locator(".h-doc")
      .getByText(`The words of note ${i % notes.length}.`)
      .waitFor();
    samples.push(
      await ada.page.evaluate(async () => {
        for (;;) {
          const [painted] = performance.getEntriesByName("hearth:document");
          if (painted) return painted.startTime - performance.getEntriesByName("clicked").at(-1)!.startTime;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }),
    );
  }
  note("open a document that only the disk has, by mouse, click to paint", 50, samples.slice(2));
});

/** An org of so many documents, as the server would tell it. */
async function manyDocuments(page: Page, count: number): Promise<void> {
  await page.route(/\/documents\?/, (route) => {
    const at = (i: number): string => new Date(1.7e12 + i * 60_000).toISOString();
    const one = (i: number): object => ({
      id: `00000000-0000-7000-8000-${String(i).padStart(12, "0")}`,
      title: `Paper ${i}`,
      parent_id: null,
      space_id: null,
      visibility: "org",
      position: String(i).padStart(6, "0"),
      version: 1,
      role: "editor",
      created_at: at(i),
      updated_at: at(i),
    });
    return route.fulfill({ contentType: "application/json", body: JSON.stringify({ items: Array.from({ length: count }, (_, i) => one(i)), next: null }) });
  });
  // What this device holds is of another list: the whole of this one is to be read.
  await page.route(/\/changes\/documents/, (route) =>
    route.fulfill({ contentType: "application/json", body: JSON.stringify({ items: [], gone: [], cursor: "c", more: false, reset: true }) }),
  );
}

test("a list of thousands", async () => {
  const page = await ada.context.newPage();
  await manyDocuments(page, 3_000);
  await page.goto(`${stack.web_url}/o/${org}/documents`);
  await page.locator("main").getByText("Paper 2999").waitFor();
  const samples: number[] = [];
  for (let i = 0; i < 62; i++) {
    await page.evaluate((href) => document.querySelector<HTMLAnchorElement>(`a[href="${href}"]`)!.click(), `/o/${org}/activity`);
    await page.getByRole("heading", { name: "Activity", level: 1 }).waitFor();
    samples.push(await opening(`/o/${org}/documents`, "list", "Paper 2999", page));
  }
  note("open a list of 3,000 documents, click to paint", 50, samples.slice(2));
  expect(await page.locator("main li").count()).toBeLessThan(60);
  await page.mouse.wheel(0, 40_000);
  await page
    .locator("main")
    .getByText(/^Paper 22\d\d$/)
    .first()
    .waitFor();
  await page.close();
});

test("a sidebar of 5,000 documents scrolls", async () => {
  const page = await ada.context.newPage();
  await manyDocuments(page, 5_000);
  await page.goto(`${stack.web_url}/o/${org}`);
  const tree = page.getByRole("tree", { name: "Document tree" });
  await tree.getByRole("treeitem").first().waitFor();
  const samples = await tree.evaluate(async (element) => {
    const scroller = ((): Element => {
      for (let at: Element | null = element; at; at = at.parentElement)
        if (at.scrollHeight > at.clientHeight + 1 && getComputedStyle(at).overflowY !== "visible") return at;
      throw new Error("nothing scrolls");
    })();
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    const taken: number[] = [];
    let before = await frame();
    for (let i = 0; i < 300; i++) {
      scroller.scrollTop += 96;
      const now = await frame();
      taken.push(now - before);
      before = now;
    }
    if (scroller.scrollTop < 20_000) throw new Error("it did not scroll");
    return taken;
  });
  note("a frame while a sidebar of 5,000 documents scrolls, three rows at a time", 17, samples.slice(5));
  expect(await tree.getByRole("treeitem").count()).toBeLessThan(80);
  await page.close();
});

test("a thousand members", async () => {
  const page = await ada.context.newPage();
  await manyMembers(page, 1_000);
  const members = `/o/${org}/settings/members`;
  await page.goto(stack.web_url + members);
  await page.getByRole("heading", { name: "1000 members" }).waitFor();
  const samples: number[] = [];
  for (let i = 0; i < 62; i++) {
    await page.evaluate((href) => document.querySelector<HTMLAnchorElement>(`a[href="${href}"]`)!.click(), `/o/${org}/settings`);
    await page.getByRole("heading", { name: "General", level: 1 }).waitFor();
    samples.push(await opening(members, "members", "Person 0001", page));
  }
  note("open a list of 1,000 members, click to paint", 50, samples.slice(2));
  expect(await page.getByRole("list", { name: "Members" }).locator("li").count()).toBeLessThan(60);
  await page.close();
});

test("typing in a document of 50,000 words", async () => {
  await newDocument(ada, "Fifty thousand words");
  await ada.page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.querySelector(".h-doc")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    },
    Array.from({ length: 500 }, () => "word and ".repeat(50).trim()).join("\n"),
  );
  await ada.page.locator('[data-state="saved"][data-document]').waitFor({ timeout: 60_000 });
  await ada.page.locator(".h-doc").click({ position: { x: 40, y: 10 } });
  await ada.page.evaluate(() => {
    const samples: number[] = [];
    Object.assign(globalThis, { samples });
    document.querySelector(".h-doc")!.addEventListener("beforeinput", () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => samples.push(performance.now() - start);
        channel.port2.postMessage(null);
      });
    });
  });
  await ada.page.keyboard.type("The quick brown fox jumps over the lazy dog. ".repeat(2), { delay: 60 });
  const samples = (await ada.page.evaluate("samples")) as number[];
  note("a keystroke in 50,000 words, input to paint", 50, samples);
  await saved(ada.page);
});

test("an edit on the other person's screen", async () => {
  const grace = await joined(ada, "Grace Hopper", "member", { at: place });
  for (const who of [ada, grace]) {
    await who.page.goto(stack.web_url + place);
    await who.page.locator(".h-doc").waitFor();
    await saved(who.page);
  }
  await grace.page.evaluate(() => {
    const seen: { text: string; at: number }[] = [];
    Object.assign(globalThis, { seen });
    const editor = document.querySelector(".h-doc")!;
    new MutationObserver(() => seen.push({ text: editor.textContent ?? "", at: performance.timeOrigin + performance.now() })).observe(editor, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await ada.page.locator(".h-doc").click();
  const sent: { text: string; at: number }[] = [];
  for (let i = 0; i < 60; i++) {
    const text = `«${i}»`;
    const at = await ada.page.evaluate((word) => {
      const when = performance.timeOrigin + performance.now();
      document.execCommand("insertText", false, word);
      return when;
    }, text);
    sent.push({ text, at });
    await grace.page.getByText(text).waitFor();
  }
  const seen = (await grace.page.evaluate("seen")) as { text: string; at: number }[];
  note(
    "an edit to the other person's screen",
    60,
    sent.map(({ text, at }) => (seen.find((one) => one.text.includes(text))?.at ?? Infinity) - at),
  );
});

test("a second visit without the network", async () => {
  await ada.page.goto(`${stack.web_url}/o/${org}/documents`);
  await ada.page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  await ada.page.reload();
  await ada.page.locator("main").getByText("A page").first().waitFor();
  await ada.context.setOffline(true);
  const visits: number[] = [];
  for (let i = 0; i < 8; i++) {
    await ada.page.reload();
    await ada.page.locator("main").getByText("A page").first().waitFor();
    await ada.page.waitForFunction(() => performance.getEntriesByName("hearth:list").length > 0);
    visits.push(await ada.page.evaluate(() => performance.getEntriesByName("hearth:list")[0]!.startTime));
  }
  await ada.context.setOffline(false);
  note("second visit, offline: navigation to a painted list", 1000, visits);
  expect(Math.min(...visits)).toBeLessThan(5_000);
});

test("a first visit on a slow line", async () => {
  const splash: number[] = [];
  const form: number[] = [];
  for (let i = 0; i < 3; i++) {
    const stranger = await visitor();
    const { page } = stranger;
    const line = await stranger.context.newCDPSession(page);
    await line.send("Network.enable");
    // "Slow 3G" of the browser's own developer tools: 400 kbit/s each way, and two seconds before anything answers.
    await line.send("Network.emulateNetworkConditions", { offline: false, latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 });
    await page.goto(stack.web_url, { waitUntil: "commit", timeout: 60_000 });
    await page.getByLabel("Email").waitFor({ timeout: 60_000 });
    form.push(await page.evaluate(() => performance.now()));
    splash.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]!.startTime));
    await stranger.context.close();
  }
  note("a first visit over Slow 3G: navigation to the splash that says what happens", 3000, splash);
  note("a first visit over Slow 3G: navigation to the sign-in form", 15_000, form);
});
