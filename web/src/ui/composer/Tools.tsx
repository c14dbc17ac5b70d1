import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { AtSign, Bold, Code, Italic, List, ListOrdered, type LucideIcon, Quote, SmilePlus, SquareCode, Strikethrough } from "lucide-react";
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from "react";
import { Waiting } from "../bits.tsx";
import { Pop } from "../Pop.tsx";
import { useParts } from "../words.ts";
import css from "./composer.module.css";

const EmojiPicker = lazy(() => import("../EmojiPicker.tsx"));

interface Tool {
  id: string;
  icon: LucideIcon;
  run: (editor: Editor) => void;
  /** What the editor calls it; without it, it is no state but an act. */
  active?: string;
}

const TOOLS: readonly Tool[] = [
  { id: "bold", icon: Bold, active: "bold", run: (editor) => editor.chain().focus().toggleBold().run() },
  { id: "italic", icon: Italic, active: "italic", run: (editor) => editor.chain().focus().toggleItalic().run() },
  { id: "strike", icon: Strikethrough, active: "strike", run: (editor) => editor.chain().focus().toggleStrike().run() },
  { id: "code", icon: Code, active: "code", run: (editor) => editor.chain().focus().toggleCode().run() },
  { id: "bullets", icon: List, active: "bulletList", run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { id: "numbers", icon: ListOrdered, active: "orderedList", run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { id: "quote", icon: Quote, active: "blockquote", run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { id: "block", icon: SquareCode, active: "codeBlock", run: (editor) => editor.chain().focus().toggleCodeBlock().run() },
  { id: "mention", icon: AtSign, run: (editor) => editor.chain().focus().insertContent("@").run() },
];

/** One stop for Tab; arrows go through the buttons. */
export function Tools({ editor, disabled, label }: { editor: Editor; disabled: boolean; label: string }) {
  const { t } = useParts();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [picking, setPicking] = useState(false);
  const active = useEditorState({
    editor,
    selector: ({ editor: one }) => TOOLS.filter((tool) => tool.active && one.isActive(tool.active)).map(({ id }) => id),
  });
  const pressed = (event: KeyboardEvent): void => {
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const next = { ArrowRight: at + rtl, ArrowLeft: at - rtl, Home: 0, End: TOOLS.length }[event.key];
    if (next === undefined || picking) return;
    event.preventDefault();
    const bounded = Math.min(TOOLS.length, Math.max(0, next));
    setAt(bounded);
    box.current?.querySelectorAll<HTMLElement>("button")[bounded]?.focus();
  };
  return (
    <div ref={box} role="toolbar" aria-label={label} tabIndex={disabled ? 0 : -1} className={css.tools} onKeyDown={pressed}>
      {TOOLS.map(({ id, icon: Icon, run, active: state }, index) => (
        <button
          key={id}
          type="button"
          className={css.tool}
          disabled={disabled}
          tabIndex={index === at ? 0 : -1}
          aria-label={t(`part.composer.tool.${id}`)}
          title={t(`part.composer.tool.${id}`)}
          aria-pressed={state ? active.includes(id) : undefined}
          onFocus={() => setAt(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        >
          <Icon size={16} />
        </button>
      ))}
      <Pop
        opened={picking}
        close={() => setPicking(false)}
        label={t("part.composer.emoji")}
        wide
        position="top-start"
        content={
          <Suspense fallback={<Waiting rows={6} />}>
            <EmojiPicker
              label={t("part.composer.emoji")}
              close={() => setPicking(false)}
              choose={(sign) => {
                setPicking(false);
                editor.chain().focus().insertContent(sign).run();
              }}
            />
          </Suspense>
        }
      >
        <button
          type="button"
          className={css.tool}
          disabled={disabled}
          tabIndex={at === TOOLS.length ? 0 : -1}
          aria-label={t("part.composer.tool.emoji")}
          title={t("part.composer.tool.emoji")}
          aria-haspopup="dialog"
          aria-expanded={picking}
          onFocus={() => setAt(TOOLS.length)}
          onClick={() => setPicking(!picking)}
        >
          <SmilePlus size={16} />
        </button>
      </Pop>
    </div>
  );
}
