import "./nodes/cards.css";
import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { Globe } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isWeb } from "../../core/shape.ts";

export const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
};

/** A page on the web: what our server read of it. The page itself is asked for nothing until somebody opens it. */
export function BookmarkView({ node, selected }: NodeViewProps) {
  const { t } = useTranslation();
  const { url, title, description, site } = node.attrs as Record<"url" | "title" | "description" | "site", string | null>;
  const text = (
    <>
      <strong>{title || url || t("bookmark.broken")}</strong>
      {description && <span className="h-card-text">{description}</span>}
      {url && (
        <small>
          <Globe size={13} aria-hidden /> {site || hostOf(url)}
        </small>
      )}
    </>
  );
  return (
    <NodeViewWrapper className="h-card" data-selected={selected || undefined} data-drag-handle>
      {isWeb(url) ? (
        <a href={url!} target="_blank" rel="noopener noreferrer nofollow" draggable={false}>
          {text}
        </a>
      ) : (
        <span className="h-card-none">{text}</span>
      )}
    </NodeViewWrapper>
  );
}
