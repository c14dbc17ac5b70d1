import { useDisclosure } from "@mantine/hooks";
import { Activity, Code, FileText, House, Menu as MenuIcon, Search, Settings, Trash2 } from "lucide-react";
import { lazy, memo, type ReactNode, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { usePathname } from "wouter/use-browser-location";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Org } from "../data/types.ts";
import { DocumentTree } from "../rooms/documents/DocumentTree.tsx";
import { Again } from "./again.tsx";
import { Banners } from "./Banners.tsx";
import { useCommands } from "./commands.ts";
import { overlay } from "./overlays.ts";
import { OrgSwitcher } from "./OrgSwitcher.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { useIsHere } from "./place.ts";
import css from "./shell.module.css";
import { SyncBadge } from "./SyncBadge.tsx";

const SideDrawer = lazy(() => import("./SideDrawer.tsx"));
const Palette = lazy(() => import("./Palette.tsx"));
const Shortcuts = lazy(() => import("./Shortcuts.tsx"));

export const Shell = memo(function Shell({ orgs, org, children }: { orgs: readonly Org[]; org: Org | null; children: ReactNode }) {
  const { t } = useTranslation();
  const [open, drawer] = useDisclosure(false);
  const shown = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const [drawn, setDrawn] = useState(false);
  useCommands(org?.id ?? null);
  useEffect(() => {
    if (open) setDrawn(true);
  }, [open]);
  useEffect(() => {
    if (shown) setWanted((old) => new Set(old).add(shown));
  }, [shown]);

  const inside = useMemo(() => <SidebarContent orgs={orgs} org={org} />, [orgs, org]);
  return (
    <div className={css.shell}>
      <a href="#main" className={css.skip}>
        {t("nav.skip")}
      </a>
      <aside className={css.sidebar} aria-label={t("nav.label")}>
        {inside}
      </aside>
      <div className={css.column}>
        <div className={css.topbar} role="region" aria-label={t("nav.top")}>
          <button type="button" className={css.iconButton} onClick={drawer.open} aria-label={t("nav.menu")}>
            <MenuIcon size={20} />
          </button>
          <Link href={org ? `/o/${org.id}` : "/"} className={css.brandSmall}>
            <img src="/mark.svg" width={22} height={22} alt="" />
            <span>{org?.name ?? "Hearth"}</span>
          </Link>
          <SyncBadge compact />
          <button type="button" className={css.iconButton} onClick={() => overlay.show("palette")} aria-label={t("nav.search")}>
            <Search size={20} />
          </button>
        </div>
        <Banners />
        <main id="main" className={css.main} tabIndex={-1}>
          {children}
        </main>
        {org && <BottomBar org={org.id} />}
      </div>
      <Again />
      <OnArrival work={drawer.close} />
      <Suspense fallback={null}>
        {drawn && (
          <SideDrawer opened={open} close={drawer.close}>
            {inside}
          </SideDrawer>
        )}
        {wanted.has("palette") && <Palette orgs={orgs} org={org} />}
        {wanted.has("shortcuts") && <Shortcuts />}
      </Suspense>
    </div>
  );
});

function OnArrival({ work }: { work: () => void }) {
  const path = usePathname();
  useEffect(work, [path, work]);
  return null;
}

function SidebarContent({ orgs, org }: { orgs: readonly Org[]; org: Org | null }) {
  const { t } = useTranslation();
  const base = `/o/${org?.id}`;
  return (
    <div className={css.inside}>
      <OrgSwitcher orgs={orgs} org={org} />
      <button type="button" className={css.searchButton} onClick={() => overlay.show("palette")}>
        <Search size={16} aria-hidden />
        <span>{t("nav.find")}</span>
        <kbd aria-hidden>{MODIFIER} K</kbd>
      </button>
      {org && (
        <nav aria-label={t("nav.rooms")} className={css.nav}>
          <NavLink to={base} icon={<House size={17} />} exact>
            {t("nav.home")}
          </NavLink>
          <NavLink to={`${base}/activity`} icon={<Activity size={17} />}>
            {t("nav.activity")}
          </NavLink>
          <NavLink to={`${base}/documents`} icon={<FileText size={17} />} exact>
            {t("nav.documents")}
          </NavLink>
        </nav>
      )}
      {org && <DocumentTree org={org.id} />}
      <nav aria-label={t("nav.more")} className={css.navEnd}>
        {org && (
          <>
            <NavLink to={`${base}/trash`} icon={<Trash2 size={17} />}>
              {t("nav.trash")}
            </NavLink>
            <NavLink to={`${base}/settings`} icon={<Settings size={17} />}>
              {t("nav.settings")}
            </NavLink>
          </>
        )}
        <NavLink to="/developers" icon={<Code size={17} />}>
          {t("nav.developers")}
        </NavLink>
      </nav>
      <div className={css.foot}>
        <PersonMenu />
        <SyncBadge />
      </div>
    </div>
  );
}

export const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

function NavLink({ to, icon, children, exact }: { to: string; icon: ReactNode; children: ReactNode; exact?: boolean }) {
  const here = useIsHere(to, !exact);
  return (
    <Link href={to} className={css.navLink} aria-current={here ? "page" : undefined}>
      <span aria-hidden>{icon}</span>
      {children}
    </Link>
  );
}

function BottomBar({ org }: { org: string }) {
  const { t } = useTranslation();
  const base = `/o/${org}`;
  return (
    <nav className={css.bottom} aria-label={t("nav.bottom")}>
      <NavLink to={base} icon={<House size={21} />} exact>
        {t("nav.home")}
      </NavLink>
      <NavLink to={`${base}/documents`} icon={<FileText size={21} />}>
        {t("nav.documents")}
      </NavLink>
      <NavLink to={`${base}/activity`} icon={<Activity size={21} />}>
        {t("nav.activity")}
      </NavLink>
      <NavLink to={`${base}/settings`} icon={<Settings size={21} />}>
        {t("nav.settings")}
      </NavLink>
    </nav>
  );
}
