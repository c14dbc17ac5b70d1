// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { overlay } from "../../src/app/overlays.ts";
import type { Workspace } from "../../src/core/workspace.ts";
import { ME } from "../../src/data/resources.ts";
import { useFileDrop } from "../../src/features/imports/drop.ts";
import { handed, importFiles, wrongWith } from "../../src/features/imports/files.ts";
import ImportDialog from "../../src/features/imports/ImportDialog.tsx";
import { jobs } from "../../src/features/jobs/resources.ts";
import { useJobWords } from "../../src/features/jobs/words.ts";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, settled } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

const api = new FakeApi();
const device = new Device(api);
const sent: string[] = [];

/** Forms, the bucket and the job are not of the conventions that the fake knows. */
const transport: typeof fetch = async (input, init) => {
  const { pathname } = new URL(String(input), "http://hearth.test");
  if (!pathname.includes("/document-imports")) return api.fetch(input, init);
  const body = JSON.parse(String(init?.body)) as { name?: string; files?: { name: string }[] };
  sent.push(pathname.endsWith("/uploads") ? `form ${body.name}` : `import ${body.files!.map(({ name }) => name).join()}`);
  const form = { upload: `u-${body.name}`, method: "POST", url: "http://bucket.test/", fields: { key: "k" }, expires_in: 600 };
  const job = { id: "j1", type: "documents.import", state: "queued", version: 1, path: "/v1/jobs/j1", progress: { done: 0, total: null, step: null } };
  return new Response(JSON.stringify(pathname.endsWith("/uploads") ? form : job), { status: 201, headers: { "Content-Type": "application/json" } });
};
const bucket: typeof fetch = () => Promise.resolve((sent.push("bytes"), new Response(null, { status: 204 })));

const file = (name: string, size = 4): File => new File([new Uint8Array(size)], name);
const open = async (): Promise<Workspace> => device.tab({ transport });

afterEach(async () => {
  await clear();
  device.closeAll();
  overlay.hide();
  handed.files = [];
  sent.length = 0;
});

test.each([
  ["notes.md", 5, null],
  ["Notes.MARKDOWN", 5, null],
  ["page.htm", 5, null],
  ["tool.exe", 5, "import.unsupported"],
  ["md", 5, "import.unsupported"],
  ["old.doc", 5, "import.unsupported"],
  ["empty.md", 0, "import.empty"],
  ["large.md", 11 * 2 ** 20, "import.tooLarge"],
  ["large.zip", 101 * 2 ** 20, "import.tooLarge"],
])("%s of %i bytes: %s", (name, size, wrong) => {
  expect(wrongWith({ name, size })).toBe(wrong);
});

test("files are sent one after the other, and the job stands in the tray", async () => {
  const tab = await open();
  const before = globalThis.fetch;
  globalThis.fetch = bucket;
  const told: number[] = [];
  try {
    const job = await importFiles(tab, ORG, [file("a.md"), file("b/c.docx")], null, (number) => told.push(number));
    expect(job.id).toBe("j1");
  } finally {
    globalThis.fetch = before;
  }
  expect(sent).toEqual(["form a.md", "bytes", "form b-c.docx", "bytes", "import a.md,b-c.docx"]);
  expect(told).toEqual([1, 2]);
  expect(tab.collection(jobs, ME).getSnapshot().byId.get("j1")?.state).toBe("queued");
});

test("a wrong file is named before anything is sent, and the others can go", async () => {
  handed.files = [file("good.md"), file("tool.exe")];
  await draw(await open(), <ImportDialog org={ORG} close={() => undefined} />);
  await settled(() => document.querySelectorAll("[role=dialog] li").length === 2);
  const [good, bad] = [...document.querySelectorAll("[role=dialog] li")].map((row) => row.textContent);
  expect(good).toBe("good.md");
  expect(bad).toContain("can’t be imported");
  const start = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Import 1 file");
  expect(start?.disabled).toBe(false);
  expect(sent).toEqual([]);
});

function Dropping() {
  return <div id="place" {...useFileDrop().props} />;
}

test("files that are dropped on the list open the dialog with them; a document that is dragged does not", async () => {
  await draw(null, <Dropping />);
  const drop = (types: string[]): Promise<void> =>
    doing(() => {
      const event = new Event("drop", { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { types, files: [file("dropped.md")] } });
      document.querySelector("#place")!.dispatchEvent(event);
    });
  await drop(["application/x-hearth-document"]);
  expect(overlay.getSnapshot()).toBe(null);
  await drop(["Files"]);
  expect(overlay.getSnapshot()).toBe("import");
  expect(handed.files.map(({ name }) => name)).toEqual(["dropped.md"]);
});

function Told({ facts }: { facts: object }) {
  const { stand, details } = useJobWords();
  const job = { type: "documents.import", state: "succeeded", cancelling: false, reason: null, result: { file: null, facts } } as never;
  return <p>{[stand(job), ...details(job)].join("\n")}</p>;
}

test("the tray says what came of an import, file by file", async () => {
  const facts = {
    documents: 2,
    failed: [{ file: "bad.docx", code: "broken_file" }],
    failed_more: 1,
    notes: [{ file: "page.html", what: "picture_linked", count: 3 }],
  };
  const box = await draw(null, <Told facts={facts} />);
  expect(box.querySelector("p")!.textContent.split("\n")).toEqual([
    "Done · 2 documents imported · 2 files could not be imported",
    "bad.docx: This file is damaged, or not what its name says.",
    "and 1 more file",
    "page.html: 3 images from the web became links",
  ]);
});
