// @vitest-environment jsdom
import { Collaboration } from "@tiptap/extension-collaboration";
import { afterEach, expect, test } from "vitest";
import type * as Y from "yjs";
import { schemaExtensions } from "../../src/rooms/editor/extensions.ts";
import { CollaborationTogether } from "../../src/rooms/editor/together/together.ts";
import { chance, Crowd, written } from "./crowd.ts";

let crowd: Crowd | null = null;
afterEach(() => (crowd?.close(), (crowd = null)));
const plain = (document: Y.Doc) => [...schemaExtensions(), Collaboration.configure({ document })];
const ours = (document: Y.Doc) => [...schemaExtensions(), CollaborationTogether.configure({ document })];

test.each([["plain", plain], ["ours", ours]])("both press Enter at the end of one line and type %s", (name, make) => {
  let torn = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const random = chance(seed);
    crowd = new Crowd(2, written(["The road goes up"]), () => 100 + random(1e6), make);
    const words = ["above us the stars", "she quick amber fox"];
    const left = words.map((word) => ["\n", ...word]);
    for (const writer of crowd.writers) writer.select(17);
    while (left.some((one) => one.length)) {
      const n = random(2);
      const writer = crowd.writers[n]!;
      const act = random(3);
      if (act === 0) { const key = left[n]!.shift(); if (key === "\n") writer.press("Enter"); else if (key) writer.type(key); }
      else if (act === 1) crowd.send(writer);
      else crowd.hear(writer, 1);
    }
    crowd.settle();
    const lines = crowd.writers[0]!.lines;
    expect(crowd.writers[1]!.lines).toEqual(lines);
    if (!words.every((word) => lines.some((line) => line.includes(word)))) { torn++; if (torn < 5) console.log(seed, lines); }
    crowd.close(); crowd = null;
  }
  console.log(name, { torn });
});
