import { Image as ImageIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import type { Document } from "../../data/types.ts";
import { Images } from "../editor/images.ts";
import { changeDocument } from "./changes.ts";
import css from "./cover.module.css";

const load = () => import("./CoverPicker.tsx");
const CoverPicker = lazy(load);
const COLOR = "color:";

/** A colour or a picture above the title; where there is none, a way to choose one. */
export function DocumentCover({ org, document, editable }: { org: string; document: Document | undefined; editable: boolean }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [open, setOpen] = useState(false);
  const id = document?.id;
  const images = useMemo(() => (id ? new Images(workspace, org, id) : null), [workspace, org, id]);
  if (!document || !images) return null;
  const { cover } = document;
  if (!cover && !editable) return null;
  const choose = (next: string | null): void => {
    setOpen(false);
    if (next !== (cover ?? null)) void workspace.change(changeDocument(org, document, { cover: next }));
  };
  const label = t(cover ? "cover.change" : "cover.add");
  const button = (
    <button
      type="button"
      className={cover ? css.change : css.add}
      data-beside={document.icon ? undefined : true}
      aria-haspopup="dialog"
      aria-expanded={open}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setOpen(!open)}
    >
      <ImageIcon size={16} aria-hidden /> {label}
    </button>
  );
  const way = !editable ? null : open ? (
    <Suspense fallback={button}>
      <CoverPicker cover={cover ?? null} images={images} choose={choose} close={() => setOpen(false)}>
        {button}
      </CoverPicker>
    </Suspense>
  ) : (
    button
  );
  if (!cover) return way;
  return (
    <div className={css.cover} data-color={cover.startsWith(COLOR) ? cover.slice(COLOR.length) : undefined}>
      {!cover.startsWith(COLOR) && <Picture key={cover} src={cover} images={images} />}
      {way}
    </div>
  );
}

/** It says nothing that the title does not: screen readers pass over it. */
function Picture({ src, images }: { src: string; images: Images }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void images.url(src).then((found) => !gone && setUrl(found));
    return () => {
      gone = true;
    };
  }, [src, images]);
  return url ? <img src={url} alt="" /> : null;
}
