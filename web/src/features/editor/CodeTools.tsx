import { type Editor, useEditorState } from "@tiptap/react";
import { Copy, WrapText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { say } from "../../app/notify.tsx";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { LANGUAGES } from "./languages.ts";
import { Tool } from "./Tool.tsx";
import { keepWrapped, wrapped } from "./wrap.ts";

/** Above a code block that holds the caret: which language it is in, whether long lines are folded, and a copy of all of it. */
export function CodeTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const language = useEditorState({ editor, selector: ({ editor: now }) => (now.getAttributes("codeBlock").language as string | null) ?? "" });
  const [folded, setFolded] = useState(wrapped);
  const fold = (): void => {
    keepWrapped(!folded);
    setFolded(!folded);
  };
  const copy = (): void => void navigator.clipboard.writeText(editor.state.selection.$from.parent.textContent).then(() => say(t("ui.copied")));
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
      <Tool label={t("code.wrap")} icon={WrapText} pressed={folded} run={fold} />
      <Tool label={t("code.copy")} icon={Copy} run={copy} />
    </Afloat>
  );
}
