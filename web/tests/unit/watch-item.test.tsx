// @vitest-environment jsdom
import { MantineProvider, Menu } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WorkspaceContext } from "../../src/app/context.tsx";
import type { Workspace } from "../../src/core/workspace.ts";
import { WatchItem } from "../../src/features/watching/WatchItem.tsx";
import { type Watch, watching } from "../../src/features/watching/resources.ts";
import { startLanguage } from "../../src/i18n/index.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG, until } from "./support.ts";

const PLAN = { type: "document", id: "plan", title: "Plan" };

let api: FakeApi;
let device: Device;
let tab: Workspace;
let root: Root;
let place: HTMLElement;

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  globalThis.matchMedia ??= () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
  await startLanguage();
  api = new FakeApi();
  device = new Device(api);
  tab = await device.tab();
  place = document.body.appendChild(document.createElement("div"));
  root = createRoot(place);
});
afterEach(async () => {
  await act(async () => root.unmount());
  place.remove();
  device.closeAll();
});

async function show(): Promise<void> {
  await tab.collection(watching, ORG).refresh();
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <WorkspaceContext value={tab}>
          <Menu opened withinPortal={false}>
            <Menu.Dropdown>
              <WatchItem org={ORG} object={PLAN} />
            </Menu.Dropdown>
          </Menu>
        </WorkspaceContext>
      </MantineProvider>,
    ),
  );
}

/** Pressed, and kept in the outbox as the change of that number. */
const press = (changes: number): Promise<void> =>
  act(async () => {
    item().click();
    await until(tab, () => tab.outbox.getSnapshot().entries.length === changes);
  });
const item = (): HTMLElement => place.querySelector<HTMLElement>("[role=menuitem]")!;

test("what nobody watches can be watched, and it shows at once that it is, without the network", async () => {
  await show();
  expect(item().textContent).toBe("Watch");
  api.trouble = "down";
  await press(1);
  expect(item().textContent).toBe("Stop watchingYou are watching this");
  await press(2);
  expect(item().textContent).toBe("Watch");
});

test("what is watched by itself says why", async () => {
  const made: Omit<Watch, "version" | "created_at" | "updated_at"> = {
    id: "document:plan",
    object_type: "document",
    object_id: "plan",
    watching: true,
    reason: "created",
  };
  api.put(`orgs/${ORG}/watching`, made);
  await show();
  expect(item().textContent).toBe("Stop watchingYou are watching because you created it");
});
