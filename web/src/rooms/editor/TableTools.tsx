import { type Editor, useEditorState } from "@tiptap/react";
import { BubbleMenu } from "@tiptap/react/menus";
import { BetweenHorizontalStart, BetweenVerticalStart, Columns3, Rows3, TableProperties, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Beside a table that holds the caret. */
export function TableTools({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  useEditorState({ editor, selector: ({ editor: now }) => now.isActive("table") });
  const tool = (id: string, icon: ReactNode, run: () => void): ReactNode => (
    <button key={id} type="button" aria-label={t(id)} title={t(id)} onMouseDown={(event) => event.preventDefault()} onClick={run}>
      {icon}
    </button>
  );
  const chain = () => editor.chain().focus();
  return (
    <BubbleMenu
      editor={editor}
      pluginKey="tableTools"
      className="h-bubble"
      role="toolbar"
      aria-label={t("table.tools")}
      getReferencedVirtualElement={() => {
        const { node } = editor.view.domAtPos(editor.state.selection.from);
        const table = (node instanceof Element ? node : node.parentElement)?.closest("table");
        return table ? { getBoundingClientRect: () => table.getBoundingClientRect() } : null;
      }}
      options={{ placement: "top-end", offset: 6, flip: true, shift: { padding: 8 } }}
      shouldShow={({ editor: now, from, to }) => now.isEditable && from === to && now.isActive("table")}
    >
      {tool("table.addRow", <BetweenHorizontalStart size={17} />, () => chain().addRowAfter().run())}
      {tool("table.addColumn", <BetweenVerticalStart size={17} />, () => chain().addColumnAfter().run())}
      {tool("table.header", <TableProperties size={17} />, () => chain().toggleHeaderRow().run())}
      {tool("table.deleteRow", <Rows3 size={17} />, () => chain().deleteRow().run())}
      {tool("table.deleteColumn", <Columns3 size={17} />, () => chain().deleteColumn().run())}
      {tool("table.delete", <Trash2 size={17} />, () => chain().deleteTable().run())}
    </BubbleMenu>
  );
}
