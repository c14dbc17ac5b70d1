import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { AlignCenter, AlignLeft, AlignRight, ImageOff, Maximize2 } from "lucide-react";
import { lazy, type PointerEvent, Suspense, use, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SIDES } from "../../core/shape.ts";
import { ImagesContext } from "./images.ts";
import { Tool } from "./Tool.tsx";

const Lightbox = lazy(() => import("./Lightbox.tsx"));

type Side = (typeof SIDES)[number];
const ICONS: Record<Side, typeof AlignLeft> = { left: AlignLeft, center: AlignCenter, right: AlignRight };

export function ImageView({ node, updateAttributes, selected, editor }: NodeViewProps) {
  const { t } = useTranslation();
  const images = use(ImagesContext);
  // Its caption is what Markdown calls its title: other renderers show it as such as well.
  const { src, alt, title, width, align } = node.attrs as Record<"src" | "alt" | "title", string | null> & { width: number | null; align: Side | null };
  const [large, setLarge] = useState(false);
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
    <NodeViewWrapper as="figure" className="h-image" data-align={align ?? undefined} data-selected={selected || undefined} data-drag-handle>
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
        {url && (
          <span className="h-image-large">
            <Tool label={t("image.large")} icon={Maximize2} run={() => setLarge(true)} />
          </span>
        )}
        {editor.isEditable && url && <span className="h-image-handle" onPointerDown={drag} aria-hidden />}
      </span>
      {title && !(selected && editor.isEditable) && <figcaption>{title}</figcaption>}
      {selected && editor.isEditable && (
        <div className="h-image-tools" role="group" aria-label={t("block.image")}>
          {(["title", "alt"] as const).map((name) => (
            <input
              key={name}
              className="h-image-alt"
              value={node.attrs[name] ?? ""}
              placeholder={t(`image.${name}`)}
              aria-label={t(`image.${name}`)}
              onChange={(event) => updateAttributes({ [name]: event.target.value || null })}
              onKeyDown={(event) => event.stopPropagation()}
            />
          ))}
          {(["left", "center", "right"] as const).map((side) => (
            <Tool
              key={side}
              label={t(`image.${side}`)}
              icon={ICONS[side]}
              pressed={(align ?? "left") === side}
              run={() => updateAttributes({ align: side === "left" ? null : side })}
            />
          ))}
        </div>
      )}
      {large && url && (
        <Suspense fallback={null}>
          <Lightbox url={url} alt={alt ?? ""} caption={title} close={() => setLarge(false)} />
        </Suspense>
      )}
    </NodeViewWrapper>
  );
}
