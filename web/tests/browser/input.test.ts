import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { joined, newcomer } from "./people.ts";
import { closeAll, newDocument, saved, shot, type Visitor, visitor, words } from "./support.ts";

let ada: Visitor;
beforeAll(async () => {
  ada = await visitor();
  await newcomer(ada, "Ada <img src=x onerror=alert(1)>", "<script>alert(1)</script> & Sons");
});
afterAll(closeAll);

const EVIL = `<p onclick="alert(1)">Fine <b>bold</b> <a href="javascript:alert(1)">link</a><script>alert(1)</script><iframe src="https://evil.example"></iframe><img src="https://evil.example/pixel.png" alt="a picture"><svg onload="alert(1)"></svg></p>`;

async function paste(kinds: Record<string, string>): Promise<void> {
  await ada.page.evaluate((given) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(given)) data.setData(kind, text);
    document.querySelector(".h-doc")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, kinds);
}

test("markup in names and titles is text, everywhere", async () => {
  await newDocument(ada, "<img src=x onerror=alert(2)> **title**");
  await ada.page.getByRole("treeitem", { name: "<img src=x onerror=alert(2)>" }).waitFor();
  await ada.page.keyboard.press("Control+k");
  await ada.page
    .getByRole("option", { name: /<img src=x/ })
    .first()
    .waitFor();
  await ada.page.keyboard.press("Escape");
  expect(await ada.page.locator('img[src="x"]').count()).toBe(0);
});

test("pasted markup loses what runs, keeps what it says, and asks nobody else for anything", async () => {
  await newDocument(ada, "Pasted");
  await ada.page.locator(".h-doc").click();
  await paste({ "text/html": EVIL, "text/plain": "Fine" });
  await ada.page.locator(".h-doc strong", { hasText: "bold" }).waitFor();
  const html = await ada.page.locator(".h-doc").innerHTML();
  expect(html).not.toMatch(/<script|<iframe|onclick|onload|javascript:|<svg/);
  expect(await words(ada.page)).toContain("a picture");
  await saved(ada.page);
});

test("Word's lists and Docs' bold come over as lists and bold", async () => {
  await newDocument(ada, "Office");
  await ada.page.locator(".h-doc").click();
  await paste({
    "text/html": `<html xmlns:o="x"><body><p class="MsoListParagraphCxSpFirst" style="mso-list:l0"><span style="mso-list:Ignore">·<span>  </span></span>First</p><p class="MsoListParagraphCxSpLast"><span style="mso-list:Ignore">·<span>  </span></span>Second</p><p><b style="font-weight:normal"><span style="font-weight:700">Strong</span> plain</b></p></body></html>`,
  });
  await ada.page.locator(".h-doc ul > li", { hasText: "Second" }).waitFor();
  expect(await ada.page.locator(".h-doc strong").allInnerTexts()).toEqual(["Strong"]);
  await ada.page.keyboard.press("Control+End");
  await ada.page.keyboard.press("Enter");
  await paste({ "text/plain": "## From Markdown\n\n- [ ] a task\n\n| a | b |\n| --- | --- |\n| 1 | 2 |" });
  await ada.page.locator(".h-doc h2", { hasText: "From Markdown" }).waitFor();
  await ada.page.locator(".h-doc table td", { hasText: "2" }).waitFor();
});

test("ten megabytes in one paste are declined in words; one megabyte goes in", async () => {
  await newDocument(ada, "Large");
  await ada.page.locator(".h-doc").click();
  await paste({ "text/plain": "long ".repeat(2_000_000) });
  await ada.page.getByText(/10\.0 MB in one paste/).waitFor();
  await paste({ "text/plain": `${"A line of a long book. ".repeat(40)}\n`.repeat(1_000) });
  await ada.page.getByText("A line of a long book.").first().waitFor();
  await ada.page.locator('[data-state="saved"][data-document]').waitFor({ timeout: 60_000 });
});

test("a broken image has a place and a name; a pasted one is kept, described and shown", async () => {
  await newDocument(ada, "Pictures");
  await ada.page.locator(".h-doc").click();
  await ada.page.evaluate(() => {
    const data = new DataTransfer();
    const dot = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="), (c) =>
      c.charCodeAt(0),
    );
    data.items.add(new File([dot], "lantern.png", { type: "image/png" }));
    document.querySelector(".h-doc")!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await ada.page.locator('.h-image img[alt="lantern"]').waitFor();
  await saved(ada.page);
  await ada.page.reload();
  await ada.page.locator('.h-image img[alt="lantern"]').waitFor();
  const grace = await joined(ada, "Grace Hopper", "member", { at: new URL(ada.page.url()).pathname });
  await grace.page.locator('.h-image img[alt="lantern"]').waitFor();
  expect(grace.faults).toEqual([]);
  await ada.page.keyboard.press("Control+End");
  await paste({ "text/html": '<p>x</p><img src="hearth-image:01890000-0000-7000-8000-000000000000" alt="gone">' });
  await ada.page.getByLabel("Image that cannot be shown: gone").waitFor();
  await shot(ada.page, "story-images");
  // Downloaded, the text points to its pictures, which lie beside it; what cannot be had is said.
  await saved(ada.page);
  await ada.page.getByRole("button", { name: "More", exact: true }).click();
  const [file] = await Promise.all([ada.page.waitForEvent("download"), ada.page.getByRole("menuitem", { name: "Download as Markdown" }).click()]);
  expect(file.suggestedFilename()).toBe("Pictures.zip");
  await ada.page.getByText("One image could not be loaded.").waitFor();
  const unzip =
    "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(z.namelist(), z.read('images/picture-1.png')[:4], z.read('Pictures.md').decode())";
  const inside = execFileSync("python3", ["-c", unzip, await file.path()], { encoding: "utf8" });
  expect(inside).toContain("['Pictures.md', 'images/picture-1.png'] b'\\x89PNG' # Pictures");
  expect(inside).toContain("![lantern](images/picture-1.png)");
  expect(inside).toContain("*gone (image not available)*");
});

test("storage denied: works, says so, and saves", async () => {
  const denied = await visitor();
  await denied.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
  await newcomer(denied, "Grace Hopper", "Denied");
  await newDocument(denied, "Without storage", "words");
  await denied.page.getByText("words").waitFor();
  expect(denied.faults).toEqual([]);
});

test("nothing ran, nothing left the origin", () => {
  expect(ada.faults).toEqual([]);
  expect(ada.strangers).toEqual([]);
});
