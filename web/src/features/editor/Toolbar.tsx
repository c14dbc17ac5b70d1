import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { Bold, Check, Code, Heading1, Heading2, Italic, Link2, List, ListTodo, type LucideIcon, Quote, Strikethrough, Underline, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { useTranslation } from "react-i18next";

interface Tool {
  id: string;
  icon: LucideIcon;
  keys?: string;
  active: (editor: Editor) => boolean;
  run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  { id: "mark.bold", icon: Bold, keys: "B", active: (e) => e.isActive("bold"), run: (e) => e.chain().focus().toggleBold().run() },
  { id: "mark.italic", icon: Italic, keys: "I", active: (e) => e.isActive("italic"), run: (e) => e.chain().focus().toggleItalic().run() },
  { id: "mark.underline", icon: Underline, keys: "U", active: (e) => e.isActive("underline"), run: (e) => e.chain().focus().toggleUnderline().run() },
  { id: "mark.strike", icon: Strikethrough, active: (e) => e.isActive("strike"), run: (e) => e.chain().focus().toggleStrike().run() },
  { id: "mark.code", icon: Code, keys: "E", active: (e) => e.isActive("code"), run: (e) => e.chain().focus().toggleCode().run() },
  { id: "block.heading1", icon: Heading1, active: (e) => e.isActive("heading", { level: 1 }), run: (e) => e.chain().focus().toggleHeading({ level: 1 }).run() },
  { id: "block.heading2", icon: Heading2, active: (e) => e.isActive("heading", { level: 2 }), run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run() },
  { id: "block.bulletList", icon: List, active: (e) => e.isActive("bulletList"), run: (e) => e.chain().focus().toggleBulletList().run() },
  { id: "block.taskList", icon: ListTodo, active: (e) => e.isActive("taskList"), run: (e) => e.chain().focus().toggleTaskList().run() },
  { id: "block.blockquote", icon: Quote, active: (e) => e.isActive("blockquote"), run: (e) => e.chain().focus().toggleBlockquote().run() },
];

export function Toolbar({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const [linking, setLinking] = useState(false);
  const active = useEditorState({ editor, selector: ({ editor: now }) => TOOLS.map((tool) => tool.active(now)).concat(now.isActive("link")) });
  return (
    <Afloat float={float} label={t("editor.toolbar")} onHide={() => setLinking(false)}>
      {linking ? (
        <LinkField editor={editor} done={() => setLinking(false)} />
      ) : (
        <>
          {TOOLS.map((tool, index) => (
            <button
              key={tool.id}
              type="button"
              aria-label={t(tool.id)}
              title={tool.keys ? `${t(tool.id)} (Ctrl ${tool.keys})` : t(tool.id)}
              aria-pressed={active[index]}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => tool.run(editor)}
            >
              <tool.icon size={17} />
            </button>
          ))}
          <button
            type="button"
            aria-label={t("mark.link")}
            title={t("mark.link")}
            aria-pressed={active[TOOLS.length]}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setLinking(true)}
          >
            <Link2 size={17} />
          </button>
        </>
      )}
    </Afloat>
  );
}

function LinkField({ editor, done }: { editor: Editor; done: () => void }) {
  const { t } = useTranslation();
  const [href, setHref] = useState((editor.getAttributes("link").href as string | undefined) ?? "");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const typed = href.trim();
    const address = /^[a-z][a-z0-9+.-]*:/i.test(typed) || typed.startsWith("/") || typed.startsWith("#") ? typed : `https://${typed}`;
    if (typed) editor.chain().focus().extendMarkRange("link").setLink({ href: address }).run();
    else editor.chain().focus().extendMarkRange("link").unsetLink().run();
    done();
  };
  return (
    <form onSubmit={submit}>
      <input
        autoFocus
        onKeyDown={(event) => event.key === "Escape" && (done(), editor.commands.focus())}
        value={href}
        placeholder="https://"
        aria-label={t("mark.linkTo")}
        onChange={(event) => setHref(event.target.value)}
      />
      <button type="submit" aria-label={t("ui.save")}>
        <Check size={17} />
      </button>
      <button
        type="button"
        aria-label={t("mark.unlink")}
        onClick={() => {
          editor.chain().focus().extendMarkRange("link").unsetLink().run();
          done();
        }}
      >
        <X size={17} />
      </button>
    </form>
  );
}
