import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import css from "./panel.module.css";

interface Props {
  label: string;
  close: () => void;
  children: ReactNode;
  /** The parts of what is open, when there are several; without them the label stands there. */
  tabs?: readonly { id: string; label: string }[];
  current?: string;
  choose?: (id: string) => void;
  /** Of a row, beside the way out: what can be done with what is open. */
  actions?: ReactNode;
  /** Inside another box instead of beside the page. */
  inline?: boolean;
}

/** Beside what it belongs to, over it where there is little room, from below on a phone. Escape inside of it closes it. */
export function Panel({ label, close, children, tabs = [], current, choose, actions, inline }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented && box.current?.contains(document.activeElement)) close();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [close]);
  return (
    <aside ref={box} className={css.panel} data-panel={current ?? ""} data-inline={inline || undefined} aria-label={label}>
      <div className={css.head}>
        {tabs.length > 0 ? (
          <div className={css.tabs}>
            {tabs.map((tab) => (
              <button key={tab.id} type="button" aria-pressed={tab.id === current} onClick={() => choose?.(tab.id)}>
                {tab.label}
              </button>
            ))}
          </div>
        ) : (
          <strong className={css.label}>{label}</strong>
        )}
        {actions}
        <button type="button" className={css.close} aria-label={t("ui.close")} onClick={close}>
          <X size={18} />
        </button>
      </div>
      <div className={css.body}>{children}</div>
    </aside>
  );
}
