import { Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Dot } from "../fields/FieldEditor.tsx";
import { useParts } from "../words.ts";
import css from "./board.module.css";
import type { BoardCard, BoardColumn } from "./place.ts";

interface Props<C extends BoardCard> {
  card: C;
  places: readonly BoardColumn[];
  movable: boolean;
  moveTo: (card: C, column: string, end: boolean) => void;
  menu?: (card: C) => ReactNode;
  reachable: boolean;
}

/** What dragging does, without dragging: for whoever cannot, or has only a thumb. The menu is made when it is first opened. */
export function CardMenu<C extends BoardCard>({ card, places, movable, moveTo, menu, reachable }: Props<C>) {
  const { t } = useParts();
  const [opened, setOpened] = useState(false);
  const [made, setMade] = useState(false);
  const button = (
    <button
      type="button"
      className={css.more}
      tabIndex={reachable ? 0 : -1}
      aria-label={t("part.board.menu", { title: card.title })}
      onClick={made ? undefined : () => (setMade(true), setOpened(true))}
    >
      <Ellipsis size={16} />
    </button>
  );
  if (!made) return button;
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" withinPortal>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {menu?.(card)}
        {movable && (
          <>
            <Menu.Label>{t("part.board.moveTo")}</Menu.Label>
            {places.map((column) =>
              column.id === card.column ? (
                <div key={column.id} role="presentation">
                  <Menu.Item onClick={() => moveTo(card, column.id, false)}>{t("part.board.top")}</Menu.Item>
                  <Menu.Item onClick={() => moveTo(card, column.id, true)}>{t("part.board.bottom")}</Menu.Item>
                </div>
              ) : (
                <Menu.Item key={column.id} leftSection={<Dot colour={column.colour} />} onClick={() => moveTo(card, column.id, false)}>
                  <bdi>{column.name}</bdi>
                </Menu.Item>
              ),
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
