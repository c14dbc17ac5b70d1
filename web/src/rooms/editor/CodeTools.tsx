import { type Editor, useEditorState } from "@tiptap/react";
import { useTranslation } from "react-i18next";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";

/** Their own names, the same in every language; what is kept is what Markdown writes behind its fence. */
const LANGUAGES: Record<string, string> = {
  bash: "Bash", c: "C", cpp: "C++", csharp: "C#", css: "CSS", diff: "Diff", go: "Go", graphql: "GraphQL", haskell: "Haskell", html: "HTML", java: "Java", javascript: "JavaScript",
  json: "JSON", kotlin: "Kotlin", lua: "Lua", markdown: "Markdown", php: "PHP", python: "Python", r: "R", ruby: "Ruby", rust: "Rust", scala: "Scala", sql: "SQL", swift: "Swift", toml: "TOML",
  typescript: "TypeScript", xml: "XML", yaml: "YAML",
};

/** Above a code block that holds the caret: which language it is in. */
export function CodeTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const language = useEditorState({ editor, selector: ({ editor: now }) => (now.getAttributes("codeBlock").language as string | null) ?? "" });
  return (
    <Afloat float={float} label={t("code.tools")}>
      <select aria-label={t("code.language")} value={language} onChange={(event) => editor.chain().focus().updateAttributes("codeBlock", { language: event.target.value || null }).run()}>
        <option value="">{t("code.plain")}</option>
        {language && !(language in LANGUAGES) && <option value={language}>{language}</option>}
        {Object.entries(LANGUAGES).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Afloat>
  );
}
