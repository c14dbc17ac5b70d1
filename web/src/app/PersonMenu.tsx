import { Menu } from "@mantine/core";
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { me, ME } from "../data/nouns.ts";
import { pictureOf } from "../data/types.ts";
import { Face } from "../ui/bits.tsx";
import { session, useNoun } from "./context.tsx";
import { overlay } from "./overlays.ts";
import { useSchemeWish } from "./scheme.tsx";
import css from "./shell.module.css";
import { useSignOut } from "./signout.tsx";

export function PersonMenu() {
  const { t } = useTranslation();
  const person = useNoun(me, ME).items[0];
  const known = session.remembered();
  const [wish, choose] = useSchemeWish();
  const signOut = useSignOut();
  const name = person?.name ?? known?.name ?? "";
  const next = wish === "auto" ? "light" : wish === "light" ? "dark" : "auto";
  return (
    <>
      <Menu width={236} position="top-start">
        <Menu.Target>
          <button type="button" className={css.person} aria-label={t("person.menu", { name })}>
            <Face id={person?.id ?? known?.person ?? ""} name={name || "?"} picture={pictureOf(person)} size={28} />
            <span className={css.personName}>{name}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{person?.email ?? known?.email}</Menu.Label>
          <Menu.Item component={Link} href="/me" leftSection={<Settings size={16} />}>
            {t("person.settings")}
          </Menu.Item>
          <Menu.Item closeMenuOnClick={false} onClick={() => choose(next)} leftSection={wish === "auto" ? <Monitor size={16} /> : wish === "light" ? <Sun size={16} /> : <Moon size={16} />}>
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
