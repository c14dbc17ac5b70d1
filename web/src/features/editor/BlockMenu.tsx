import { Menu } from "@mantine/core";
import type { Editor } from "@tiptap/react";
import { ArrowDown, ArrowUp, Copy, SquareArrowOutUpRight, SquareStack, TextCursorInput, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { turnable, turnCard } from "./cards.ts";
import type { MenuFor } from "./floats.ts";
import { BlockIcon } from "./icons.tsx";
import { columnsAt, COUNTS } from "./nodes/columns.ts";
import { canTurn, currentBlock, deleteBlock, duplicateBlock, KINDS, moveWhole, turnInto } from "./turn.ts";

/** What can be done with the block at the caret: by its grip, or by Mod-/ from the words. */
export default function BlockMenu({ editor, asked, done }: { editor: Editor; asked: MenuFor; done: () => void }) {
  const { t } = useTranslation();
  const [turns] = useState(() => {
    const block = currentBlock(editor, true);
    return block !== null && canTurn(block.node);
  });
  const [beside] = useState(() => columnsAt(editor)?.node.childCount ?? 0);
  const [card] = useState(() => {
    const made = turnable(editor)?.made;
    return made && (made.type === "paragraph" ? "grip.line" : "grip.card");
  });
  const { outermost } = asked;
  useEffect(() => () => void (editor.isDestroyed || editor.commands.focus(null, { scrollIntoView: false })), [editor]);
  const item = (label: string, icon: typeof Copy, keys: string, run: () => boolean, color?: string) => {
    const Icon = icon;
    return (
      <Menu.Item
        key={label}
        color={color}
        leftSection={<Icon size={16} />}
        rightSection={<small className="h-menu-keys">{keys}</small>}
        onClick={() => void run()}
      >
        {t(label)}
      </Menu.Item>
    );
  };
  // The key that opened the menu is still under way when it listens: by itself it would take that for a key elsewhere.
  return (
    <Menu
      clickOutsideEvents={["mousedown", "touchstart"]}
      opened
      onChange={(opened) => opened || done()}
      position="bottom-start"
      width={250}
      returnFocus={false}
    >
      <Menu.Target>
        <span className="h-menu-place" style={{ left: asked.x, top: asked.y }} />
      </Menu.Target>
      <Menu.Dropdown className="h-block-menu" aria-label={t("grip.menu")}>
        {item("grip.duplicate", Copy, "Ctrl D", () => duplicateBlock(editor, outermost))}
        {item("grip.up", ArrowUp, "Alt ⇧ ↑", () => moveWhole(editor, -1, outermost))}
        {item("grip.down", ArrowDown, "Alt ⇧ ↓", () => moveWhole(editor, 1, outermost))}
        {card && item(card, card === "grip.card" ? SquareArrowOutUpRight : TextCursorInput, "", () => turnCard(editor))}
        {item("grip.delete", Trash2, "", () => deleteBlock(editor, outermost), "red")}
        {(turns || beside > 0) && <Menu.Divider />}
        {(turns || beside > 0) && <Menu.Label>{t("columns.label")}</Menu.Label>}
        {(turns || beside > 0) &&
          COUNTS.filter((count) => count !== beside).map((count) => (
            <Menu.Item key={count} leftSection={<BlockIcon name={`columns${count}`} />} onClick={() => editor.commands.setColumns(count)}>
              {t(`block.columns${count}`)}
            </Menu.Item>
          ))}
        {beside > 0 && item("columns.remove", SquareStack, "", () => editor.commands.unsetColumns())}
        {turns && <Menu.Divider />}
        {turns && <Menu.Label>{t("grip.turn")}</Menu.Label>}
        {turns &&
          KINDS.map((kind) => (
            <Menu.Item key={kind} leftSection={<BlockIcon name={kind} />} onClick={() => void turnInto(editor, kind)}>
              {t(`block.${kind}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
