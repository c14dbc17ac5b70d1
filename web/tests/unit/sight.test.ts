// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { followSight, onScreen } from "../../src/features/editor/sight.ts";

const page = (count: number, height = 20, scrolled = 0) => {
  let asked = 0;
  const blocks = Array.from({ length: count }, (_, at) => ({
    getBoundingClientRect: () => (asked++, { top: at * height - scrolled, bottom: (at + 1) * height - scrolled }),
  }));
  return { blocks, asked: () => asked };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the blocks on the screen are found, and few are asked", () => {
  const { blocks, asked } = page(10_000, 20, 4_000);
  expect(onScreen(blocks, 0, 400)).toEqual({ from: 200, to: 219 });
  expect(asked()).toBeLessThan(32);
});

test("a page that is scrolled out of sight, or empty, shows nothing", () => {
  expect(onScreen(page(10, 20, 10_000).blocks, 0, 400)).toEqual({ from: 0, to: -1 });
  expect(onScreen([], 0, 400)).toEqual({ from: 0, to: -1 });
});

test("where we are is told once for each block, and what we see when it has come to rest", () => {
  const awareness = new Awareness(new Y.Doc());
  const content = "<p>one</p><p>two</p><p>three</p>";
  const editor = new Editor({ element: document.body.appendChild(document.createElement("div")), extensions: [StarterKit], content });
  const told: unknown[] = [];
  awareness.on("change", () => told.push(awareness.getLocalState()?.place));
  const stop = followSight(editor, awareness);
  expect(told).toEqual([]);
  editor.commands.focus(2, { scrollIntoView: false });
  vi.advanceTimersByTime(300);
  expect(told).toHaveLength(1);
  editor.commands.insertContent("more words");
  editor.commands.insertContent("and more");
  vi.advanceTimersByTime(300);
  expect(told).toHaveLength(1);
  document.dispatchEvent(new Event("scroll"));
  vi.advanceTimersByTime(300);
  expect(told).toHaveLength(1);
  stop();
  expect(awareness.getLocalState()?.place).toBeNull();
  editor.destroy();
  awareness.destroy();
});
