// @vitest-environment jsdom
import { Editor } from "@tiptap/core";
import { expect, test, vi } from "vitest";
import { askForEmoji, Emoji } from "../../src/features/editor/emoji.ts";
import { schemaExtensions } from "../../src/features/editor/extensions.ts";
import { Suggest } from "../../src/features/editor/suggest.ts";
import { isCommon, loadEmoji, searchEmoji } from "../../src/ui/emoji.ts";

const first = async (query: string): Promise<string[]> => searchEmoji(await loadEmoji(), query, 6).map(({ sign }) => sign);

test.each([
  ["smile", "😄"],
  ["lachen", "😄"],
  ["tada", "🎉"],
  ["+1", "👍️"],
  ["thumbsup", "👍️"],
  ["daumen hoch", "👍️"],
  ["rakete", "🚀"],
  ["katze", "🐱"],
  ["deutschland", "🇩🇪"],
  ["käse", "🧀"],
])("%s finds its emoji", async (query, sign) => {
  expect((await first(query)).map((one) => one.replace("\ufe0f", ""))).toContain(sign.replace("\ufe0f", ""));
});

test("a name that is whole comes first, nothing is found by nothing, and what is no emoji of its own is not offered", async () => {
  expect((await first("rocket"))[0]).toBe("🚀");
  expect(await first("")).toEqual([]);
  expect(await first("qqqq")).toEqual([]);
  const list = await loadEmoji();
  expect(list.some(({ sign }) => /^[\u{1f1e6}-\u{1f1ff}]$|^[\u{1f3fb}-\u{1f3ff}]$/u.test(sign))).toBe(false);
  expect(list.filter(isCommon)).toHaveLength(20);
});

async function open(): Promise<{ editor: Editor; suggest: Suggest; type: (text: string) => Promise<void> }> {
  const suggest = new Suggest();
  const editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    extensions: [...schemaExtensions(), Emoji.configure({ suggest })],
    content: { type: "doc", content: [{ type: "paragraph" }] },
  });
  // As keys do it: every input rule is asked, and where none takes the letter, it is put in.
  const type = async (text: string): Promise<void> => {
    for (const letter of text) {
      const { from, to } = editor.state.selection;
      if (!editor.view.someProp("handleTextInput", (take) => take(editor.view, from, to, letter, () => editor.state.tr)))
        editor.view.dispatch(editor.state.tr.insertText(letter));
      await vi.waitFor(() => loadEmoji());
    }
  };
  await loadEmoji();
  return { editor, suggest, type };
}

test("letters behind a colon offer emoji; what is chosen is a letter among the others", async () => {
  const { editor, suggest, type } = await open();
  await type("so :rocke");
  await vi.waitFor(() => expect(suggest.getSnapshot()?.items[0]?.sign).toBe("🚀"));
  expect(suggest.getSnapshot()!.items[0]!.hint).toBe(":rocket:");
  suggest.getSnapshot()!.choose(0);
  expect(editor.state.doc.textContent).toBe("so 🚀 ");
  await type(":tada:");
  expect(editor.state.doc.textContent).toBe("so 🚀 🎉");
  editor.destroy();
});

test("who writes a colon, a time, a smiley or code is not asked", async () => {
  const { editor, suggest, type } = await open();
  for (const text of ["Note: see", "10:30", "x :) y", ":s"]) {
    editor.commands.setContent({ type: "doc", content: [{ type: "paragraph" }] });
    await type(text);
    await Promise.resolve();
    expect(suggest.getSnapshot(), text).toBeNull();
  }
  editor.commands.setContent({ type: "doc", content: [{ type: "codeBlock" }] });
  await type("a :rocket:");
  expect(suggest.getSnapshot()).toBeNull();
  expect(editor.state.doc.textContent).toBe("a :rocket:");
  editor.destroy();
});

test("from the slash menu those that are used most are offered at once", async () => {
  const { editor, suggest } = await open();
  askForEmoji(editor);
  await vi.waitFor(() => expect(suggest.getSnapshot()?.items.length).toBe(20));
  const { sign } = suggest.getSnapshot()!.items[0]!;
  suggest.getSnapshot()!.choose(0);
  expect(editor.state.doc.textContent).toBe(`${sign} `);
  editor.destroy();
});
