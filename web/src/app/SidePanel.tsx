import { parse } from "regexparam";
import { type ComponentType, Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { usePathname } from "wouter/use-browser-location";
import { Waiting } from "../ui/bits.tsx";
import { Panel as PanelBox } from "../ui/Panel.tsx";
import { panels } from "./features.ts";
import type { Panel } from "./feature.ts";
import { panel } from "./panel.ts";

interface Fitting extends Panel {
  params: Readonly<Record<string, string>>;
}

/** The parts that belong to the page at this address, and what its pattern says of it. */
export function panelsAt(path: string): Fitting[] {
  return panels.flatMap((one) => {
    const { pattern, keys } = parse(one.path);
    const found = pattern.exec(path);
    return found ? [{ ...one, params: Object.fromEntries(keys.map((key, n) => [key, found[n + 1] ?? ""])) }] : [];
  });
}

const close = (): void => panel.show(null);

/** Beside the page, or from below on a phone: what belongs to the object that is open. Features fill it (`panels`). */
export function SidePanel() {
  const { t } = useTranslation();
  const path = usePathname();
  const open = useSyncExternalStore(panel.subscribe, panel.getSnapshot);
  const parts = panelsAt(path);
  const part = open === null ? undefined : (parts.find(({ id }) => id === open) ?? parts[0]);
  if (!part) return null;
  const Body: ComponentType<{ params: Readonly<Record<string, string>> }> = part.body;
  return (
    <PanelBox
      label={t(part.label)}
      tabs={parts.map(({ id, label }) => ({ id, label: t(label) }))}
      current={part.id}
      choose={(id) => panel.show(id)}
      close={close}
    >
      <Suspense fallback={<Waiting rows={4} />}>
        <Body params={part.params} />
      </Suspense>
    </PanelBox>
  );
}
