import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { ArrowDown, ArrowUp, Check, ChevronRight, CloudOff, Ellipsis, Eye, FolderInput, LoaderCircle, Plus, Printer, Share2, Trash2, CircleAlert, FileDown, Link2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useCreateDocument } from "../../app/commands.ts";
import { useNoun, useNow, useWorkspace } from "../../app/context.tsx";
import { offerUndo, say } from "../../app/notify.tsx";
import { changeDocument, deleteDocument, restoreDocument } from "../../data/changes.ts";
import { documents } from "../../data/nouns.ts";
import type { Document, DocumentRole } from "../../data/types.ts";
import { ago, clock } from "../../i18n/dates.ts";
import { useProblemText } from "../../ui/action.ts";
import { Face, Tag } from "../../ui/bits.tsx";
import type { DocumentView } from "../editor/session.ts";
import { Move } from "./Move.tsx";
import { saveAs } from "../../ui/download.ts";
import css from "./room.module.css";
import { Share } from "./Share.tsx";
import { pathTo, step } from "./tree.ts";

export function DocumentBar({ org, document, id, view, role }: { org: string; document: Document | undefined; id: string; view: DocumentView; role: DocumentRole }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const workspace = useWorkspace();
  const list = useNoun(documents, org);
  const [, go] = useLocation();
  const create = useCreateDocument(org);
  const [sharing, setSharing] = useState(false);
  const [moving, setMoving] = useState(false);
  const path = pathTo(list.byId, id);

  const remove = async (): Promise<void> => {
    if (!document) return;
    await workspace.change(deleteDocument(org, document));
    go(document.parent_id ? `/o/${org}/documents/${document.parent_id}` : `/o/${org}/documents`);
    offerUndo(t("documents.deleted", { title: document.title || t("documents.untitled") }), () => workspace.change(restoreDocument(org, document)));
  };
  const reorder = (by: -1 | 1): void => {
    const position = document && step(list.byId, document, by);
    if (position) void workspace.change(changeDocument(org, document, { position }));
  };
  const save = async (): Promise<void> => {
    try {
      const { content } = await workspace.api.get("/v1/orgs/{org_id}/documents/{document_id}/content", { path: { org_id: org, document_id: id }, query: { format: "markdown" } });
      saveAs(`${document?.title || t("documents.untitled")}.md`, new Blob([String(content)], { type: "text/markdown" }));
    } catch (error) {
      say(problem(error));
    }
  };
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
      <People view={view} me={workspace.person} />
      {role !== "editor" && (
        <Tag tone="amber">
          <Eye size={12} /> {t(`docRole.${role}`)}
        </Tag>
      )}
      <Button size="xs" variant="light" leftSection={<Share2 size={15} />} onClick={() => setSharing(true)} className={css.share}>
        {t("share.button")}
      </Button>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t("room.more")}>
            <Ellipsis size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Plus size={16} />} onClick={() => void create(id)}>
            {t("room.addInside")}
          </Menu.Item>
          <Menu.Item leftSection={<FolderInput size={16} />} disabled={role !== "editor"} onClick={() => setMoving(true)}>
            {t("room.move")}
          </Menu.Item>
          {([-1, 1] as const).map((by) => (
            <Menu.Item key={by} leftSection={by < 0 ? <ArrowUp size={16} /> : <ArrowDown size={16} />} disabled={role !== "editor" || !document || !step(list.byId, document, by)} onClick={() => reorder(by)}>
              {t(by < 0 ? "room.up" : "room.down")}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void navigator.clipboard.writeText(location.href).then(() => say(t("ui.copied")))}>
            {t("room.copyLink")}
          </Menu.Item>
          <Menu.Item leftSection={<FileDown size={16} />} onClick={() => void save()}>
            {t("room.markdown")}
          </Menu.Item>
          <Menu.Item leftSection={<Printer size={16} />} onClick={() => print()}>
            {t("room.print")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<Trash2 size={16} />} disabled={role !== "editor"} onClick={() => void remove()}>
            {t("room.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {sharing && <Share org={org} id={id} title={document?.title ?? ""} close={() => setSharing(false)} />}
      {moving && document && <Move org={org} document={document} close={() => setMoving(false)} />}
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
  } else {
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

function People({ view, me }: { view: DocumentView; me: string }) {
  const { t } = useTranslation();
  const others = new Map(view.people.filter((one) => one.person.id !== me).map((one) => [one.person.id, one]));
  if (others.size === 0) return null;
  const shown = [...others.values()];
  return (
    <ul className={css.people} aria-label={t("room.here", { count: others.size })}>
      {shown.slice(0, 4).map((one) => (
        <li key={one.person.id} data-idle={one.idle || undefined}>
          <Tooltip label={one.person.name}>
            <span>
              <Face id={one.person.id} name={one.person.name} picture={one.person.picture} size={28} />
              <span className="visually-hidden">{one.person.name}</span>
            </span>
          </Tooltip>
        </li>
      ))}
      {shown.length > 4 && <li className={css.others}>+{shown.length - 4}</li>}
    </ul>
  );
}
