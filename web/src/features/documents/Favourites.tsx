import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useResource } from "../../app/context.tsx";
import { useIsHere } from "../../app/place.ts";
import type { Document } from "../../data/types.ts";
import { usePrefetch } from "./prefetch.ts";
import css from "./documents.module.css";
import { useFavourites } from "./favourites.ts";
import { documents } from "./resources.ts";

/** What the person keeps at hand, above the tree. Nothing when there is none. */
export function Favourites({ org }: { org: string }) {
  const { t } = useTranslation();
  const { ids } = useFavourites(org);
  const { byId } = useResource(documents, org);
  const prefetch = usePrefetch(org);
  const there = ids.flatMap((id) => byId.get(id) ?? []);
  if (there.length === 0) return null;
  return (
    <nav aria-label={t("documents.favourites")} className={css.favourites} {...prefetch}>
      <div className={css.treeHead}>{t("documents.favourites")}</div>
      <ul>
        {there.map((document) => (
          <One key={document.id} org={org} document={document} />
        ))}
      </ul>
    </nav>
  );
}

function One({ org, document }: { org: string; document: Document }) {
  const { t } = useTranslation();
  const to = `/o/${org}/documents/${document.id}`;
  const here = useIsHere(to, true);
  return (
    <li className={css.treeItem}>
      <span className={css.twist} aria-hidden>
        {document.icon ?? <FileText size={14} />}
      </span>
      <Link href={to} dir="auto" aria-current={here ? "page" : undefined}>
        {document.title || t("documents.untitled")}
      </Link>
    </li>
  );
}
