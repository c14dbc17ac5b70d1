import type { ReactNode } from "react";
import { TabLinks, type TabLink } from "./TabLinks.tsx";
import css from "./tabs.module.css";

/** Administration: its places beside what is set in them, where there is room; above it elsewhere. */
export function SettingsLayout({ label, tabs, current, children }: { label: string; tabs: readonly TabLink[]; current: string; children: ReactNode }) {
  return (
    <div className={css.settings}>
      <TabLinks label={label} tabs={tabs} current={current} />
      <div className={css.content}>{children}</div>
    </div>
  );
}
