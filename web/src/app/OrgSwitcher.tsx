import { ChevronsUpDown } from "lucide-react";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import type { Org } from "../data/types.ts";
import { LaterMenu } from "./LaterMenu.tsx";
import css from "./shell.module.css";
import { Tile } from "./Tile.tsx";

const load = () => import("./OrgMenu.tsx");
const OrgMenu = lazy(load);

export function OrgSwitcher({ orgs, org }: { orgs: readonly Org[]; org: Org | null }) {
  const { t } = useTranslation();
  return (
    <LaterMenu
      menu={OrgMenu}
      load={load}
      orgs={orgs}
      org={org}
      button={(props) => (
        <button type="button" className={css.org} aria-label={t("org.switch", { name: org?.name ?? "Hearth" })} {...props}>
          {org ? <Tile org={org} /> : <img src="/mark.svg" width={28} height={28} alt="" />}
          <span className={css.orgName}>{org?.name ?? "Hearth"}</span>
          <ChevronsUpDown size={15} aria-hidden />
        </button>
      )}
    />
  );
}
