import "./nodes/cards.css";
import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { FileText, FileX, Lock } from "lucide-react";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { targetOf } from "./nodes/target.ts";
import { type Known, useObject } from "./objects.ts";

/** A plain click goes there in this tab; with Mod, or by the middle of the mouse, the browser opens another. */
const go = (to: string) => (event: MouseEvent) => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(to);
};

function Sign({ known }: { known: Known }) {
  if (known.state === "here") {
    return known.sign ? (
      <span className="h-sign" aria-hidden>
        {known.sign}
      </span>
    ) : (
      <FileText size={15} aria-hidden />
    );
  }
  const Icon = known.state === "deleted" ? FileX : Lock;
  return known.state === "waiting" ? null : <Icon size={15} aria-hidden />;
}

/** An object of ours in a line: its sign and its title as they are now. */
export function ReferenceView({ node, selected }: NodeViewProps) {
  const { t } = useTranslation();
  const known = useObject(targetOf(node.attrs));
  return (
    <NodeViewWrapper as="span" className="h-reference" data-state={known.state} data-selected={selected || undefined}>
      {known.state === "here" ? (
        <a href={known.to} onClick={go(known.to)} draggable={false}>
          <Sign known={known} /> {known.title}
        </a>
      ) : (
        <span>
          <Sign known={known} /> {t(`pointer.${known.state}`)}
        </span>
      )}
    </NodeViewWrapper>
  );
}

/** The same as a card, with how it begins. */
export function EmbedView({ node, selected }: NodeViewProps) {
  const { t } = useTranslation();
  const known = useObject(targetOf(node.attrs));
  return (
    <NodeViewWrapper className="h-card" data-state={known.state} data-selected={selected || undefined} data-drag-handle>
      {known.state === "here" ? (
        <a href={known.to} onClick={go(known.to)} draggable={false}>
          <strong>
            <Sign known={known} /> {known.title}
          </strong>
          {known.begins && <span className="h-card-text">{known.begins}</span>}
        </a>
      ) : (
        <span className="h-card-none">
          <Sign known={known} /> {t(`pointer.${known.state}`)}
        </span>
      )}
    </NodeViewWrapper>
  );
}
