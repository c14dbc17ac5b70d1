import type { Editor, Range } from "@tiptap/core";
import { LANGUAGE } from "./diagrams/diagrams.ts";
import { askForEmoji } from "./emoji.ts";
import { COUNTS } from "./nodes/columns.ts";
import { dayFromNow } from "./nodes/date.ts";
import { SYNONYMS } from "./synonyms.ts";
import type { Choice } from "./suggest.ts";

const SAMPLE = "graph TD\n  A[Start] --> B{?}\n  B --> C[1]\n  B --> D[2]";

type Words = (key: string) => string;

/** What can be put into a document, for the slash menu. Each begins by taking the typed command away. */
export function blocks(t: Words, pickImage: (editor: Editor) => void): Choice[] {
  const block = (id: string, run: (editor: Editor, range: Range) => void): Choice => ({
    id,
    icon: id,
    title: t(`block.${id}`),
    hint: t(`blockHint.${id}`),
    words: SYNONYMS[id],
    run,
  });
  const start = (editor: Editor, range: Range) => editor.chain().focus().deleteRange(range);
  return [
    block("paragraph", (editor, range) => start(editor, range).setParagraph().run()),
    block("heading1", (editor, range) => start(editor, range).setNode("heading", { level: 1 }).run()),
    block("heading2", (editor, range) => start(editor, range).setNode("heading", { level: 2 }).run()),
    block("heading3", (editor, range) => start(editor, range).setNode("heading", { level: 3 }).run()),
    block("bulletList", (editor, range) => start(editor, range).toggleBulletList().run()),
    block("orderedList", (editor, range) => start(editor, range).toggleOrderedList().run()),
    block("taskList", (editor, range) => start(editor, range).toggleTaskList().run()),
    block("blockquote", (editor, range) => start(editor, range).toggleBlockquote().run()),
    block("callout", (editor, range) => start(editor, range).setCallout("note").run()),
    block("details", (editor, range) => start(editor, range).setDetails().run()),
    ...COUNTS.map((count) => block(`columns${count}`, (editor, range) => start(editor, range).setColumns(count).run())),
    block("codeBlock", (editor, range) => start(editor, range).toggleCodeBlock().run()),
    block("diagram", (editor, range) => start(editor, range).setCodeBlock({ language: LANGUAGE }).insertContent({ type: "text", text: SAMPLE }).run()),
    block("table", (editor, range) => start(editor, range).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()),
    block("image", (editor, range) => {
      start(editor, range).run();
      pickImage(editor);
    }),
    block("embed", (editor, range) => start(editor, range).insertContent("![[").run()),
    block("blockMath", (editor, range) => start(editor, range).insertMath("blockMath", "").run()),
    block("inlineMath", (editor, range) => start(editor, range).insertMath("inlineMath", "").run()),
    block("emoji", (editor, range) => {
      start(editor, range).run();
      askForEmoji(editor);
    }),
    block("date", (editor, range) => start(editor, range).insertDate(dayFromNow(0)).run()),
    block("horizontalRule", (editor, range) => start(editor, range).setHorizontalRule().run()),
  ];
}
