import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import css from "./shell.module.css";

/** The sidebar where there is no room beside the page. */
export default function SideDrawer({ opened, close, children }: { opened: boolean; close: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened={opened} onClose={close} size={300} padding={0}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={t("nav.label")}>
        <Drawer.Body className={css.drawer}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
