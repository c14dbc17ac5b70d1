// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import Gallery from "../../src/features/templates/Gallery.tsx";
import { instead } from "../../src/features/templates/begin.ts";
import Rename from "../../src/features/templates/Rename.tsx";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, settled, type } from "./draw.tsx";
import { Device, ORG } from "./support.ts";

const api = new FakeApi();
const device = new Device(api);
const asked: { path: string; body: Record<string, unknown> }[] = [];
const NAMES = `orgs/${ORG}/document-templates`;

const template = (id: string, more: object = {}): void =>
  void api.put(NAMES, {
    id,
    name: id,
    title: "",
    description: "",
    icon: null,
    scope: "gallery",
    owner_id: null,
    words: 1,
    variables: [],
    can_change: false,
    content: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: `says ${id}` }] }] },
    ...more,
  });

/** A document that is made of a template is no row of the template's. */
const transport: typeof fetch = async (input, init) => {
  const { pathname } = new URL(String(input), "http://hearth.test");
  if (!/document-templates\/.*\/documents$/.test(pathname)) return api.fetch(input, init);
  const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
  asked.push({ path: pathname, body });
  const at = new Date(0).toISOString();
  const made = { id: body.id, title: "Made", version: 1, parent_id: body.parent_id ?? null, created_at: at, updated_at: at, gone: false };
  return new Response(JSON.stringify({ document: made, missing: [] }), { status: 201, headers: { "Content-Type": "application/json" } });
};

afterEach(async () => {
  await clear();
  device.closeAll();
  asked.length = 0;
  instead.of = null;
});

const button = (name: string): HTMLButtonElement => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name)!;

test("the gallery shows what a template says, asks for what it names, and makes a document", async () => {
  template("Minutes", { variables: ["date", "project"] });
  const tab = await device.tab({ transport });
  await draw(tab, <Gallery org={ORG} close={() => undefined} />);
  await settled(() => document.querySelector("[role=dialog] .h-doc")?.textContent === "says Minutes");
  const fields = [...document.querySelectorAll<HTMLInputElement>("[role=dialog] input")];
  expect(fields.length).toBe(1);
  await type(fields[0]!, "Apollo");
  await doing(() => button("Use template").click());
  await settled(() => asked.length === 1);
  expect(asked[0]!.path).toContain("/Minutes/documents");
  expect(asked[0]!.body.values).toMatchObject({ project: "Apollo" });
  expect(Object.keys(asked[0]!.body.values as object)).toContain("date");
  await settled(() => location.pathname === `/o/${ORG}/documents/${String(asked[0]!.body.id)}`);
});

test("in place of an empty document it stands where that stood", async () => {
  template("Minutes");
  api.put(`orgs/${ORG}/documents`, { id: "empty", title: "" });
  instead.of = { id: "empty", version: 1, title: "", parent_id: "above", position: "V", created_at: "", updated_at: "" };
  const tab = await device.tab({ transport });
  await draw(tab, <Gallery org={ORG} close={() => undefined} />);
  await settled(() => Boolean(button("Use template")) && document.querySelector("[role=dialog] .h-doc") !== null);
  await doing(() => button("Use template").click());
  await settled(() => asked.length === 1 && api.seen.some(({ method, path }) => method === "DELETE" && path.endsWith("/documents/empty")));
  expect(asked[0]!.body).toMatchObject({ parent_id: "above", position: "V" });
});

test("only what one may change has a way to change it", async () => {
  template("Shipped");
  const tab = await device.tab({ transport });
  await draw(tab, <Gallery org={ORG} close={() => undefined} />);
  await settled(() => document.body.textContent.includes("Shipped"));
  await doing(() => [...document.querySelectorAll<HTMLButtonElement>("button")].find(({ textContent }) => textContent?.includes("Shipped"))!.click());
  expect(document.querySelector('[aria-label^="Delete template"]')).toBe(null);
});

test("a document is saved as a template under its title", async () => {
  const tab = await device.tab({ transport });
  await draw(tab, <Rename org={ORG} document={{ id: "d1", title: "Plan", icon: "🎯" }} close={() => undefined} />);
  await settled(() => document.querySelector("[role=dialog] form") !== null);
  await doing(() => document.querySelector<HTMLFormElement>("[role=dialog] form")!.requestSubmit());
  await settled(() => api.seen.some(({ method, path }) => method === "POST" && path.endsWith("/document-templates")));
  expect(api.seen.find(({ method, path }) => method === "POST" && path.endsWith("/document-templates"))!.body).toEqual({
    name: "Plan",
    title: "Plan",
    description: "",
    scope: "org",
    document_id: "d1",
    icon: "🎯",
  });
});
