import { X } from "lucide-react";
import { parse } from "regexparam";
import { type ComponentType, Suspense, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { usePathname } from "wouter/use-browser-location";
import { Waiting } from "../ui/bits.tsx";
import { panels } from "./features.ts";
import type { Panel } from "./feature.ts";
import { panel } from "./panel.ts";
import css from "./panel.module.css";

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

/** Beside the page, or from below on a phone: what belongs to the object that is open. Features fill it (`panels`). */
export function SidePanel() {
  const { t } = useTranslation();
  const path = usePathname();
  const open = useSyncExternalStore(panel.subscribe, panel.getSnapshot);
  const parts = panelsAt(path);
  const part = open === null ? undefined : (parts.find(({ id }) => id === open) ?? parts[0]);
  const shown = part !== undefined;
  useEffect(() => {
    if (!shown) return;
    const pressed = (event: KeyboardEvent): void => {
      const inside = document.activeElement?.closest("[data-panel]");
      if (event.key === "Escape" && inside && !event.defaultPrevented) panel.show(null);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [shown]);
  if (!part) return null;
  const Body: ComponentType<{ params: Readonly<Record<string, string>> }> = part.body;
  return (
    <aside className={css.panel} data-panel={part.id} aria-label={t(part.label)}>
      <div className={css.head}>
        <div className={css.tabs}>
          {parts.map(({ id, label }) => (
            <button key={id} type="button" aria-pressed={id === part.id} onClick={() => panel.show(id)}>
              {t(label)}
            </button>
          ))}
        </div>
        <button type="button" className={css.close} aria-label={t("ui.close")} onClick={() => panel.show(null)}>
          <X size={18} />
        </button>
      </div>
      <div className={css.body}>
        <Suspense fallback={<Waiting rows={4} />}>
          <Body params={part.params} />
        </Suspense>
      </div>
    </aside>
  );
}
