import { type Editor, useEditorState } from "@tiptap/react";
import { BubbleMenu } from "@tiptap/react/menus";
import { useTranslation } from "react-i18next";

/** Their own names, the same in every language; what is kept is what Markdown writes behind its fence. */
const LANGUAGES: Record<string, string> = {
  bash: "Bash", c: "C", cpp: "C++", csharp: "C#", css: "CSS", diff: "Diff", go: "Go", graphql: "GraphQL", haskell: "Haskell", html: "HTML", java: "Java", javascript: "JavaScript",
  json: "JSON", kotlin: "Kotlin", lua: "Lua", markdown: "Markdown", php: "PHP", python: "Python", r: "R", ruby: "Ruby", rust: "Rust", scala: "Scala", sql: "SQL", swift: "Swift", toml: "TOML",
  typescript: "TypeScript", xml: "XML", yaml: "YAML",
};

/** Above a code block that holds the caret: which language it is in. */
export function CodeTools({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const language = useEditorState({ editor, selector: ({ editor: now }) => (now.getAttributes("codeBlock").language as string | null) ?? "" });
  return (
    <BubbleMenu
      editor={editor}
      pluginKey="codeTools"
      className="h-bubble h-code-tools"
      role="toolbar"
      aria-label={t("code.tools")}
      getReferencedVirtualElement={() => {
        const { node } = editor.view.domAtPos(editor.state.selection.from);
        const block = (node instanceof Element ? node : node.parentElement)?.closest("pre");
        return block ? { getBoundingClientRect: () => block.getBoundingClientRect() } : null;
      }}
      options={{ placement: "top-end", offset: { mainAxis: -38, crossAxis: -4 }, flip: false }}
      shouldShow={({ editor: now, from, to }) => now.isEditable && from === to && now.isActive("codeBlock")}
    >
      <select aria-label={t("code.language")} value={language} onChange={(event) => editor.chain().focus().updateAttributes("codeBlock", { language: event.target.value || null }).run()}>
        <option value="">{t("code.plain")}</option>
        {language && !(language in LANGUAGES) && <option value={language}>{language}</option>}
        {Object.entries(LANGUAGES).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </BubbleMenu>
  );
}
