import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { de } from "../../src/i18n/de.ts";
import { en } from "../../src/i18n/en.ts";

const SOURCE = join(import.meta.dirname, "../../src");

function sources(folder: string, name = /\.tsx?$/): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path, name);
    return name.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

const areas = [...new Set(Object.keys(en).map((key) => key.split(".")[0]!))].join("|");
const known = (key: string): boolean => key in en || `${key}_other` in en;

test("every text that the rooms ask for is in the catalogue", () => {
  const asked = sources(SOURCE).flatMap((text) => [...text.matchAll(new RegExp(`"((?:${areas})\\.[A-Za-z0-9_.-]+)"`, "g"))].map((match) => match[1]!));
  expect(asked.length).toBeGreaterThan(300);
  expect([...new Set(asked)].filter((key) => !known(key) && !key.includes("node."))).toEqual([]);
});

test("both languages say the same things", () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  const holes = (text: string): string[] => [...text.matchAll(/{{\w+}}/g)].map((match) => match[0]).sort();
  for (const key of Object.keys(en)) {
    if (!/_(one|zero)$/.test(key)) expect(holes(de[key]!), key).toEqual(holes(en[key]!));
  }
});

test("no two features give one key two texts", () => {
  const files = sources(SOURCE, /^en\.json$/);
  expect(files.length).toBeGreaterThan(1);
  const keys = files.flatMap((text) => Object.keys(JSON.parse(text) as object));
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
});

test("a feature names the problems of its own routes, and none that every route has", () => {
  const shared = ["internal", "unavailable", "forbidden", "not_found", "rate_limited", "invalid_body", "conflict"];
  const owned = sources(join(SOURCE, "features"), /^en\.json$/).flatMap((text) => Object.keys(JSON.parse(text) as object));
  expect(shared.filter((code) => owned.includes(`problem.${code}`))).toEqual([]);
});

test("words that only we would use have not come back", () => {
  const odd = /\b(riddle|hand on|Take back|Lately|So far|drop them|Is it you|nothing here for you|a thought|without an end|somebody|Six-digit)\b/i;
  const seltsam = /\b(Mensch(en)?|Fassung(en)?|Zuhause|Rätsel|jemand anders|Vorlieben|zurücknehmen)\b/i;
  expect(Object.entries(en).filter(([, text]) => odd.test(text))).toEqual([]);
  expect(Object.entries(de).filter(([, text]) => seltsam.test(text))).toEqual([]);
});
