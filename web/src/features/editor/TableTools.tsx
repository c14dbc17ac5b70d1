import { type Editor, useEditorState } from "@tiptap/react";
import {
  ArrowDownAZ,
  ArrowUpZA,
  Ban,
  BetweenHorizontalStart,
  BetweenVerticalStart,
  ChevronLeft,
  Columns3,
  type LucideIcon,
  MoveHorizontal,
  Palette,
  Rows3,
  TableCellsMerge,
  TableCellsSplit,
  TableProperties,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { COLOURS } from "../../core/shape.ts";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";
import { Tool } from "./Tool.tsx";

/** Beside a table that holds the caret, or of which cells are selected. */
export function TableTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t, i18n } = useTranslation();
  const [colours, setColours] = useState(false);
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => {
      if (!at.isActive("table")) return null;
      const can = at.can();
      return {
        wide: at.getAttributes("table").wide === true,
        merge: can.mergeCells(),
        split: can.splitCell(),
        sort: can.sortTable(1, i18n.language),
        color: ((at.isActive("tableHeader") ? at.getAttributes("tableHeader") : at.getAttributes("tableCell")).color as string | null) ?? null,
      };
    },
  });
  const chain = () => editor.chain().focus();
  const tool = (id: string, icon: LucideIcon, run: () => void, more: { pressed?: boolean; disabled?: boolean; label?: string } = {}) => (
    <Tool key={id} label={t(id)} icon={icon} run={run} {...more} />
  );
  const sort = (by: 1 | -1): boolean => chain().sortTable(by, i18n.language).run();
  const unsorted = { disabled: !now?.sort };
  return (
    <Afloat float={float} editor={editor} label={t("table.tools")} onHide={() => setColours(false)}>
      {colours ? (
        <Shades editor={editor} color={now?.color ?? null} done={() => setColours(false)} />
      ) : (
        <>
          {tool("table.addRow", BetweenHorizontalStart, () => chain().addRowAfter().run())}
          {tool("table.addColumn", BetweenVerticalStart, () => chain().addColumnAfter().run())}
          {tool("table.header", TableProperties, () => chain().toggleHeaderRow().run())}
          {now?.merge && tool("table.merge", TableCellsMerge, () => chain().mergeCells().run())}
          {now?.split && tool("table.split", TableCellsSplit, () => chain().splitCell().run())}
          {tool("table.sortUp", ArrowDownAZ, () => sort(1), unsorted)}
          {tool("table.sortDown", ArrowUpZA, () => sort(-1), unsorted)}
          {tool("table.color", Palette, () => setColours(true))}
          {tool("table.wide", MoveHorizontal, () => chain().toggleWideTable().run(), { pressed: now?.wide ?? false })}
          {tool("table.deleteRow", Rows3, () => chain().deleteRow().run())}
          {tool("table.deleteColumn", Columns3, () => chain().deleteColumn().run())}
          {tool("table.delete", Trash2, () => chain().deleteTable().run())}
        </>
      )}
    </Afloat>
  );
}

/** The colour of the cell, or of those that are selected. */
function Shades({ editor, color, done }: { editor: Editor; color: string | null; done: () => void }) {
  const { t } = useTranslation();
  const give = (name: string | null): boolean => editor.chain().focus().setCellAttribute("color", name).run();
  return (
    <>
      <Tool label={t("ui.back")} icon={ChevronLeft} run={done} />
      <Tool label={t("table.colorNone")} icon={Ban} pressed={color === null} run={() => give(null)} />
      {COLOURS.map((name) => (
        <button
          key={name}
          type="button"
          className="h-swatch"
          aria-label={`${t("table.color")}: ${t(`colour.${name}`)}`}
          title={t(`colour.${name}`)}
          aria-pressed={color === name}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => give(name)}
        >
          <mark data-color={name}>A</mark>
        </button>
      ))}
    </>
  );
}
