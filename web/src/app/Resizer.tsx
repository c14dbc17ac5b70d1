import { type KeyboardEvent, type PointerEvent, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import css from "./pieces.module.css";
import { NARROWEST, sidebar, USUAL, WIDEST } from "./sidebar.ts";

const STEP = 16;

/** The edge of the sidebar: drawn with the pointer, moved with arrows, as usual again with a double click. */
export function Resizer() {
  const { t } = useTranslation();
  const { width, collapsed } = useSyncExternalStore(sidebar.subscribe, sidebar.getSnapshot);
  if (collapsed) return null;
  const rtl = (): boolean => document.documentElement.dir === "rtl";
  const pressed = (event: KeyboardEvent): void => {
    const wider = rtl() ? "ArrowLeft" : "ArrowRight";
    const narrower = rtl() ? "ArrowRight" : "ArrowLeft";
    if (event.key === wider) sidebar.set({ width: width + STEP });
    else if (event.key === narrower) sidebar.set({ width: width - STEP });
    else if (event.key === "Home") sidebar.set({ width: NARROWEST });
    else if (event.key === "End") sidebar.set({ width: WIDEST });
    else return;
    event.preventDefault();
  };
  const moved = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    sidebar.set({ width: rtl() ? innerWidth - event.clientX : event.clientX });
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that moves is a widget
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("nav.resize")}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={css.resizer}
      onKeyDown={pressed}
      onDoubleClick={() => sidebar.set({ width: USUAL })}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={moved}
    />
  );
}
