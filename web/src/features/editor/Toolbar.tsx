import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { Bold, Code, Heading1, Heading2, Italic, Link2, List, ListTodo, type LucideIcon, Palette, Quote, Strikethrough, Underline } from "lucide-react";
import { useEffect, useState } from "react";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { LinkField } from "./LinkTools.tsx";
import { StylePanel } from "./StylePanel.tsx";
import { Tool as Button } from "./Tool.tsx";
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
  const [open, setOpen] = useState<"link" | "style" | null>(null);
  const active = useEditorState({ editor, selector: ({ editor: now }) => TOOLS.map((tool) => tool.active(now)).concat(now.isActive("link")) });
  useEffect(() => float.onAsk(() => setOpen("link")), [float]);
  return (
    <Afloat float={float} editor={editor} label={t("editor.toolbar")} onHide={() => setOpen(null)}>
      {open === "link" ? (
        <LinkField editor={editor} done={() => setOpen(null)} />
      ) : open === "style" ? (
        <StylePanel editor={editor} done={() => setOpen(null)} />
      ) : (
        <>
          {TOOLS.map((tool, index) => (
            <Button
              key={tool.id}
              label={t(tool.id)}
              icon={tool.icon}
              keys={tool.keys && `Ctrl ${tool.keys}`}
              pressed={active[index]}
              run={() => tool.run(editor)}
            />
          ))}
          <Button label={t("mark.link")} icon={Link2} keys="Ctrl K" pressed={active[TOOLS.length]} run={() => setOpen("link")} />
          <Button label={t("style.button")} icon={Palette} run={() => setOpen("style")} />
        </>
      )}
    </Afloat>
  );
}
