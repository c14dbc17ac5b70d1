import { Menu } from "@mantine/core";
import { Check, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { Org } from "../data/types.ts";
import type { MenuProps } from "./LaterMenu.tsx";
import { Tile } from "./Tile.tsx";
import { useOpened } from "./useOpened.ts";

export default function OrgMenu({ orgs, org, button }: { orgs: readonly Org[]; org: Org | null } & MenuProps) {
  const { t } = useTranslation();
  const { button: ref, opened, setOpened } = useOpened();
  return (
    <Menu width={236} position="bottom-start" opened={opened} onChange={setOpened}>
      <Menu.Target>{button({ ref })}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("org.yours")}</Menu.Label>
        {orgs.map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<Tile org={other} />}
            rightSection={other.id === org?.id ? <Check size={15} /> : null}
            onClick={() => navigate(`/o/${other.id}`)}
          >
            {other.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} href="/new-org" leftSection={<Plus size={16} />}>
          {t("org.new")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
