import { type Editor, useEditorState } from "@tiptap/react";
import { CalendarCheck, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isDay } from "../../core/shape.ts";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { dateAt, dayFromNow } from "./nodes/date.ts";
import { Tool } from "./Tool.tsx";

/** Under a date that is selected: the browser's own picker, which every language, keyboard and thumb knows. */
export function DateField({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const at = useEditorState({ editor, selector: ({ editor: now }) => dateAt(now) });
  useEffect(() => float.onAsk(() => field.current?.focus()), [float]);
  const give = (day: string): void => void (isDay(day) && editor.commands.updateAttributes("date", { day }));
  return (
    <Afloat float={float} editor={editor} label={t("block.date")}>
      {at && (
        <>
          <input
            ref={field}
            type="date"
            value={at.day}
            min="0001-01-01"
            max="9999-12-31"
            aria-label={t("block.date")}
            onChange={(event) => give(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              editor.chain().focus().setTextSelection(editor.state.selection.to).run();
            }}
          />
          <Tool label={t("date.today")} icon={CalendarCheck} run={() => give(dayFromNow(0))} />
          <Tool label={t("grip.delete")} icon={Trash2} run={() => void editor.chain().focus().deleteSelection().run()} />
        </>
      )}
    </Afloat>
  );
}
