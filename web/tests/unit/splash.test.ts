import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { moveStyles } from "../../scripts/paint-first.ts";

const page = readFileSync(join(import.meta.dirname, "../../index.html"), "utf8");

test("the page shows something before anything else has come", () => {
  const body = page.slice(page.indexOf("<body>"));
  expect(body).toMatch(/class="h-splash" role="status"[\s\S]*<svg[\s\S]*Loading Hearth/);
  // Beside the client's place, not in it: a client that has not come leaves that empty, which is how arrive.js knows.
  expect(body).toContain('<div id="root"></div>');
  expect(page).toContain("#root:not(:empty) + .h-splash { display: none; }");
  // A script in front of it would be one more way to the server and back before anything shows.
  expect(page.slice(0, page.indexOf("</svg>"))).not.toMatch(/<script src|rel="stylesheet"/);
  expect(page).not.toMatch(/<script(?! (type="module" )?src)/);
});

test("no style sheet of the client holds the first picture up", () => {
  const link = '<link rel="stylesheet" crossorigin href="/assets/index.css">';
  const moved = moveStyles(page.replace("</head>", `    ${link}\n  </head>`));
  expect(moved.indexOf(link)).toBeGreaterThan(moved.indexOf("h-splash"));
  expect(moved.indexOf(link)).toBeGreaterThan(moved.indexOf("<body>"));
  expect(moved.match(/rel="stylesheet"/g)).toHaveLength(1);
});
