// @vitest-environment jsdom
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import type { Version } from "../../src/data/types.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { merge } from "../../src/features/history/merge.ts";
import { dayKind, daysOf, rowsOf } from "../../src/features/history/rows.ts";

const schema = getSchema(schemaExtensions());
type Part = { type: string; attrs?: object; content?: Part[]; text?: string; marks?: { type: string }[] };
const text = (words: string, ...marks: string[]): Part => ({ type: "text", text: words, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) });
const block = (type: string, content: (Part | string)[] = [], attrs?: object): Part => ({
  type,
  content: content.map((one) => (typeof one === "string" ? text(one) : one)),
  ...(attrs ? { attrs } : {}),
});
const p = (...content: (Part | string)[]): Part => block("paragraph", content);
const li = (words: string): Part => block("listItem", [p(words)]);
const doc = (...content: Part[]): Node => schema.nodeFromJSON({ type: "doc", content });
const table = (...rows: string[][]): Part =>
  block(
    "table",
    rows.map((row) =>
      block(
        "tableRow",
        row.map((cell) => block("tableCell", [p(cell)])),
      ),
    ),
  );

/** The text with what happened around it: +new+, -gone-, ~otherwise set~; blocks that came or went as a whole carry the sign. */
function told(before: Node, after: Node): string[] {
  const { doc: merged, stretches } = merge(before, after);
  merged.check();
  const signs = { added: "+", removed: "-", restyled: "~" };
  const lines: string[] = [];
  merged.descendants((node, at) => {
    const whole = stretches.find((one) => one.block && one.from === at && one.to === at + node.nodeSize);
    if (whole && !node.isTextblock) lines.push(`${signs[whole.happened]}${node.type.name}`);
    if (!node.isTextblock) return true;
    let line = "";
    node.forEach((child, offset) => {
      for (let i = 0; i < child.nodeSize; i++) {
        const from = at + 1 + offset + i;
        const inside = stretches.find((one) => !one.block && one.from <= from && one.to > from);
        const sign = inside ? signs[inside.happened] : "";
        const opens = inside?.from === from ? sign : "";
        const closes = inside?.to === from + 1 ? sign : "";
        line += `${opens}${child.isText ? child.text![i] : `[${child.type.name}]`}${closes}`;
      }
    });
    lines.push(`${whole ? `${signs[whole.happened]}¶ ` : ""}${line}`);
    return false;
  });
  return lines;
}

test("words that came and went are marked as words, and nothing else is", () => {
  expect(told(doc(p("The mill turns slowly.")), doc(p("The mill turns very slowly indeed.")))).toEqual(["The mill turns +very +slowly+ indeed+."]);
  expect(told(doc(p("The mill turns slowly.")), doc(p("The wheel turns slowly.")))).toEqual(["The -mill-+wheel+ turns slowly."]);
  expect(told(doc(p("It weaves.")), doc(p("It weaves. And it counts.")))).toEqual(["It weaves.+ And it counts.+"]);
  expect(told(doc(p("One. Two. Three.")), doc(p("One. Three.")))).toEqual(["One. -Two. -Three."]);
  expect(told(doc(p("a a a a")), doc(p("a a a a a a")))).toEqual(["a a a a+ a a+"]);
  expect(told(doc(p("Same.")), doc(p("Same.")))).toEqual(["Same."]);
});

test("a sentence that was written anew is read as one change", () => {
  expect(told(doc(p("We order the brass in May, from Leeds.")), doc(p("We order some fine steel in July, from Leeds.")))).toEqual([
    "We order -the brass-+some fine steel+ in -May-+July+, from Leeds.",
  ]);
});

test("paragraphs between which others were written stay as they are", () => {
  const before = doc(p("One is first here."), p("Two follows after."), p("Three comes last."));
  const after = doc(p("One is first here."), p("Something else altogether."), p("Two follows after."), p("Three comes at last."));
  expect(told(before, after)).toEqual(["One is first here.", "+¶ +Something else altogether.+", "Two follows after.", "Three comes +at +last."]);
  expect(told(after, before)).toEqual(["One is first here.", "-¶ -Something else altogether.-", "Two follows after.", "Three comes -at -last."]);
  expect(merge(before, after).places).toBe(2);
});

test("a change inside a list, a task or a table is shown there", () => {
  const list = (...items: string[]): Node => doc(block("bulletList", items.map(li)));
  expect(told(list("Wheels and axes", "The mill", "Cards"), list("Wheels and axes", "The long mill", "Paper", "Cards"))).toEqual([
    "Wheels and axes",
    "The +long +mill",
    "+listItem",
    "+Paper+",
    "Cards",
  ]);
  const task = (checked: boolean): Node => doc(block("taskList", [block("taskItem", [p("Order the brass")], { checked })]));
  expect(told(task(false), task(true))).toEqual(["~taskItem", "Order the brass"]);
  expect(told(doc(table(["Mill", "May"], ["Store", "July"])), doc(table(["Mill", "June"], ["Cards", "Ada"], ["Store", "July"])))).toEqual([
    "Mill",
    "-May-+June+",
    "+tableRow",
    "+Cards+",
    "+Ada+",
    "Store",
    "July",
  ]);
});

