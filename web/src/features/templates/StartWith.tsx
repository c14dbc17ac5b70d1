import { LayoutTemplate } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOnline } from "../../app/context.tsx";
import { overlay } from "../../app/overlays.ts";
import type { Document } from "../../data/types.ts";
import type { DocumentSession } from "../editor/session.ts";
import { instead } from "./begin.ts";
import css from "./templates.module.css";

/** Below an empty document of one's own that has arrived: another way to begin. */
export default function StartWith({ session, document }: { session: DocumentSession; document: Document }) {
  const { t } = useTranslation();
  const online = useOnline();
  const editor = session.host?.editor;
  const [empty, setEmpty] = useState(() => editor?.isEmpty ?? false);
  useEffect(() => {
    if (!editor) return;
    const look = (): void => setEmpty(editor.isEmpty);
    look();
    editor.on("update", look);
    return () => void editor.off("update", look);
  }, [editor]);
  if (!empty || !online) return null;
  return (
    <button
      type="button"
      className={css.start}
      onClick={() => {
        instead.of = document;
        overlay.show("templates");
      }}
    >
      <LayoutTemplate size={16} aria-hidden /> {t("template.start")}
    </button>
  );
}
