// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { SyncBadge } from "../../src/app/SyncBadge.tsx";
import { session } from "../../src/app/context.tsx";
import { syncState } from "../../src/core/sync.ts";
import { DocumentBar } from "../../src/features/documents/DocumentBar.tsx";
import type { DocumentView } from "../../src/features/editor/session.ts";
import { FakeApi } from "../fake/api.ts";
import { clear, doing, draw, rest } from "./draw.tsx";
import { create, Device, ORG } from "./support.ts";

const api = new FakeApi();
const device = new Device(api);
session.begin("token", 900, { person: "ada", name: "Ada", email: "ada@example.org" });

afterEach(async () => {
  await clear();
  device.closeAll();
});

const view = (status: DocumentView["status"]): DocumentView => ({
  ready: true,
  status,
  role: "editor",
  people: [],
  replaced: false,
  kept: null,
  broken: false,
});

async function both(status: DocumentView["status"], waiting: number): Promise<{ bar: string; badge: string }> {
  const tab = await device.tab();
  const page = await draw(
    tab,
    <>
      <SyncBadge />
      <DocumentBar org={ORG} id="d1" document={undefined} view={view(status)} role="editor" />
    </>,
  );
  for (let i = 0; i < waiting; i++) await doing(() => void tab.change(create(crypto.randomUUID(), `Note ${i}`)));
  await rest();
  return { bar: page.querySelector('[role="status"]')!.textContent, badge: page.querySelector("[data-sync]")!.textContent };
}

test("a document says the same of what waits as the sidebar does", async () => {
  api.trouble = "down";
  const { bar, badge } = await both({ state: "offline", since: 0, changes: 28 }, 4);
  expect(badge).toContain("4 changes pending");
  expect(bar).toBe(badge);
  api.trouble = null;
});

test("what a document alone knows, it still says", async () => {
  expect((await both({ state: "refused", code: "forbidden", changes: 2 } as never, 0)).bar).toBe("Not saved");
  await clear();
  expect((await both({ state: "loading" }, 0)).bar).toBe("");
});

test("nothing is said to be saved while the session has ended", () => {
  const outbox = { entries: [], storage: "ok", trouble: null, savedAt: 5 } as never;
  expect(syncState({ outbox, documents: 0, online: true, signedOut: true, offlineSince: null, now: 9 })).toEqual({ kind: "signed-out", waiting: 0 });
});
