import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { download, fileName, underTitle } from "../../src/features/documents/markdown.ts";
import { zip } from "../../src/ui/zip.ts";

test("a downloaded document begins with its title", () => {
  expect(underTitle("Plan", "words\n")).toBe("# Plan\n\nwords\n");
  expect(underTitle("a *b* [c]", "")).toBe("# a \\*b\\* \\[c\\]\n\n");
});

test("a title that the text begins with is not said twice", () => {
  expect(underTitle("Plan", "# Plan\n\nwords\n")).toBe("# Plan\n\nwords\n");
  expect(underTitle("Plan", "# Planning\n")).toBe("# Plan\n\n# Planning\n");
});

// --- pictures -------------------------------------------------------------------------------------------------------

const ID = "01890000-0000-7000-8000-00000000000a";
const OTHER = "01890000-0000-7000-8000-00000000000b";
const KEPT: Record<string, Blob> = {
  [ID]: new Blob([new Uint8Array([137, 80, 78, 71])], { type: "image/png" }),
  [OTHER]: new Blob([new Uint8Array([255, 216])], { type: "image/jpeg" }),
};

/** What a download of this Markdown says, and the pictures in it. */
async function downloaded(markdown: string, title = "Plan"): Promise<{ name: string; missing: number; files: Record<string, string>; text: string }> {
  const asked: string[] = [];
  const { name, file, missing } = await download(title, markdown, (id) => (asked.push(id), Promise.resolve(KEPT[id] ?? null)), "not available");
  expect(asked).toEqual([...new Set(asked)]);
  const files = name.endsWith(".zip") ? await unzipped(file) : { [name]: Buffer.from(await file.arrayBuffer()).toString("latin1") };
  return { name, missing, files, text: Buffer.from(files[name.replace(/\.zip$/, ".md")]!, "latin1").toString() };
}

/** What Python's zipfile, which is no code of ours, finds in an archive; it checks lengths and CRC-32. */
async function unzipped(file: Blob): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "hearth-zip-"));
  try {
    writeFileSync(join(folder, "a.zip"), Buffer.from(await file.arrayBuffer()));
    const script =
      "import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps({i.filename:z.read(i).decode('latin1') for i in z.infolist()}))";
    return JSON.parse(execFileSync("python3", ["-c", script, join(folder, "a.zip")], { encoding: "utf8" })) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("without pictures it is a plain file", async () => {
  expect(await downloaded("words\n\n![far](https://a.b/c.png)\n")).toMatchObject({
    name: "Plan.md",
    missing: 0,
    text: "# Plan\n\nwords\n\n![far](https://a.b/c.png)\n",
  });
});

test("with pictures it is an archive of the text and of what it shows", async () => {
  const found = await downloaded(
    `![a \\[sea\\]](hearth-image:${ID} "At *sea*")\n\nwords\n\n<img src="hearth-image:${OTHER}" alt="b" width="300">\n\n![again](hearth-image:${ID})\n`,
  );
  expect(found).toMatchObject({ name: "Plan.zip", missing: 0 });
  expect(found.text).toBe(
    '# Plan\n\n![a \\[sea\\]](images/picture-1.png "At *sea*")\n\nwords\n\n<img src="images/picture-2.jpg" alt="b" width="300">\n\n![again](images/picture-1.png)\n',
  );
  expect(found.files["images/picture-1.png"]).toBe("\x89PNG");
  expect(Object.keys(found.files)).toEqual(["Plan.md", "images/picture-1.png", "images/picture-2.jpg"]);
});

test("a picture that cannot be had leaves its description and a note", async () => {
  const gone = "01890000-0000-7000-8000-00000000000c";
  expect(
    await downloaded(`![gone](hearth-image:${gone})\n\n<img src="hearth-image:${gone}x" alt="lost" width="1">\n\n![](hearth-image:${gone})\n`),
  ).toMatchObject({
    name: "Plan.md",
    missing: 2,
    text: "# Plan\n\n*gone (not available)*\n\n*lost (not available)*\n\n*(not available)*\n",
  });
});

test.each([
  ["in a fence", `\`\`\`\`js\n\`\`\`\n![a](hearth-image:${ID})\n\`\`\`\`\n`],
  ["in a quoted fence", `> \`\`\`\n> ![a](hearth-image:${ID})\n> \`\`\`\n`],
  ["in a span", `one \`\` ![a](hearth-image:${ID}) \` \`\` two\n`],
  ["escaped", `\\![a](hearth-image:${ID}) !\\[a](hearth-image:${ID})\n`],
  ["in a link's title", `[x](https://a.b/ "![a](hearth-image:${ID})")\n`],
])("what only looks like a picture stays as it was written: %s", async (_, markdown) => {
  expect((await downloaded(markdown)).text).toBe(`# Plan\n\n${markdown}`);
});

test("a backtick in text or in an address hides no picture", async () => {
  const { text } = await downloaded(`\\\` [x](https://a.b/\`c) ![a](hearth-image:${ID}) \\\`\n`);
  expect(text).toContain("![a](images/picture-1.png)");
});

test("a picture in what Markdown has no form for is in the archive too", async () => {
  const { text, files } = await downloaded(`\`\`\`hearth-node\n{\n "attrs": {\n  "src": "hearth-image:${ID}"\n }\n}\n\`\`\`\n`);
  expect(text).toContain('"src": "images/picture-1.png"');
  expect(files["images/picture-1.png"]).toBe("\x89PNG");
});

test("an archive keeps names of all languages, empty files and its time", async () => {
  const random = new Uint8Array(70_000).map((_, index) => (index * 7919) >> 3);
  const file = zip(
    [
      { name: "Größe 図.md", data: new Uint8Array() },
      { name: "b", data: random },
    ],
    new Date(2026, 10, 30, 9, 41, 58),
  );
  const found = await unzipped(file);
  expect(Object.keys(found)).toEqual(["Größe 図.md", "b"]);
  expect(Buffer.from(found.b!, "latin1").equals(Buffer.from(random))).toBe(true);
  const view = new DataView(await file.arrayBuffer());
  expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([(9 << 11) | (41 << 5) | 29, (46 << 9) | (11 << 5) | 30]);
});

test("a title is a file's name, wherever it is unpacked", async () => {
  expect([fileName("a/b\\c: d?"), fileName("../../etc"), fileName(" . "), fileName("😀".repeat(100)).length]).toEqual(["a-b-c- d-", "-..-etc", "-", 120]);
  expect(Object.keys((await downloaded(`![a](hearth-image:${ID})`, "Q1/Q2")).files)[0]).toBe("Q1-Q2.md");
});
