import { Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Document } from "../../data/types.ts";
import { DocumentItems } from "./DocumentItems.tsx";
import { Move } from "./Move.tsx";

export interface Asked {
  document: Document;
  x: number;
  y: number;
  /** Has the focus when the menu is closed. */
  from: HTMLElement | null;
}

/** The menu of a row of the tree, where it was asked for: at the pointer, at its button, or at the row for who has only keys. */
export default function RowMenu({ org, asked, close }: { org: string; asked: Asked; close: () => void }) {
  const { t } = useTranslation();
  const [moving, setMoving] = useState(false);
  const { document, x, y, from } = asked;
  const shut = (): void => {
    from?.focus({ preventScroll: true });
    if (!moving) close();
  };
  return (
    <>
      {!moving && (
        <Menu opened onChange={(open) => !open && shut()} position="bottom-start" width="max-content" trapFocus returnFocus={false}>
          <Menu.Target>
            <span style={{ position: "fixed", left: x, top: y, width: 1, height: 1 }} />
          </Menu.Target>
          <Menu.Dropdown miw={230} maw="calc(100vw - 16px)" aria-label={t("documents.actions", { title: document.title || t("documents.untitled") })}>
            <DocumentItems org={org} document={document} id={document.id} role={document.role ?? "viewer"} move={() => setMoving(true)} row />
          </Menu.Dropdown>
        </Menu>
      )}
      {moving && <Move org={org} document={document} close={close} />}
    </>
  );
}
