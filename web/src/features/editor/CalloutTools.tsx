import { type Editor, useEditorState } from "@tiptap/react";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CALLOUTS } from "../../core/shape.ts";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import type { CalloutKind } from "./nodes/callout.ts";
import { Tool } from "./Tool.tsx";

/** Above a callout that holds the caret: of which kind it is. */
export function CalloutTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const kind = useEditorState({ editor, selector: ({ editor: now }) => (now.getAttributes("callout").kind as CalloutKind | undefined) ?? "note" });
  return (
    <Afloat float={float} editor={editor} label={t("block.callout")}>
      <select
        aria-label={t("callout.kind")}
        value={kind}
        onChange={(event) =>
          editor
            .chain()
            .focus()
            .setCallout(event.target.value as CalloutKind)
            .run()
        }
      >
        {CALLOUTS.map((one) => (
          <option key={one} value={one}>
            {t(`callout.${one}`)}
          </option>
        ))}
      </select>
      <Tool label={t("callout.remove")} icon={X} run={() => editor.chain().focus().unsetCallout().run()} />
    </Afloat>
  );
}
