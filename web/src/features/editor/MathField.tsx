import { type Editor, useEditorState } from "@tiptap/react";
import { Check } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_FORMULA } from "../../core/shape.ts";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { formulaAt } from "./nodes/math.ts";
import { Tool } from "./Tool.tsx";

/** Under a formula that is selected: its source. Enter, in the words or here, goes in and comes back. */
export function MathField({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const at = useEditorState({ editor, selector: ({ editor: now }) => formulaAt(now) });
  return (
    <Afloat float={float} editor={editor} label={t("block.blockMath")}>
      {at && <Source key={at.at} editor={editor} float={float} name={at.name} latex={at.latex} label={t("math.source")} save={t("ui.save")} />}
    </Afloat>
  );
}

function Source({ editor, float, name, latex, label, save }: { editor: Editor; float: Float; name: string; latex: string; label: string; save: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(latex);
  useEffect(() => {
    const focus = (): void => field.current?.focus();
    if (!latex) requestAnimationFrame(focus);
    return float.onAsk(focus);
  }, [float, latex]);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!text.trim()) editor.chain().focus().deleteSelection().run();
    else editor.chain().focus().updateAttributes(name, { latex: text.trim() }).setTextSelection(editor.state.selection.to).run();
  };
  return (
    <form onSubmit={submit} className="h-formula">
      <textarea
        ref={field}
        rows={name === "blockMath" ? 3 : 1}
        maxLength={LONGEST_FORMULA}
        value={text}
        aria-label={label}
        placeholder="\frac{a}{b}"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") return void (event.stopPropagation(), editor.commands.focus());
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <Tool label={save} icon={Check} run={submit} />
    </form>
  );
}
