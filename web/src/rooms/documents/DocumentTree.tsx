import { ChevronRight, FileText, Plus } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useCreateDocument } from "../../app/commands.ts";
import { useNoun, useWorkspace } from "../../app/context.tsx";
import { changeDocument } from "../../data/changes.ts";
import { documents } from "../../data/nouns.ts";
import type { Document } from "../../data/types.ts";
import { type Place, useTreeDrag } from "./drag.ts";
import { type Branch, grow, pathTo, step } from "./tree.ts";
import css from "./documents.module.css";

/** The tree beside everything. Arrow keys walk it, as trees are walked. */
export function DocumentTree({ org }: { org: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const view = useNoun(documents, org);
  const create = useCreateDocument(org);
  const [location] = useLocation();
  const here = /\/documents\/([^/]+)/.exec(location)?.[1] ?? null;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const roots = useMemo(() => grow(view.items), [view.items]);
  const shown = useMemo(() => {
    const all = new Set(open);
    if (here) for (const above of pathTo(view.byId, here)) all.add(above.id);
    return all;
  }, [open, here, view.byId]);
  const toggle = (id: string, to?: boolean): void => {
    const next = new Set(shown);
    if (to ?? !next.has(id)) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const lines: Branch[] = [];
  const walk = (branches: Branch[]): void => {
    for (const branch of branches) {
      lines.push(branch);
      if (shown.has(branch.document.id)) walk(branch.children);
    }
  };
  walk(roots);

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

  return (
    <div className={css.treeBox}>
      <div className={css.treeHead}>
        <span>{t("nav.documents")}</span>
        <button type="button" onClick={() => void create()} aria-label={t("documents.new")} title={`${t("documents.new")} (C)`}>
          <Plus size={16} />
        </button>
      </div>
      <div role="tree" aria-label={t("documents.tree")} className={css.tree}>
        {lines.map((branch) => {
          const { document, depth, children } = branch;
          const isOpen = shown.has(document.id);
          return (
            <div key={document.id} role="treeitem" aria-level={depth + 1} aria-expanded={children.length ? isOpen : undefined} aria-selected={document.id === here} className={css.treeItem} {...dragging(document)} style={{ paddingInlineStart: depth * 14 }}>
              {children.length ? (
                <button type="button" tabIndex={-1} className={css.twist} data-open={isOpen || undefined} onClick={() => toggle(document.id)} aria-label={t(isOpen ? "documents.close" : "documents.open", { title: document.title })}>
                  <ChevronRight size={14} />
                </button>
              ) : (
                <span className={css.twist} aria-hidden>
                  <FileText size={14} />
                </span>
              )}
              <Link href={`/o/${org}/documents/${document.id}`} dir="auto" data-untitled={!document.title || undefined} onKeyDown={(event) => pressed(event, branch)}>
                {document.title || t("documents.untitled")}
              </Link>
            </div>
          );
        })}
        {view.phase === "ready" && lines.length === 0 && <p className={css.treeEmpty}>{t("documents.treeEmpty")}</p>}
      </div>
    </div>
  );
}
