import { Menu } from "@mantine/core";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import type { Org } from "../data/types.ts";
import { hueOf, initials } from "../ui/bits.tsx";
import css from "./shell.module.css";

export function OrgSwitcher({ orgs, org }: { orgs: readonly Org[]; org: Org | null }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <Menu width={236} position="bottom-start">
      <Menu.Target>
        <button type="button" className={css.org} aria-label={t("org.switch", { name: org?.name ?? "Hearth" })}>
          {org ? <Tile org={org} /> : <img src="/mark.svg" width={28} height={28} alt="" />}
          <span className={css.orgName}>{org?.name ?? "Hearth"}</span>
          <ChevronsUpDown size={15} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("org.yours")}</Menu.Label>
        {orgs.map((other) => (
          <Menu.Item key={other.id} leftSection={<Tile org={other} />} rightSection={other.id === org?.id ? <Check size={15} /> : null} onClick={() => go(`/o/${other.id}`)}>
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

function Tile({ org }: { org: Org }) {
  if (org.logo_url) return <img className={css.tile} src={org.logo_url} alt="" />;
  return (
    <span className={css.tile} style={{ background: hueOf(org.id) }} aria-hidden>
      {initials(org.name)}
    </span>
  );
}
