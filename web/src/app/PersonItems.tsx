import { Menu } from "@mantine/core";
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { MenuProps } from "./LaterMenu.tsx";
import { overlay } from "./overlays.ts";
import { useSchemeWish } from "./scheme.tsx";
import { useSignOut } from "./signout.tsx";
import { useOpened } from "./useOpened.ts";

export default function PersonItems({ email, button }: { email: string } & MenuProps) {
  const { t } = useTranslation();
  const { button: ref, opened, setOpened } = useOpened();
  const [wish, choose] = useSchemeWish();
  const signOut = useSignOut();
  const next = wish === "auto" ? "light" : wish === "light" ? "dark" : "auto";
  return (
    <>
      <Menu width={236} position="top-start" opened={opened} onChange={setOpened}>
        <Menu.Target>{button({ ref })}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{email}</Menu.Label>
          <Menu.Item component={Link} href="/me" leftSection={<Settings size={16} />}>
            {t("person.settings")}
          </Menu.Item>
          <Menu.Item
            closeMenuOnClick={false}
            onClick={() => choose(next)}
            leftSection={wish === "auto" ? <Monitor size={16} /> : wish === "light" ? <Sun size={16} /> : <Moon size={16} />}
          >
            {t(`scheme.${wish}`)}
          </Menu.Item>
          <Menu.Item onClick={() => overlay.show("shortcuts")} leftSection={<Keyboard size={16} />} rightSection={<kbd>?</kbd>}>
            {t("keys.title")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={signOut.ask} leftSection={<LogOut size={16} />}>
            {t("person.signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {signOut.dialog}
    </>
  );
}
