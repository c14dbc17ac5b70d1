import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { ImageOff } from "lucide-react";
import { type PointerEvent, use, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ImagesContext } from "./images.ts";

export function ImageView({ node, updateAttributes, selected, editor }: NodeViewProps) {
  const { t } = useTranslation();
  const images = use(ImagesContext);
  const { src, alt, width } = node.attrs as { src: string | null; alt: string | null; width: number | null };
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  const [live, setLive] = useState<number | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let gone = false;
    void images?.url(src).then((found) => !gone && setUrl(found));
    return () => {
      gone = true;
    };
  }, [images, src]);

  const drag = (event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const start = event.clientX;
    const from = box.current?.offsetWidth ?? 300;
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    let at = from;
    handle.onpointermove = (moved) => {
      at = Math.max(80, from + (moved.clientX - start) * rtl);
      setLive(at);
    };
    handle.onpointerup = () => {
      handle.onpointermove = handle.onpointerup = null;
      setLive(null);
      updateAttributes({ width: Math.round(at) });
    };
  };

  return (
    <NodeViewWrapper as="figure" className="h-image" data-selected={selected || undefined} data-drag-handle>
      <span ref={box} className="h-image-box" style={{ width: live ?? width ?? undefined }}>
        {url ? (
          <img src={url} alt={alt ?? ""} onError={() => setUrl(null)} draggable={false} />
        ) : url === null ? (
          <span className="h-image-broken" role="img" aria-label={t("image.broken", { alt: alt ?? "" })}>
            <ImageOff size={20} aria-hidden />
            <span>{alt || t("image.unavailable")}</span>
          </span>
        ) : (
          <span className="h-image-waiting" />
        )}
        {editor.isEditable && url && <span className="h-image-handle" onPointerDown={drag} aria-hidden />}
      </span>
      {selected && editor.isEditable && (
        <input
          className="h-image-alt"
          value={alt ?? ""}
          placeholder={t("image.describe")}
          aria-label={t("image.describe")}
          onChange={(event) => updateAttributes({ alt: event.target.value })}
          onKeyDown={(event) => event.stopPropagation()}
        />
      )}
    </NodeViewWrapper>
  );
}
