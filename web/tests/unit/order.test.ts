import { expect, test } from "vitest";
import { between } from "../../src/data/order.ts";

const FORM = /^[0-9A-Za-z]{0,199}[1-9A-Za-z]$/;

test("a key lies between its neighbours, whatever they are", () => {
  for (const [low, high] of [
    ["", ""],
    ["V", ""],
    ["", "V"],
    ["", "1"],
    ["", "01"],
    ["A", "B"],
    ["A", "A1"],
    ["Az", "B"],
    ["z", ""],
    ["zz", ""],
    ["A01", "A1"],
    ["Ay", "Az"],
  ] as const) {
    const key = between(low, high);
    expect(key > low && (high === "" || key < high), `${low} < ${key} < ${high}`).toBe(true);
    expect(key).toMatch(FORM);
  }
});

test("there is always room, at the beginning, at the end and in the middle", () => {
  let seed = 7;
  const keys = ["V"];
  for (let i = 0; i < 500; i++) {
    seed = (seed * 16807) % 2147483647;
    const at = seed % (keys.length + 1);
    keys.splice(at, 0, between(keys[at - 1] ?? "", keys[at] ?? ""));
  }
  expect(keys).toEqual([...keys].sort());
  expect(new Set(keys).size).toBe(501);
  for (const key of keys) expect(key).toMatch(FORM);
});
