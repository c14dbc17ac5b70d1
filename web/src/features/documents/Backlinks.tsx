import { FileText, Link2 } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useOnline, useOrgId, useResource } from "../../app/context.tsx";
import { Empty, Note, Waiting } from "../../ui/bits.tsx";
import { backlinks, documents } from "./resources.ts";
import css from "./room.module.css";

/** What points at the document that is open, as far as this person may see it. Kept on the device, and asked for anew when it is opened. */
export default function Backlinks({ params }: { params: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const org = useOrgId();
  const online = useOnline();
  const noun = useMemo(() => backlinks(params.id ?? ""), [params.id]);
  const list = useResource(noun, org);
  const here = useResource(documents, org);
  const { refresh } = list;
  useEffect(() => void refresh(), [refresh, online]);
  // A title of this device is newer than the list; what has left the list of documents is gone for this person.
  const shown = list.items.flatMap((one) => {
    const known = here.byId.get(one.id);
    if (one.type !== "document") return [one];
    return known ? [{ ...one, title: known.title, icon: known.icon ?? null }] : here.phase === "ready" ? [] : [one];
  });
  if (!shown.length && list.phase === "cold") return <Waiting rows={3} />;
  return (
    <>
      {!online && <Note tone="amber">{t(list.phase === "ready" ? "backlinks.offline" : "backlinks.notHere")}</Note>}
      {online && list.error && <Note>{t("backlinks.failed")}</Note>}
      {shown.length > 0 && (
        <ul className={css.backlinks}>
          {shown.map(({ id, title, icon }) => (
            <li key={id}>
              <Link href={`/o/${org}/documents/${id}`}>
                {icon ? <span aria-hidden>{icon}</span> : <FileText size={15} aria-hidden />} {title || t("documents.untitled")}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {shown.length === 0 && list.phase === "ready" && (
        <Empty icon={Link2} title={t("backlinks.none")}>
          {t("backlinks.noneText")}
        </Empty>
      )}
    </>
  );
}
