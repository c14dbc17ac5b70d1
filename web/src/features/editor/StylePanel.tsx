import { type Editor, useEditorState } from "@tiptap/react";
import { AlignCenter, AlignJustify, AlignLeft, AlignRight, Ban, ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { COLOURS } from "../../core/shape.ts";
import type { Alignment } from "./nodes/align.ts";
import type { Colour } from "./nodes/marks.ts";
import { Tool } from "./Tool.tsx";

const SIDES: readonly { to: Alignment | null; icon: typeof AlignLeft; keys: string }[] = [
  { to: null, icon: AlignLeft, keys: "Ctrl ⇧ L" },
  { to: "center", icon: AlignCenter, keys: "Ctrl ⇧ E" },
  { to: "right", icon: AlignRight, keys: "Ctrl ⇧ R" },
  { to: "justify", icon: AlignJustify, keys: "Ctrl ⇧ J" },
];

/** Colours and sides of what is chosen. */
export function StylePanel({ editor, done }: { editor: Editor; done: () => void }) {
  const { t } = useTranslation();
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      text: (at.getAttributes("textColor").color as Colour | undefined) ?? null,
      mark: at.isActive("highlight") ? ((at.getAttributes("highlight").color as Colour | null) ?? "yellow") : null,
      side: ((at.isActive("heading") ? at.getAttributes("heading") : at.getAttributes("paragraph")).textAlign as Alignment | undefined) ?? null,
    }),
  });
  const chain = () => editor.chain().focus();
  const swatches = (kind: "text" | "mark", give: (colour: Colour | null) => void) => (
    <div role="group" aria-label={t(`style.${kind}`)} className="h-swatches">
      <Tool label={t(`style.${kind}None`)} icon={Ban} pressed={now[kind] === null} run={() => give(null)} />
      {COLOURS.map((colour) => {
        const label = `${t(`style.${kind}`)}: ${t(`colour.${colour}`)}`;
        return (
          <button
            key={colour}
            type="button"
            className="h-swatch"
            aria-label={label}
            title={label}
            aria-pressed={now[kind] === colour}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => give(colour)}
          >
            {kind === "text" ? (
              <span className="h-color" data-color={colour}>
                A
              </span>
            ) : (
              <mark data-color={colour}>A</mark>
            )}
          </button>
        );
      })}
    </div>
  );
  return (
    <div className="h-style">
      {swatches("text", (colour) => chain().setTextColor(colour).run())}
      {swatches("mark", (colour) => (colour ? chain().setMark("highlight", { color: colour }).run() : chain().unsetHighlight().run()))}
      <div role="group" aria-label={t("style.side")} className="h-swatches">
        <Tool label={t("ui.back")} icon={ChevronLeft} run={done} />
        {SIDES.map(({ to, icon, keys }) => (
          <Tool key={to} label={t(`style.${to ?? "start"}`)} icon={icon} keys={keys} pressed={now.side === to} run={() => chain().align(to).run()} />
        ))}
      </div>
    </div>
  );
}
