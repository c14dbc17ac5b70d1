import type { Editor } from "@tiptap/react";
import { BetweenHorizontalStart, BetweenVerticalStart, Columns3, Rows3, TableProperties, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Afloat } from "./Afloat.tsx";
import type { Float } from "./floats.ts";

/** Beside a table that holds the caret. */
export function TableTools({ editor, float }: { editor: Editor; float: Float }) {
  const { t } = useTranslation();
  const tool = (id: string, icon: ReactNode, run: () => void): ReactNode => (
    <button key={id} type="button" aria-label={t(id)} title={t(id)} onMouseDown={(event) => event.preventDefault()} onClick={run}>
      {icon}
    </button>
  );
  const chain = () => editor.chain().focus();
  return (
    <Afloat float={float} editor={editor} label={t("table.tools")}>
      {tool("table.addRow", <BetweenHorizontalStart size={17} />, () => chain().addRowAfter().run())}
      {tool("table.addColumn", <BetweenVerticalStart size={17} />, () => chain().addColumnAfter().run())}
      {tool("table.header", <TableProperties size={17} />, () => chain().toggleHeaderRow().run())}
      {tool("table.deleteRow", <Rows3 size={17} />, () => chain().deleteRow().run())}
      {tool("table.deleteColumn", <Columns3 size={17} />, () => chain().deleteColumn().run())}
      {tool("table.delete", <Trash2 size={17} />, () => chain().deleteTable().run())}
    </Afloat>
  );
}
