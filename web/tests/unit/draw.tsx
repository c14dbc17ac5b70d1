import { MantineProvider } from "@mantine/core";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { OrgContext, WorkspaceContext } from "../../src/app/context.tsx";
import type { Workspace } from "../../src/core/workspace.ts";
import { startLanguage } from "../../src/i18n/index.ts";
import { vi } from "vitest";
import { ORG } from "./support.ts";

/** What jsdom has no layout for: everything has the size of the window, and nothing changes it. */
class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver: NoObserver, IntersectionObserver: NoObserver });
globalThis.CSS ??= {} as typeof CSS;
CSS.supports ??= () => true;
globalThis.matchMedia ??= (query) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} }) as unknown as MediaQueryList;
/** A box is as high as a window, a row of it as high as a row. */
Object.defineProperty(HTMLElement.prototype, "offsetHeight", {
  get(this: HTMLElement) {
    return this.matches("li, [role=treeitem], [role=option]") ? 28 : 600;
  },
});
Element.prototype.scrollIntoView ??= () => undefined;
HTMLElement.prototype.scrollTo ??= () => undefined;

vi.setConfig({ testTimeout: 60_000 });

const drawn: Root[] = [];

/** Draws a part of the client as a person sees it, and waits until it has come to rest. */
export async function draw(workspace: Workspace | null, part: ReactNode): Promise<HTMLElement> {
  await startLanguage();
  const box = document.createElement("div");
  document.body.append(box);
  const root = createRoot(box);
  drawn.push(root);
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <WorkspaceContext value={workspace}>
          <OrgContext value={ORG}>{part}</OrgContext>
        </WorkspaceContext>
      </MantineProvider>,
    ),
  );
  await rest();
  return box;
}

/** Lets what is under way end: timers of zero, promises, and what React does of it. */
export async function rest(turns = 8): Promise<void> {
  await act(async () => {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

/** Until it holds: what comes with a chunk of code takes as long as it takes. */
export async function settled(test: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !test(); turn++) await rest(2);
  if (!test()) throw new Error("it did not come to that");
}

export async function doing(work: () => void): Promise<void> {
  await act(async () => work());
  await rest();
}

export async function press(element: Element, key: string, more: KeyboardEventInit = {}): Promise<void> {
  await doing(() => void element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })));
}

export async function type(element: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void> {
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element) as object, "value")!.set!;
  await doing(() => {
    set.call(element, value);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export async function clear(): Promise<void> {
  await act(async () => drawn.splice(0).forEach((root) => root.unmount()));
  document.body.replaceChildren();
}
