import { Button } from "@mantine/core";
import { CircleAlert, Ellipsis, Eye, PanelRight, Share2 } from "lucide-react";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useNow, useSync, useWorkspace } from "../../app/context.tsx";
import { LaterMenu } from "../../app/LaterMenu.tsx";
import { overlay } from "../../app/overlays.ts";
import { panel } from "../../app/panel.ts";
import { SYNC_ICONS } from "../../app/SyncBadge.tsx";
import { useSyncText } from "../../app/syncText.ts";
import type { Document, DocumentRole } from "../../data/types.ts";
import { Tag } from "../../ui/bits.tsx";
import type { DocumentView } from "../editor/session.ts";
import { Path } from "./Path.tsx";
import css from "./room.module.css";

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
  const open = useSyncExternalStore(panel.subscribe, panel.getSnapshot);
  // Also from the palette.
  const sharing = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot) === "share";
  useEffect(() => () => void (overlay.getSnapshot() === "share" && overlay.hide()), []);
  return (
    <header className={css.bar}>
      <Path org={org} id={id} />
      <Status view={view} />
      <Suspense fallback={null}>{view.people.length > 0 && <People people={view.people} me={workspace.person} />}</Suspense>
      {role !== "editor" && (
        <Tag tone="amber">
          <Eye size={12} /> {t(`docRole.${role}`)}
        </Tag>
      )}
      <Button size="xs" variant="light" leftSection={<Share2 size={15} />} onClick={() => overlay.show("share")} className={css.share}>
        {t("share.button")}
      </Button>
      <button
        type="button"
        className={css.more}
        aria-label={t("details.title")}
        aria-pressed={open !== null}
        title={t("details.title")}
        onClick={() => panel.show(open === null ? "details" : null)}
      >
        <PanelRight size={18} />
      </button>
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
          <Share org={org} id={id} title={document?.title ?? ""} role={role} close={overlay.hide} />
        </Suspense>
      )}
    </header>
  );
}

/** The one state of all that is on its way, as the sidebar says it, unless this document has something of its own to say. */
function Status({ view }: { view: DocumentView }) {
  const { t } = useTranslation();
  const sync = useSync();
  const now = useNow(sync.kind === "saved" ? 5_000 : 30_000);
  const say = useSyncText();
  const { status } = view;
  const kept = status.state === "refused" || (status.state === "ended" && status.changes > 0);
  const own = kept ? t("sync.notSaved") : status.state === "pending" && sync.kind === "saved" ? t("sync.saving") : null;
  const quiet = status.state === "loading" || (status.state === "ended" && !kept);
  return (
    <span className={css.status} data-state={status.state} data-kind={kept ? "refused" : sync.kind} role="status">
      {!quiet && (kept ? <CircleAlert size={15} /> : SYNC_ICONS[own ? "sending" : sync.kind])}
      <span>{quiet ? "" : (own ?? say(sync, now))}</span>
    </span>
  );
}
