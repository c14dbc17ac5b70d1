import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { FileText, List, ListTree, Plus, Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
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
import css from "./documents.module.css";
import { grow, pathTo, type Branch } from "./tree.ts";

/** More rows than anybody reads at once cost time to paint; searching narrows, the button shows the next ones. */
const SHOWN = 80;

export default function Documents() {
  const { t } = useTranslation();
  const org = useOrgId();
  const view = useNoun(documents, org);
  const people = useNoun(members, org);
  const create = useCreateDocument(org);
  const problem = useProblemText();
  const [query, setQuery] = useState("");
  const [shape, setShape] = useState("list");
  const [most, setMost] = useState(SHOWN);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (view.phase === "ready") markPainted("list");
  }, [view.phase]);

  const rows = useMemo(() => {
    if (shape === "tree" && !query) return flat(grow(view.items));
    const recent = [...view.items].sort((a, b) => b.updated_at.localeCompare(a.updated_at));
    return rank(query, recent, (document) => document.title).map((document) => ({ document, depth: 0 }));
  }, [view.items, query, shape]);

  const nameOf = (id: string | null | undefined): string | null => (id ? (people.byId.get(id)?.name ?? null) : null);
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
            <TextInput ref={field} data-filter className={css.filter} leftSection={<Search size={16} />} placeholder={t("documents.filter")} aria-label={t("documents.filter")} value={query} onChange={(event) => (setQuery(event.target.value), setMost(SHOWN))} onKeyDown={(event) => event.key === "Escape" && setQuery("")} />
            <SegmentedControl
              value={shape}
              onChange={setShape}
              aria-label={t("documents.shape")}
              data={[
                { value: "list", label: <Shape icon={<List size={16} />} text={t("documents.asList")} /> },
                { value: "tree", label: <Shape icon={<ListTree size={16} />} text={t("documents.asTree")} /> },
              ]}
            />
          </div>
          <p className="visually-hidden" role="status">
            {query ? t("documents.found", { count: rows.length }) : ""}
          </p>
          <ul className={css.list} aria-label={t("nav.documents")}>
            {rows.slice(0, most).map(({ document, depth }) => (
              <Line key={document.id} document={document} depth={depth} org={org} where={query || shape === "list" ? pathTo(view.byId, document.id).map((above) => above.title || t("documents.untitled")).join(" / ") : ""} by={nameOf(document.owner_id)} unsaved={view.unsaved.has(document.id)} />
            ))}
          </ul>
          {rows.length > most && (
            <Button variant="subtle" onClick={() => setMost(most + 200)}>
              {t("ui.more", { count: rows.length - most })}
            </Button>
          )}
          {rows.length === 0 && <p className={css.none}>{t("documents.none", { query })}</p>}
        </>
      )}
    </Page>
  );
}

function Shape({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <span className={css.shape}>
      {icon}
      <span className="visually-hidden">{text}</span>
    </span>
  );
}

function flat(branches: Branch[]): { document: Document; depth: number }[] {
  return branches.flatMap((branch) => [{ document: branch.document, depth: branch.depth }, ...flat(branch.children)]);
}

function Line({ document, depth, org, where, by, unsaved }: { document: Document; depth: number; org: string; where: string; by: string | null; unsaved: boolean }) {
  const { t } = useTranslation();
  return (
    <li style={{ paddingInlineStart: depth * 22 }}>
      <Link href={`/o/${org}/documents/${document.id}`} className={css.line}>
        <FileText size={18} className={css.lineIcon} aria-hidden />
        <span className={css.lineMain}>
          <span className={css.lineTitle} dir="auto">
            {document.title || t("documents.untitled")}
          </span>
          {where && <span className={css.lineWhere}>{where}</span>}
        </span>
        {unsaved && <Tag tone="amber">{t("sync.unsaved")}</Tag>}
        <span className={css.lineBy}>{by}</span>
        <span className={css.lineAt}>
          <Ago at={document.updated_at} />
        </span>
      </Link>
    </li>
  );
}
