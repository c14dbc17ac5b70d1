import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useResource } from "../../app/context.tsx";
import { documents } from "./resources.ts";
import css from "./room.module.css";
import { useSpaces } from "./spaces.ts";
import { pathTo } from "./tree.ts";

/** Where a document stands: its space, and what it stands under; on the way to a page of it (`whole`), it as well. */
export function Path({ org, id, whole = false }: { org: string; id: string; whole?: boolean }) {
  const { t } = useTranslation();
  const { byId } = useResource(documents, org);
  const spaces = useSpaces(org);
  const document = byId.get(id);
  const steps = [...pathTo(byId, id), ...(whole && document ? [document] : [])];
  return (
    <nav aria-label={t("room.path")} className={css.path}>
      <Link href={`/o/${org}/documents`}>{t("nav.documents")}</Link>
      {document && spaces.several && (
        <span>
          <ChevronRight size={14} aria-hidden />
          <bdi className={css.step}>{spaces.nameOf(spaces.spaceOf(document))}</bdi>
        </span>
      )}
      {steps.map((above) => (
        <span key={above.id}>
          <ChevronRight size={14} aria-hidden />
          <Link href={`/o/${org}/documents/${above.id}`} dir="auto">
            {above.title || t("documents.untitled")}
          </Link>
        </span>
      ))}
    </nav>
  );
}
