import { Menu } from "@mantine/core";
import {
  ArrowDown,
  ArrowUp,
  Bookmark,
  Clock,
  Copy,
  FileDown,
  FolderInput,
  LayoutTemplate,
  Link2,
  MoveHorizontal,
  Plus,
  Printer,
  Star,
  StarOff,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useOnline, useResource, useWorkspace } from "../../app/context.tsx";
import { offerUndo, say } from "../../app/notify.tsx";
import { overlay } from "../../app/overlays.ts";
import { documentInPath } from "../../app/place.ts";
import type { Document, DocumentRole } from "../../data/types.ts";
import { useProblemText } from "../../ui/action.ts";
import { saveAs } from "../../ui/download.ts";
import { Images } from "../editor/images.ts";
import { changeDocument, deleteDocument, restoreDocument } from "./changes.ts";
import { copyDocument } from "./copy.ts";
import { useCreateDocument } from "./create.ts";
import { type ExportFormat, exportDocument } from "./export.ts";
import { useFavourites } from "./favourites.ts";
import { download } from "./markdown.ts";
import { documents } from "./resources.ts";
import css from "./room.module.css";
import { step } from "./tree.ts";
import { WatchItem } from "../watching/WatchItem.tsx";

const FORMATS = { pdf: "room.asPdf", docx: "room.asDocx", html: "room.asHtml" } as const;

/** What can be done with a whole document: from its own bar, and (without what needs it open) from its row in the tree. */
export function DocumentItems({
  org,
  document,
  id,
  role,
  move,
  row,
  template,
}: {
  org: string;
  document: Document | undefined;
  id: string;
  role: DocumentRole;
  move: () => void;
  row?: boolean;
  /** Opens what makes a template of it. */
  template?: () => void;
}) {
  const { t, i18n } = useTranslation();
  const online = useOnline();
  const problem = useProblemText();
  const workspace = useWorkspace();
  const list = useResource(documents, org);
  const create = useCreateDocument(org);
  const favourites = useFavourites(org);
  const closed = role !== "editor";
  const kept = favourites.has(id);
  const path = `/o/${org}/documents/${id}`;

  const remove = async (): Promise<void> => {
    if (!document) return;
    await workspace.change(deleteDocument(org, document));
    if (documentInPath() === id) navigate(document.parent_id ? `/o/${org}/documents/${document.parent_id}` : `/o/${org}/documents`);
    offerUndo(t("documents.deleted", { title: document.title || t("documents.untitled") }), () => workspace.change(restoreDocument(org, document)));
  };
  const reorder = (by: -1 | 1): void => {
    const position = document && step(list.byId, document, by);
    if (position) void workspace.change(changeDocument(org, document, { position }));
  };
  const save = async (): Promise<void> => {
    try {
      const { content } = await workspace.api.get("/v1/orgs/{org_id}/documents/{document_id}/content", {
        path: { org_id: org, document_id: id },
        query: { format: "markdown" },
      });
      const title = document?.title || t("documents.untitled");
      const images = new Images(workspace, org, id);
      const { name, file, missing } = await download(title, String(content), (image) => images.blob(image), t("room.pictureMissing"));
      saveAs(name, file);
      if (missing) say(t("room.picturesMissing", { count: missing }));
    } catch (error) {
      say(problem(error));
    }
  };
  const duplicate = async (): Promise<void> => {
    try {
      await copyDocument(workspace, org, id, document?.title ?? "", t);
    } catch (error) {
      say(problem(error));
    }
  };
  const take = async (format: ExportFormat): Promise<void> => {
    try {
      const link = await exportDocument(workspace, org, id, format, i18n.language, () => say(t("job.started")));
      if (link) location.assign(link);
    } catch (error) {
      say(problem(error));
    }
  };
  return (
    <>
      <Menu.Item leftSection={<Plus size={16} />} disabled={closed} onClick={() => void create(id)}>
        {t("room.addInside")}
      </Menu.Item>
      <Menu.Item leftSection={kept ? <StarOff size={16} /> : <Star size={16} />} disabled={!favourites.ready} onClick={() => favourites.set(id, !kept)}>
        {t(kept ? "documents.unfavourite" : "documents.favourite")}
      </Menu.Item>
      <Menu.Item leftSection={<FolderInput size={16} />} disabled={closed} onClick={move}>
        {t("room.move")}
      </Menu.Item>
      <Menu.Item leftSection={<Copy size={16} />} disabled={!online} onClick={() => void duplicate()}>
        {t("room.duplicate")}
      </Menu.Item>
      {document && !row && (
        <Menu.Item
          leftSection={<MoveHorizontal size={16} />}
          disabled={closed}
          onClick={() => void workspace.change(changeDocument(org, document, { wide: !document.wide }))}
        >
          {t(document.wide ? "room.narrow" : "room.wide")}
        </Menu.Item>
      )}
      {([-1, 1] as const).map((by) => (
        <Menu.Item
          key={by}
          leftSection={by < 0 ? <ArrowUp size={16} /> : <ArrowDown size={16} />}
          disabled={closed || !document || !step(list.byId, document, by)}
          onClick={() => reorder(by)}
        >
          {t(by < 0 ? "room.up" : "room.down")}
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<Link2 size={16} />}
        onClick={() => void navigator.clipboard.writeText(row ? location.origin + path : location.href).then(() => say(t("ui.copied")))}
      >
        {t("room.copyLink")}
      </Menu.Item>
      <WatchItem org={org} object={{ type: "document", id, title: document?.title || t("documents.untitled") }} />
      <Menu.Item leftSection={<FileDown size={16} />} onClick={() => void save()}>
        {t("room.markdown")}
      </Menu.Item>
      {(["pdf", "docx", "html"] as const).map((format) => (
        <Menu.Item key={format} leftSection={<FileDown size={16} />} disabled={!online} onClick={() => void take(format)}>
          {t(FORMATS[format])}
        </Menu.Item>
      ))}
      {template && (
        <Menu.Item leftSection={<LayoutTemplate size={16} />} disabled={!online} onClick={template}>
          {t("template.save")}
        </Menu.Item>
      )}
      {!row && (
        <Menu.Item leftSection={<Printer size={16} />} onClick={() => print()}>
          {t("room.print")}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<Clock size={16} />} disabled={closed} onClick={() => navigate(`${path}/history`)}>
        {t("history.title")}
        {closed && <small className={css.reason}>{t("history.editorsOnly")}</small>}
      </Menu.Item>
      {!row && (
        <Menu.Item leftSection={<Bookmark size={16} />} disabled={closed} onClick={() => overlay.show("name-version")}>
          {t("history.nameThisMenu")}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<Trash2 size={16} />} disabled={closed} onClick={() => void remove()}>
        {t("room.delete")}
      </Menu.Item>
    </>
  );
}
