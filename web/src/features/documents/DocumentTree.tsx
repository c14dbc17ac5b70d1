import { ChevronRight, Ellipsis, FileText, Plus } from "lucide-react";
import { type KeyboardEvent, lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useCreateDocument } from "./create.ts";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { useDocumentInPath } from "../../app/place.ts";
import { changeDocument } from "./changes.ts";
import { documents } from "./resources.ts";
import type { Document } from "../../data/types.ts";
import { Long, type Place as RowPlace } from "../../ui/Long.tsx";
import { usePrefetch } from "./prefetch.ts";
import { Favourites } from "./Favourites.tsx";
import type { Asked } from "./RowMenu.tsx";
import { closedSpaces } from "./closedSpaces.ts";
import { useTreeDrag } from "./drag.ts";
import { SpaceRow } from "./SpaceRow.tsx";
import { type Move, sectionsOf, useSpaces } from "./spaces.ts";
import { type BranchLine, grow, linesBySpace, linesOf, pathTo, step, type TreeLine } from "./tree.ts";
import { useMoved } from "./useMoved.ts";
import css from "./documents.module.css";

const RowMenu = lazy(() => import("./RowMenu.tsx"));

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
  const prefetch = usePrefetch(org);
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
  const spaces = useSpaces(org);
  const closed = useSyncExternalStore(closedSpaces.subscribe, closedSpaces.getSnapshot);
  const lines = useMemo(
    (): TreeLine[] => (spaces.several ? linesBySpace(sectionsOf(roots, spaces), shown, closed) : linesOf(roots, shown)),
    [roots, shown, spaces, closed],
  );

  const order = (moving: Document, position: string): void => void workspace.change(changeDocument(org, moving, { position }));
  const moved = useMoved(org, spaces);
  const dragging = useTreeDrag(view.byId, spaces, (moving: Document, to: Move) => void moved(moving, to));

  const add = (parent: string): Promise<void> => (toggle(parent, true), create(parent));
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (event: { currentTarget: HTMLElement; preventDefault: () => void }, document: Document, at?: { x: number; y: number }): void => {
    event.preventDefault();
    const row = event.currentTarget.closest<HTMLElement>("[role=treeitem]")!;
    const { left, bottom } = (at ? row : event.currentTarget).getBoundingClientRect();
    setAsked({ document, x: at?.x ?? left, y: at?.y ?? bottom, from: row.querySelector("a") });
  };

  // The row of the open document is in sight when one arrives there; whoever scrolls away afterwards is left alone.
  const [at, setAt] = useState(-1);
  const latest = useRef(lines);
  latest.current = lines;
  const placeOf = (id: string | null | undefined): number => latest.current.findIndex(({ key }) => key === id);
  const known = here !== null && view.byId.has(here);
  useEffect(() => {
    if (!known) return;
    setAt(placeOf(here));
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [here, known]);
  /** The row that gets the focus as soon as it is drawn. */
  const wanted = useRef<string | null>(null);
  const above = (place: number, level: number): number => latest.current.findLastIndex((one, at) => at < place && one.level < level);
  const goTo = (place: number): void => {
    const id = latest.current[place]?.key;
    if (id === undefined) return;
    const drawn = box.current?.querySelector<HTMLElement>(`[data-row="${id}"]`);
    wanted.current = drawn ? null : id;
    setAt(place);
    drawn?.focus();
  };

  /** What takes the focus of a row that was not drawn when it was asked for. */
  const landed = (id: string) => (element: HTMLElement | null) => {
    if (!element || wanted.current !== id) return;
    wanted.current = null;
    element.focus();
  };

  const pressed = (event: KeyboardEvent<HTMLElement>, line: TreeLine): void => {
    const { branch, space } = line;
    const now = placeOf(line.key);
    const some = branch ? branch.children.length > 0 : line.some;
    const isOpen = some && (branch ? shown.has(branch.document.id) : !closed.has(space.id));
    const turn = (to: boolean): void => (branch ? toggle(branch.document.id, to) : closedSpaces.close(space.id, !to));
    const rtl = document.documentElement.dir === "rtl";
    const into = rtl ? "ArrowLeft" : "ArrowRight";
    const out = rtl ? "ArrowRight" : "ArrowLeft";
    if (branch && event.altKey && event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const position = step(view.byId, branch.document, event.key === "ArrowUp" ? -1 : 1);
      if (position && branch.document.role === "editor") order(branch.document, position);
    } else if (event.key === "ArrowDown") goTo(now + 1);
    else if (event.key === "ArrowUp") goTo(now - 1);
    else if (event.key === "Home") goTo(0);
    else if (event.key === "End") goTo(lines.length - 1);
    else if (event.key === into) {
      if (isOpen) goTo(now + 1);
      else if (some) turn(true);
    } else if (event.key === out) {
      if (isOpen) turn(false);
      else if (branch) goTo(above(now, line.level));
    } else if ((branch && event.key === "ContextMenu") || (branch && event.key === "F10" && event.shiftKey)) ask(event, branch.document);
    else return;
    event.preventDefault();
  };

  const head = (line: TreeLine & { space: object }, place: RowPlace): ReactNode => (
    <SpaceRow
      key={line.key}
      org={org}
      line={line}
      open={line.some && !closed.has(line.space.id)}
      place={place}
      target={dragging.ofSpace(line.space.id)}
      landed={landed(line.key)}
      pressed={(event) => pressed(event, line)}
    />
  );
  const line = (line: BranchLine, { style, ...place }: RowPlace): ReactNode => {
    const { branch, at, of, level } = line;
    const { document, depth, children } = branch;
    const isOpen = shown.has(document.id);
    const title = document.title || t("documents.untitled");
    return (
      // The link in the row has the focus and the keys.
      // eslint-disable-next-line jsx-a11y/interactive-supports-focus
      <div
        key={document.id}
        {...place}
        role="treeitem"
        aria-level={level}
        aria-posinset={at}
        aria-setsize={of}
        aria-expanded={children.length ? isOpen : undefined}
        aria-label={title}
        aria-selected={document.id === here}
        className={css.treeItem}
        {...dragging.ofDocument(document)}
        onContextMenu={(event: MouseEvent<HTMLElement>) => ask(event, document, { x: event.clientX, y: event.clientY })}
        style={depth ? { ...style, paddingInlineStart: depth * 14 } : style}
      >
        {children.length ? (
          <button
            type="button"
            tabIndex={-1}
            className={css.twist}
            data-open={isOpen || undefined}
            onClick={() => toggle(document.id)}
            aria-label={t(isOpen ? "documents.close" : "documents.open", { title })}
          >
            {TWIST}
          </button>
        ) : (
          <span className={css.twist} aria-hidden>
            {document.icon ?? LEAF}
          </span>
        )}
        <Link
          href={`/o/${org}/documents/${document.id}`}
          dir="auto"
          data-row={document.id}
          data-untitled={!document.title || undefined}
          ref={landed(document.id)}
          onKeyDown={(event) => pressed(event, line)}
        >
          {title}
        </Link>
        {/* For who has a pointer; keys ask with Shift F10, or open the document. */}
        <span className={css.rowTools}>
          <button type="button" tabIndex={-1} aria-label={t("documents.actions", { title })} aria-haspopup="menu" onClick={(event) => ask(event, document)}>
            <Ellipsis size={15} />
          </button>
          {document.role === "editor" && (
            <button type="button" tabIndex={-1} aria-label={t("documents.addIn", { title })} onClick={() => void add(document.id)}>
              <Plus size={15} />
            </button>
          )}
        </span>
      </div>
    );
  };

  return (
    <>
      <Favourites org={org} />
      <div className={css.treeBox}>
        <div className={css.treeHead}>
          <span>{t("nav.documents")}</span>
          <button type="button" onClick={() => void create()} aria-label={t("documents.new")} title={`${t("documents.new")} (C)`}>
            <Plus size={16} />
          </button>
        </div>
        <div role={lines.length ? "tree" : undefined} aria-label={lines.length ? t("documents.tree") : undefined} className={css.tree} ref={box} {...prefetch}>
          <Long
            items={lines}
            keyOf={({ key }) => key}
            size={ROW}
            row={(one, place) => (one.branch ? line(one, place) : head(one, place))}
            scroller={box}
            few={FEW}
            at={at}
          >
            {(rows, parts) => (
              <div role="presentation" {...parts}>
                {rows}
              </div>
            )}
          </Long>
          {view.phase === "ready" && view.items.length === 0 && <p className={css.treeEmpty}>{t("documents.treeEmpty")}</p>}
        </div>
      </div>
      {asked && (
        <Suspense fallback={null}>
          <RowMenu key={asked.document.id} org={org} asked={asked} close={() => setAsked(null)} />
        </Suspense>
      )}
    </>
  );
}
