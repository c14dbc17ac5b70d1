import { ChevronRight, FileText, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useCreateDocument } from "./create.ts";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { useDocumentInPath } from "../../app/place.ts";
import { changeDocument } from "./changes.ts";
import { documents } from "./resources.ts";
import type { Document } from "../../data/types.ts";
import { Long, type Place as RowPlace } from "../../ui/Long.tsx";
import { useAhead } from "./ahead.ts";
import { type Place, useTreeDrag } from "./drag.ts";
import { type Branch, grow, linesOf, pathTo, step, type TreeLine } from "./tree.ts";
import css from "./documents.module.css";

const FEW = 60;
const ROW = 28;
const TWIST = <ChevronRight size={14} />;
const LEAF = <FileText size={14} />;

/** The tree beside everything. Arrow keys walk it, as trees are walked. */
export function DocumentTree({ org }: { org: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const view = useResource(documents, org);
  const create = useCreateDocument(org);
  const ahead = useAhead(org);
  const box = useRef<HTMLDivElement>(null);
  const here = useDocumentInPath();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const roots = useMemo(() => grow(view.items), [view.items]);
  const shown = useMemo(() => {
    const above = here ? pathTo(view.byId, here) : [];
    return above.length ? new Set([...open, ...above.map((document) => document.id)]) : open;
  }, [open, here, view.byId]);
  const toggle = (id: string, to?: boolean): void => {
    const next = new Set(shown);
    if (to ?? !next.has(id)) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const lines = useMemo(() => linesOf(roots, shown), [roots, shown]);

  const move = (moving: Document, to: Place): void => void workspace.change(changeDocument(org, moving, to));
  const dragging = useTreeDrag(view.byId, move);

  const pressed = (event: KeyboardEvent<HTMLElement>, branch: Branch): void => {
    const links = [...event.currentTarget.closest("[role=tree]")!.querySelectorAll<HTMLElement>("a")];
    const at = links.indexOf(event.currentTarget);
    const rtl = document.documentElement.dir === "rtl";
    const into = rtl ? "ArrowLeft" : "ArrowRight";
    const out = rtl ? "ArrowRight" : "ArrowLeft";
    if (event.altKey && event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const position = step(view.byId, branch.document, event.key === "ArrowUp" ? -1 : 1);
      if (position && branch.document.role === "editor") move(branch.document, { position });
    } else if (event.key === "ArrowDown") links[at + 1]?.focus();
    else if (event.key === "ArrowUp") links[at - 1]?.focus();
    else if (event.key === into && branch.children.length) toggle(branch.document.id, true);
    else if (event.key === out) toggle(branch.document.id, false);
    else return;
    event.preventDefault();
  };

  const line = ({ branch, at, of }: TreeLine, { style, ...place }: RowPlace): ReactNode => {
    const { document, depth, children } = branch;
    const isOpen = shown.has(document.id);
    return (
      <div
        key={document.id}
        {...place}
        role="treeitem"
        aria-level={depth + 1}
        aria-posinset={at}
        aria-setsize={of}
        aria-expanded={children.length ? isOpen : undefined}
        aria-selected={document.id === here}
        className={css.treeItem}
        {...dragging(document)}
        style={depth ? { ...style, paddingInlineStart: depth * 14 } : style}
      >
        {children.length ? (
          <button
            type="button"
            tabIndex={-1}
            className={css.twist}
            data-open={isOpen || undefined}
            onClick={() => toggle(document.id)}
            aria-label={t(isOpen ? "documents.close" : "documents.open", { title: document.title })}
          >
            {TWIST}
          </button>
        ) : (
          <span className={css.twist} aria-hidden>
            {LEAF}
          </span>
        )}
        <Link href={`/o/${org}/documents/${document.id}`} dir="auto" data-untitled={!document.title || undefined} onKeyDown={(event) => pressed(event, branch)}>
          {document.title || t("documents.untitled")}
        </Link>
      </div>
    );
  };

  return (
    <div className={css.treeBox}>
      <div className={css.treeHead}>
        <span>{t("nav.documents")}</span>
        <button type="button" onClick={() => void create()} aria-label={t("documents.new")} title={`${t("documents.new")} (C)`}>
          <Plus size={16} />
        </button>
      </div>
      <div role={lines.length ? "tree" : undefined} aria-label={lines.length ? t("documents.tree") : undefined} className={css.tree} ref={box} {...ahead}>
        <Long items={lines} keyOf={({ branch }) => branch.document.id} size={ROW} row={line} scroller={box} few={FEW}>
          {(rows, parts) => (
            <div role="presentation" {...parts}>
              {rows}
            </div>
          )}
        </Long>
        {view.phase === "ready" && lines.length === 0 && <p className={css.treeEmpty}>{t("documents.treeEmpty")}</p>}
      </div>
    </div>
  );
}
