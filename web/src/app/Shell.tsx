import { useDisclosure } from "@mantine/hooks";
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, Plus, Search } from "lucide-react";
import { lazy, memo, type ReactNode, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { usePathname } from "wouter/use-browser-location";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Org } from "../data/types.ts";
import { Reauthenticate } from "./Reauthenticate.tsx";
import { Banners } from "./Banners.tsx";
import { useCommands } from "./commands.ts";
import { addressOf, type Destination, isInOrg } from "./feature.ts";
import { navigation, overs, sidebars, statuses } from "./features.ts";
import { LaterMenu } from "./LaterMenu.tsx";
import { overlay } from "./overlays.ts";
import { OrgSwitcher } from "./OrgSwitcher.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { useIsHere } from "./place.ts";
import { Resizer } from "./Resizer.tsx";
import css from "./shell.module.css";
import { sidebar } from "./sidebar.ts";
import { SidePanel } from "./SidePanel.tsx";
import { SyncBadge } from "./SyncBadge.tsx";

const SideDrawer = lazy(() => import("./SideDrawer.tsx"));
const Palette = lazy(() => import("./Palette.tsx"));
const loadCreate = () => import("./CreateMenu.tsx");
const CreateMenu = lazy(loadCreate);
const Shortcuts = lazy(() => import("./Shortcuts.tsx"));

export const Shell = memo(function Shell({ orgs, org, children }: { orgs: readonly Org[]; org: Org | null; children: ReactNode }) {
  const { t } = useTranslation();
  const [open, drawer] = useDisclosure(false);
  const shown = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const [drawn, setDrawn] = useState(false);
  const side = useSyncExternalStore(sidebar.subscribe, sidebar.getSnapshot);
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
      <aside
        className={css.sidebar}
        aria-label={t("nav.label")}
        data-collapsed={side.collapsed || undefined}
        style={side.collapsed ? undefined : { width: side.width }}
      >
        {inside}
        <Resizer />
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
          <Statuses compact />
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
      {org && <SidePanel />}
      <Reauthenticate />
      <OnArrival work={drawer.close} />
      <Suspense fallback={null}>
        {drawn && (
          <SideDrawer opened={open} close={drawer.close}>
            {inside}
          </SideDrawer>
        )}
        {wanted.has("palette") && <Palette org={org?.id ?? null} />}
        {wanted.has("shortcuts") && <Shortcuts />}
        {org && <Over org={org.id} shown={shown} />}
      </Suspense>
    </div>
  );
});

function Over({ org, shown }: { org: string; shown: string | null }) {
  const Part = shown === null ? undefined : overs[shown];
  return Part ? <Part org={org} close={overlay.hide} /> : null;
}

function OnArrival({ work }: { work: () => void }) {
  const path = usePathname();
  useEffect(work, [path, work]);
  return null;
}

function SidebarContent({ orgs, org }: { orgs: readonly Org[]; org: Org | null }) {
  const { t } = useTranslation();
  return (
    <div className={css.inside}>
      <div className={css.head}>
        <OrgSwitcher orgs={orgs} org={org} />
        <Collapse />
      </div>
      <button type="button" className={css.searchButton} title={t("nav.find")} onClick={() => overlay.show("palette")}>
        <Search size={16} aria-hidden />
        <span>{t("nav.find")}</span>
        <kbd aria-hidden>{MODIFIER} K</kbd>
      </button>
      {org && (
        <LaterMenu
          menu={CreateMenu}
          load={loadCreate}
          org={org.id}
          button={(props) => (
            <button type="button" className={css.createButton} title={t("nav.create")} {...props}>
              <Plus size={16} aria-hidden />
              <span>{t("nav.create")}</span>
            </button>
          )}
        />
      )}
      {org && (
        <nav aria-label={t("nav.rooms")} className={css.nav}>
          {navigation.top.map((destination) => (
            <NavLink key={destination.id} destination={destination} org={org.id} exact={destination.sidebar?.exact} size={17} />
          ))}
        </nav>
      )}
      {org && sidebars.map((Part, n) => <Part key={n} org={org.id} />)}
      <nav aria-label={t("nav.more")} className={css.navEnd}>
        {navigation.end
          .filter((destination) => org || !isInOrg(destination))
          .map((destination) => (
            <NavLink key={destination.id} destination={destination} org={org?.id ?? null} exact={destination.sidebar?.exact} size={17} />
          ))}
      </nav>
      <div className={css.foot}>
        <PersonMenu />
        <Statuses />
        <SyncBadge />
      </div>
    </div>
  );
}

function Collapse() {
  const { t } = useTranslation();
  const { collapsed } = useSyncExternalStore(sidebar.subscribe, sidebar.getSnapshot);
  const label = t(collapsed ? "nav.expand" : "nav.collapse");
  return (
    <button type="button" className={css.collapse} aria-label={label} aria-expanded={!collapsed} title={`${label} (${MODIFIER} \\)`} onClick={sidebar.toggle}>
      {collapsed ? <PanelLeftOpen size={17} /> : <PanelLeftClose size={17} />}
    </button>
  );
}

export const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

const Statuses = ({ compact }: { compact?: boolean }): ReactNode => statuses.map((Status, n) => <Status key={n} compact={compact} />);

function NavLink({ destination, org, exact, size }: { destination: Destination; org: string | null; exact?: boolean; size: number }) {
  const { t } = useTranslation();
  const to = addressOf(destination, org);
  const here = useIsHere(to, !exact);
  return (
    <Link href={to} className={css.navLink} aria-current={here ? "page" : undefined} title={t(destination.label)}>
      <span aria-hidden>
        <destination.icon size={size} />
      </span>
      <b>{t(destination.label)}</b>
    </Link>
  );
}

function BottomBar({ org }: { org: string }) {
  const { t } = useTranslation();
  return (
    <nav className={css.bottom} aria-label={t("nav.bottom")}>
      {navigation.bottom.map((destination, n) => [
        n === Math.floor(navigation.bottom.length / 2) && (
          <LaterMenu
            key="create"
            menu={CreateMenu}
            load={loadCreate}
            org={org}
            button={(props) => (
              <button type="button" className={css.navLink} {...props}>
                <span aria-hidden className={css.createRound}>
                  <Plus size={21} />
                </span>
                <b className="visually-hidden">{t("nav.create")}</b>
              </button>
            )}
          />
        ),
        <NavLink key={destination.id} destination={destination} org={org} exact={destination.bottom?.exact} size={21} />,
      ])}
    </nav>
  );
}
