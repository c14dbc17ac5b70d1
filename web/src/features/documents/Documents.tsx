import { Button } from "@mantine/core";
import { FileText, List, ListTree, Plus, Search } from "lucide-react";
import { memo, type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useCreateDocument } from "./create.ts";
import { useResource, useOrgId } from "../../app/context.tsx";
import { markPainted } from "../../app/marks.ts";
import { members } from "../org/resources.ts";
import { documents } from "./resources.ts";
import { rank } from "../../data/search.ts";
import type { Document } from "../../data/types.ts";
import { Ago, Empty, Note, Page, Tag, Waiting } from "../../ui/bits.tsx";
import { useProblemText } from "../../ui/action.ts";
import { Long, type Place } from "../../ui/Long.tsx";
import { usePrefetch } from "./prefetch.ts";
import css from "./documents.module.css";
import { useFileDrop } from "../imports/drop.ts";
import { useSpaces } from "./spaces.ts";
import { grow, pathTo, type Branch } from "./tree.ts";

const ROW = 53;

interface Entry {
  id: string;
  document: Document;
  depth: number;
}

export default function Documents() {
  const { t } = useTranslation();
  const org = useOrgId();
  const view = useResource(documents, org);
  const people = useResource(members, org);
  const spaces = useSpaces(org);
  const create = useCreateDocument(org);
  const problem = useProblemText();
  const prefetch = usePrefetch(org);
  const drop = useFileDrop();
  const [query, setQuery] = useState("");
  const [shape, setShape] = useState<"list" | "tree">("list");
  useEffect(() => {
    if (view.phase === "ready") markPainted("list");
  }, [view.phase]);

  const rows = useMemo((): Entry[] => {
    if (shape === "tree" && !query) return flat(grow(view.items));
    return rank(query, recent(view.items), (document) => document.title).map((document) => ({ id: document.id, document, depth: 0 }));
  }, [view.items, query, shape]);

  const untitled = t("documents.untitled");
  const waits = t("sync.unsaved");
  const nameOf = (id: string | null | undefined): string | null => (id ? (people.byId.get(id)?.name ?? null) : null);
  const row = ({ document, depth }: Entry, place: Place): ReactNode => {
    const where =
      query || shape === "list"
        ? [
            ...(spaces.several ? [spaces.nameOf(spaces.spaceOf(document))] : []),
            ...pathTo(view.byId, document.id).map((above) => above.title || untitled),
          ].join(" / ")
        : "";
    return (
      <Line
        key={document.id}
        document={document}
        depth={depth}
        org={org}
        where={where}
        by={nameOf(document.owner_id)}
        untitled={untitled}
        waits={view.unsaved.has(document.id) ? waits : null}
        {...place}
      />
    );
  };

  return (
    <div className={css.whole} data-over={drop.over || undefined} {...drop.props}>
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
                <input
                  data-filter
                  type="text"
                  placeholder={t("documents.filter")}
                  aria-label={t("documents.filter")}
                  value={query}
                  onChange={(event) => setQuery(event.target.value)}
                  onKeyDown={(event) => event.key === "Escape" && setQuery("")}
                />
              </div>
              <div className={css.shapes} role="radiogroup" aria-label={t("documents.shape")}>
                <Shape name="list" icon={<List size={16} />} text={t("documents.asList")} now={shape} choose={setShape} />
                <Shape name="tree" icon={<ListTree size={16} />} text={t("documents.asTree")} now={shape} choose={setShape} />
              </div>
            </div>
            <p className="visually-hidden" role="status">
              {query ? t("documents.found", { count: rows.length }) : ""}
            </p>
            <Long key={shape + query} items={rows} keyOf={({ id }) => id} size={ROW} row={row}>
              {(children, parts) => (
                <ul className={css.list} aria-label={t("nav.documents")} {...prefetch} {...parts}>
                  {children}
                </ul>
              )}
            </Long>
            {rows.length === 0 && <p className={css.none}>{t("documents.none", { query })}</p>}
          </>
        )}
      </Page>
    </div>
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

function flat(branches: Branch[]): Entry[] {
  return branches.flatMap((branch) => [{ id: branch.document.id, document: branch.document, depth: branch.depth }, ...flat(branch.children)]);
}

const ICON = <FileText size={18} className={css.lineIcon} aria-hidden />;

const Line = memo(function Line({
  document,
  depth,
  org,
  where,
  by,
  untitled,
  waits,
  style,
  ...place
}: { document: Document; depth: number; org: string; where: string; by: string | null; untitled: string; waits: string | null } & Place) {
  return (
    <li {...place} style={depth ? { ...style, paddingInlineStart: depth * 22 } : style}>
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
