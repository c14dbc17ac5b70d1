import { SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import type { Document } from "../../data/types.ts";
import { changeDocument } from "./changes.ts";
import css from "./icon.module.css";

const load = () => import("./IconPicker.tsx");
const IconPicker = lazy(load);

/** The sign of a document above its title; where there is none, a way to choose one. */
export function DocumentIcon({ org, document, editable }: { org: string; document: Document | undefined; editable: boolean }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [open, setOpen] = useState(false);
  if (!document) return null;
  const { icon } = document;
  if (!editable) return icon ? <span className={css.icon}>{icon}</span> : null;
  const choose = (next: string | null): void => {
    setOpen(false);
    if (next !== (icon ?? null)) void workspace.change(changeDocument(org, document, { icon: next }));
  };
  const button = (
    <button
      type="button"
      className={icon ? css.icon : css.add}
      aria-label={t(icon ? "icon.change" : "icon.add")}
      title={t(icon ? "icon.change" : "icon.add")}
      aria-haspopup="dialog"
      aria-expanded={open}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setOpen(!open)}
    >
      {icon ?? (
        <>
          <SmilePlus size={16} aria-hidden /> {t("icon.add")}
        </>
      )}
    </button>
  );
  if (!open) return button;
  return (
    <Suspense fallback={button}>
      <IconPicker icon={icon ?? null} choose={choose} close={() => setOpen(false)}>
        {button}
      </IconPicker>
    </Suspense>
  );
}