test("a table with another number of columns is another table", () => {
  expect(told(doc(table(["Mill", "May"])), doc(table(["Mill", "May", "Charles"])))).toEqual([
    "-table",
    "-Mill-",
    "-May-",
    "+table",
    "+Mill+",
    "+May+",
    "+Charles+",
  ]);
});

test("what only looks different says so, and what has no words is marked as a whole", () => {
  expect(told(doc(p("Plain words here")), doc(p("Plain ", text("words", "bold"), " here")))).toEqual(["Plain ~words~ here"]);
  expect(told(doc(p("What comes first")), doc(block("heading", ["What comes first"], { level: 2 })))).toEqual(["~¶ What comes first"]);
  const image = (src: string, width: number | null = null): Part => ({ type: "image", attrs: { src, alt: "", width } });
  expect(told(doc(image("hearth-image:1")), doc(image("hearth-image:2")))).toEqual(["-image", "+image"]);
  expect(told(doc(image("hearth-image:1")), doc(image("hearth-image:1", 200)))).toEqual(["~image"]);
  expect(told(doc(p("Hello "), block("horizontalRule")), doc(p("Hello ", { type: "mention", attrs: { id: "1", label: "Ada" } })))).toEqual([
    "Hello +[mention]+",
    "-horizontalRule",
  ]);
});

test("code is compared by its words, other scripts by theirs", () => {
  expect(
    told(doc(block("codeBlock", ["for card in cards:\n    run(card)"])), doc(block("codeBlock", ["for card in cards:\n    run(card, turns=12)"]))),
  ).toEqual(["for card in cards:\n    run(card+, turns=12+)"]);
  expect(told(doc(p("我们在五月订购黄铜。")), doc(p("我们在七月订购黄铜。")))).toEqual(["我们在-五月-+七月+订购黄铜。"]);
});

test("the way back shows the same places, and a long text is compared in no time", () => {
  const many = (change: boolean): Node =>
    doc(...Array.from({ length: 3000 }, (_, i) => p(`Paragraph ${i} says ${change && i % 500 === 250 ? "this and that" : "something"} about the engine.`)));
  const [before, after] = [many(false), many(true)];
  expect(merge(before, after).places).toBe(6);
  expect(merge(after, before).places).toBe(6);
  const [one, other] = [1, 2].map((seed) => doc(...Array.from({ length: 2500 }, (_, i) => p(`${seed} ${(i * 7919 * seed) % 104729}`))));
  expect(merge(one!, other!).places).toBeGreaterThan(2000);
});

const version = (id: string, at: string, words: number, by: string[], name: string | null = null): Version => ({
  id,
  version: 1,
  created_at: at,
  updated_at: at,
  document_id: "d",
  name,
  kind: name ? "named" : "automatic",
  epoch: 1,
  seq: 1,
  by,
  words,
  bytes: 10,
});
const kept = [
  version("e", "2026-11-21T14:20:00.000Z", 60, ["grace"]),
  version("d", "2026-11-21T14:10:00.000Z", 50, ["ada"], "As sent"),
  version("c", "2026-11-20T10:00:00.000Z", 55, ["noor", "ada"]),
  version("b", "2026-11-20T09:00:00.000Z", 40, ["ada"], "First"),
  version("a", "2025-11-19T09:00:00.000Z", 30, ["ada"]),
];

test("each version is compared with the one before it", () => {
  const rows = rowsOf(kept, false);
  expect(rows.map(({ version: { id }, before, more }) => [id, before?.id ?? null, more])).toEqual([
    ["e", "d", 10],
    ["d", "c", -5],
    ["c", "b", 15],
    ["b", "a", 10],
    ["a", null, null],
  ]);
  expect(daysOf(rows).map((day) => day.rows.map((row) => row.version.id))).toEqual([["e", "d"], ["c", "b"], ["a"]]);
});

test("with only the named ones shown, each stands for those before it", () => {
  expect(rowsOf(kept, true).map(({ version: { id }, before, by, more }) => [id, before?.id ?? null, [...by], more])).toEqual([
    ["d", "b", ["ada", "noor"], 10],
    ["b", null, ["ada"], null],
  ]);
});

test("today and yesterday are called so, other years are named", () => {
  const now = new Date(2026, 10, 21, 0, 30).getTime();
  expect(dayKind(new Date(2026, 10, 21, 0, 10).toISOString(), now)).toBe("today");
  expect(dayKind(new Date(2026, 10, 20, 23, 50).toISOString(), now)).toBe("yesterday");
  expect(dayKind(new Date(2026, 10, 19, 12).toISOString(), now)).toBe("day");
  expect(dayKind(new Date(2025, 10, 21, 12).toISOString(), now)).toBe("date");
});
