import { Button } from "@mantine/core";
import { Check, ChevronRight, CircleAlert, CloudOff, Ellipsis, Eye, LoaderCircle, Share2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useResource, useNow, useWorkspace } from "../../app/context.tsx";
import { LaterMenu } from "../../app/LaterMenu.tsx";
import { documents } from "./resources.ts";
import type { Document, DocumentRole } from "../../data/types.ts";
import { ago, clock } from "../../i18n/dates.ts";
import { Tag } from "../../ui/bits.tsx";
import type { DocumentView } from "../editor/session.ts";
import css from "./room.module.css";
import { pathTo } from "./tree.ts";

const load = () => import("./DocumentMenu.tsx");
const DocumentMenu = lazy(load);
const Share = lazy(() => import("./Share.tsx").then((share) => ({ default: share.Share })));
const People = lazy(() => import("./People.tsx"));

export function DocumentBar({
  org,
  document,
  id,
  view,
  role,
}: {
  org: string;
  document: Document | undefined;
  id: string;
  view: DocumentView;
  role: DocumentRole;
}) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const list = useResource(documents, org);
  const [sharing, setSharing] = useState(false);
  const path = pathTo(list.byId, id);
  return (
    <header className={css.bar}>
      <nav aria-label={t("room.path")} className={css.path}>
        <Link href={`/o/${org}/documents`}>{t("nav.documents")}</Link>
        {path.map((above) => (
          <span key={above.id}>
            <ChevronRight size={14} aria-hidden />
            <Link href={`/o/${org}/documents/${above.id}`}>{above.title || t("documents.untitled")}</Link>
          </span>
        ))}
      </nav>
      <Status view={view} />
      <Suspense fallback={null}>{view.people.length > 0 && <People people={view.people} me={workspace.person} />}</Suspense>
      {role !== "editor" && (
        <Tag tone="amber">
          <Eye size={12} /> {t(`docRole.${role}`)}
        </Tag>
      )}
      <Button size="xs" variant="light" leftSection={<Share2 size={15} />} onClick={() => setSharing(true)} className={css.share}>
        {t("share.button")}
      </Button>
      <LaterMenu
        menu={DocumentMenu}
        load={load}
        org={org}
        id={id}
        document={document}
        role={role}
        button={(props) => (
          <button type="button" className={css.more} aria-label={t("room.more")} {...props}>
            <Ellipsis size={19} />
          </button>
        )}
      />
      {sharing && (
        <Suspense fallback={null}>
          <Share org={org} id={id} title={document?.title ?? ""} role={role} close={() => setSharing(false)} />
        </Suspense>
      )}
    </header>
  );
}

function Status({ view }: { view: DocumentView }) {
  const { t, i18n } = useTranslation();
  const now = useNow(4_000);
  const { status } = view;
  const at = (time: number): string => clock(time, i18n.language);
  let icon = <Check size={15} />;
  let text = "";
  if (status.state === "loading") text = "";
  else if (status.state === "saved") text = status.at ? t("sync.savedAgo", { ago: ago(status.at, Math.max(now, status.at), i18n.language) }) : t("sync.saved");
  else if (status.state === "pending") {
    icon = <LoaderCircle size={15} />;
    text = t("sync.saving");
  } else if (status.state === "offline") {
    icon = <CloudOff size={15} />;
    text = status.changes ? t("sync.offlineWaiting", { count: status.changes, since: at(status.since) }) : t("sync.offline", { since: at(status.since) });
  } else if (status.state === "refused" || status.changes > 0) {
    icon = <CircleAlert size={15} />;
    text = t("sync.notSaved");
  }
  return (
    <span className={css.status} data-state={status.state} role="status">
      {text && icon}
      <span>{text}</span>
    </span>
  );
}
