// Draws the icons from the mark, for the manifest. Run by hand when the mark changes: `node scripts/icons.mjs`.
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const mark = readFileSync(new URL("../public/mark.svg", import.meta.url), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [name, size, share, ground] of [
  ["icon-192", 192, 0.78, "#faf8f5"],
  ["icon-512", 512, 0.78, "#faf8f5"],
  ["icon-maskable", 512, 0.58, "#faf8f5"],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}"><div style="width:${size * share}px">${mark}</div></body>`,
  );
  writeFileSync(new URL(`../public/${name}.png`, import.meta.url), await page.screenshot());
}
await browser.close();
