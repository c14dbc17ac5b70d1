import { type Editor, useEditorState } from "@tiptap/react";
import { useTranslation } from "react-i18next";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { LANGUAGES } from "./languages.ts";

/** Above a code block that holds the caret: which language it is in. */
export function CodeTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const language = useEditorState({ editor, selector: ({ editor: now }) => (now.getAttributes("codeBlock").language as string | null) ?? "" });
  return (
    <Afloat float={float} editor={editor} label={t("code.tools")}>
      <select
        aria-label={t("code.language")}
        value={language}
        onChange={(event) =>
          editor
            .chain()
            .focus()
            .updateAttributes("codeBlock", { language: event.target.value || null })
            .run()
        }
      >
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
