// @vitest-environment jsdom
import { clear, doing, draw, press } from "./draw.tsx";
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { afterEach, expect, test, vi } from "vitest";
import { session } from "../../src/app/context.tsx";
import { beginWith, dropEmptyFirst, leavesUpward } from "../../src/features/documents/border.ts";
import { Title } from "../../src/features/documents/Title.tsx";
import type { Document } from "../../src/data/types.ts";
import { FakeApi } from "../fake/api.ts";
import { Device, ORG } from "./support.ts";

const api = new FakeApi();
const device = new Device(api);
session.begin("token", 900, { person: "ada", name: "Ada", email: "ada@example.org" });
afterEach(async () => {
  await clear();
  device.closeAll();
});

const editor = (content: string): Editor => new Editor({ element: document.createElement("div"), extensions: [StarterKit], content });

test("Backspace at the very beginning leads to the title, and nowhere else", () => {
  const words = editor("<p>first</p><p>second</p>");
  const at = (place: number): boolean => (words.commands.setTextSelection(place), leavesUpward(words, "Backspace"));
  expect([at(1), at(2), at(8)]).toEqual([true, false, false]);
  expect(leavesUpward((words.commands.setTextSelection({ from: 1, to: 3 }), words), "Backspace")).toBe(false);
  const heading = editor("<h1>first</h1>");
  heading.commands.setTextSelection(1);
  expect(leavesUpward(heading, "Backspace")).toBe(false);
  const list = editor("<ul><li><p>first</p></li></ul>");
  list.commands.setTextSelection(3);
  expect(leavesUpward(list, "Backspace")).toBe(false);
});

test("Arrow Up leads there from the first line of the first block only", () => {
  const words = editor("<p>first</p><p>second</p>");
  const top = vi.spyOn(words.view, "endOfTextblock").mockReturnValue(true);
  words.commands.setTextSelection(3);
  expect(leavesUpward(words, "ArrowUp")).toBe(true);
  words.commands.setTextSelection(9);
  expect(leavesUpward(words, "ArrowUp")).toBe(false);
  top.mockReturnValue(false);
  words.commands.setTextSelection(3);
  expect(leavesUpward(words, "ArrowUp")).toBe(false);
});

test("an empty first line goes with Backspace, but not the only one", () => {
  const words = editor("<p></p><p>second</p>");
  dropEmptyFirst(words);
  expect(words.getText()).toBe("second");
  const bare = editor("<p></p>");
  dropEmptyFirst(bare);
  expect(bare.state.doc.childCount).toBe(1);
});

test("what stood behind the caret in the title begins the text", () => {
  const words = editor("<p>first</p>");
  beginWith(words, "rest");
  expect(words.getHTML()).toBe("<p>rest</p><p>first</p>");
  const bare = editor("<p></p>");
  beginWith(bare, "rest");
  expect(bare.getHTML()).toBe("<p>rest</p>");
});

async function title(text: string, split: (rest: string) => void = () => undefined): Promise<HTMLTextAreaElement> {
  const words = document.createElement("div");
  words.className = "h-doc";
  words.setAttribute("contenteditable", "true");
  document.body.append(words);
  const one = { id: "d1", version: 3, title: text, parent_id: null, created_at: "", updated_at: "" } as Document;
  const tab = await device.tab();
  return (await draw(tab, <Title org={ORG} document={one} editable split={split} />)).querySelector("textarea")!;
}

test("Enter in the middle of a title splits it", async () => {
  const rests: string[] = [];
  const field = await title("Plan for spring", (rest) => void rests.push(rest));
  field.setSelectionRange(4, 4);
  await press(field, "Enter");
  expect(rests).toEqual(["for spring"]);
  expect(api.seen.find(({ method }) => method === "PATCH")?.body).toEqual({ title: "Plan" });
});

test("a title that is cut when pasted says so, and one that fits says nothing", async () => {
  const notify = await import("@mantine/notifications");
  const shown = vi.spyOn(notify.notifications, "show");
  const field = await title("");
  const paste = (words: string): Promise<void> =>
    doing(() => {
      const event = new Event("paste", { bubbles: true });
      Object.assign(event, { clipboardData: { getData: () => words } });
      field.dispatchEvent(event);
    });
  await paste("x".repeat(200));
  expect(shown).not.toHaveBeenCalled();
  await paste("x".repeat(300));
  expect(shown).toHaveBeenCalledWith(expect.objectContaining({ message: "Titles can have up to 200 characters. The rest was cut off." }));
});
