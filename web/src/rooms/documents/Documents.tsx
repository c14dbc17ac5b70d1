import { Button } from "@mantine/core";
import { FileText, List, ListTree, Plus, Search } from "lucide-react";
import { type CSSProperties, lazy, memo, type ReactNode, type RefObject, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useCreateDocument } from "../../app/commands.ts";
import { useNoun, useOrgId } from "../../app/context.tsx";
import { markPainted } from "../../app/marks.ts";
import { documents, members } from "../../data/nouns.ts";
import { rank } from "../../data/search.ts";
import type { Document } from "../../data/types.ts";
import { Ago, Empty, Note, Page, Tag, Waiting } from "../../ui/bits.tsx";
import { useProblemText } from "../../ui/action.ts";
import type { Measured } from "../../ui/Windowed.tsx";
import { useAhead } from "./ahead.ts";
import css from "./documents.module.css";
import { grow, pathTo, type Branch } from "./tree.ts";

const Windowed = lazy(() => import("../../ui/Windowed.tsx"));

/** Up to so many rows are simply there; of more, those that can be seen. */
const FEW = 50;
const ROW = 53;

interface Place {
  document: Document;
  depth: number;
}

export default function Documents() {
  const { t } = useTranslation();
  const org = useOrgId();
  const view = useNoun(documents, org);
  const people = useNoun(members, org);
  const create = useCreateDocument(org);
  const problem = useProblemText();
  const ahead = useAhead(org);
  const [query, setQuery] = useState("");
  const [shape, setShape] = useState<"list" | "tree">("list");
  useEffect(() => {
    if (view.phase === "ready") markPainted("list");
  }, [view.phase]);

  const rows = useMemo((): Place[] => {
    if (shape === "tree" && !query) return flat(grow(view.items));
    return rank(query, recent(view.items), (document) => document.title).map((document) => ({ document, depth: 0 }));
  }, [view.items, query, shape]);

  const untitled = t("documents.untitled");
  const waits = t("sync.unsaved");
  const nameOf = (id: string | null | undefined): string | null => (id ? (people.byId.get(id)?.name ?? null) : null);
  const row = (index: number, measured?: Measured): ReactNode => {
    const { document, depth } = rows[index]!;
    const where = query || shape === "list" ? pathTo(view.byId, document.id).map((above) => above.title || untitled).join(" / ") : "";
    const place = rows.length > FEW ? { at: index + 1, of: rows.length } : {};
    return <Line key={document.id} document={document} depth={depth} org={org} where={where} by={nameOf(document.owner_id)} untitled={untitled} waits={view.unsaved.has(document.id) ? waits : null} measure={measured?.ref} {...place} />;
  };
  const list = (children: ReactNode, style?: CSSProperties, ref?: RefObject<never>): ReactNode => (
    <ul ref={ref} className={css.list} aria-label={t("nav.documents")} style={style} {...ahead}>
      {children}
    </ul>
  );
  const some = (): ReactNode => list(rows.slice(0, FEW).map((_, index) => row(index)));

  return (
    <Page
      title={t("nav.documents")}
      lead={view.items.length ? t("documents.count", { count: view.items.length }) : null}
      wide
      actions={
        <Button leftSection={<Plus size={17} />} onClick={() => void create()}>
          {t("documents.new")}
        </Button>
      }
    >
      {view.error && view.items.length === 0 && <Note tone="amber">{problem(view.error)}</Note>}
      {view.phase !== "ready" ? (
        <Waiting rows={7} />
      ) : view.items.length === 0 ? (
        <Empty icon={FileText} title={t("documents.emptyTitle")} action={<Button onClick={() => void create()}>{t("documents.first")}</Button>}>
          {t("documents.emptyText")}
        </Empty>
      ) : (
        <>
          <div className={css.tools}>
            <div className={css.filter}>
              <Search size={16} aria-hidden />
              <input data-filter type="text" placeholder={t("documents.filter")} aria-label={t("documents.filter")} value={query} onChange={(event) => setQuery(event.target.value)} onKeyDown={(event) => event.key === "Escape" && setQuery("")} />
            </div>
            <div className={css.shapes} role="radiogroup" aria-label={t("documents.shape")}>
              <Shape name="list" icon={<List size={16} />} text={t("documents.asList")} now={shape} choose={setShape} />
              <Shape name="tree" icon={<ListTree size={16} />} text={t("documents.asTree")} now={shape} choose={setShape} />
            </div>
          </div>
          <p className="visually-hidden" role="status">
            {query ? t("documents.found", { count: rows.length }) : ""}
          </p>
          {rows.length <= FEW ? (
            some()
          ) : (
            <Suspense fallback={some()}>
              <Windowed key={shape + query} scroller={null} count={rows.length} size={ROW} keyOf={(index) => rows[index]!.document.id} row={row}>
                {list}
              </Windowed>
            </Suspense>
          )}
          {rows.length === 0 && <p className={css.none}>{t("documents.none", { query })}</p>}
        </>
      )}
    </Page>
  );
}

function Shape<T extends string>({ name, icon, text, now, choose }: { name: T; icon: ReactNode; text: string; now: T; choose: (name: T) => void }) {
  return (
    <label className={css.shape} data-on={name === now || undefined} title={text}>
      <input type="radio" className="visually-hidden" name="shape" checked={name === now} onChange={() => choose(name)} />
      <span aria-hidden>{icon}</span>
      <span className="visually-hidden">{text}</span>
    </label>
  );
}

/** Times are ASCII of one form: comparing them as such costs a tenth of comparing them as words of a language. */
function recent(items: readonly Document[]): Document[] {
  return [...items].sort((a, b) => (a.updated_at < b.updated_at ? 1 : a.updated_at > b.updated_at ? -1 : 0));
}

function flat(branches: Branch[]): Place[] {
  return branches.flatMap((branch) => [{ document: branch.document, depth: branch.depth }, ...flat(branch.children)]);
}

const ICON = <FileText size={18} className={css.lineIcon} aria-hidden />;

const Line = memo(function Line({ document, depth, org, where, by, untitled, waits, at, of, measure }: { document: Document; depth: number; org: string; where: string; by: string | null; untitled: string; waits: string | null; at?: number; of?: number; measure?: Measured["ref"] }) {
  return (
    <li style={depth ? { paddingInlineStart: depth * 22 } : undefined} ref={measure} data-index={at && at - 1} aria-posinset={at} aria-setsize={of}>
      <Link href={`/o/${org}/documents/${document.id}`} className={css.line}>
        {ICON}
        <span className={css.lineMain}>
          <span className={css.lineTitle} dir="auto">
            {document.title || untitled}
          </span>
          {where && <span className={css.lineWhere}>{where}</span>}
        </span>
        {waits && <Tag tone="amber">{waits}</Tag>}
        <span className={css.lineBy}>{by}</span>
        <span className={css.lineAt}>
          <Ago at={document.updated_at} />
        </span>
      </Link>
    </li>
  );
});
