import { Menu } from "@mantine/core";
import { ArrowDown, ArrowUp, Bookmark, Clock, FileDown, FolderInput, Link2, Plus, Printer, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useCreateDocument } from "./create.ts";
import { useOnline, useResource, useWorkspace } from "../../app/context.tsx";
import type { MenuProps } from "../../app/LaterMenu.tsx";
import { offerUndo, say } from "../../app/notify.tsx";
import { overlay } from "../../app/overlays.ts";
import { useOpened } from "../../app/useOpened.ts";
import { changeDocument, deleteDocument, restoreDocument } from "./changes.ts";
import { documents } from "./resources.ts";
import type { Document, DocumentRole } from "../../data/types.ts";
import { useProblemText } from "../../ui/action.ts";
import { saveAs } from "../../ui/download.ts";
import { Images } from "../editor/images.ts";
import { type ExportFormat, exportDocument } from "./export.ts";
import { WatchItem } from "../watching/WatchItem.tsx";
import { download } from "./markdown.ts";
import { Move } from "./Move.tsx";
import css from "./room.module.css";
import { step } from "./tree.ts";

const FORMATS = { pdf: "room.asPdf", docx: "room.asDocx", html: "room.asHtml" } as const;

/** What can be done with a whole document. */
export default function DocumentMenu({
  org,
  document,
  id,
  role,
  button,
}: { org: string; document: Document | undefined; id: string; role: DocumentRole } & MenuProps) {
  const { t, i18n } = useTranslation();
  const online = useOnline();
  const problem = useProblemText();
  const workspace = useWorkspace();
  const list = useResource(documents, org);
  const create = useCreateDocument(org);
  const { button: ref, opened, setOpened } = useOpened();
  const [moving, setMoving] = useState(false);

  const remove = async (): Promise<void> => {
    if (!document) return;
    await workspace.change(deleteDocument(org, document));
    navigate(document.parent_id ? `/o/${org}/documents/${document.parent_id}` : `/o/${org}/documents`);
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
      <Menu position="bottom-end" width={230} opened={opened} onChange={setOpened}>
        <Menu.Target>{button({ ref })}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Plus size={16} />} onClick={() => void create(id)}>
            {t("room.addInside")}
          </Menu.Item>
          <Menu.Item leftSection={<FolderInput size={16} />} disabled={role !== "editor"} onClick={() => setMoving(true)}>
            {t("room.move")}
          </Menu.Item>
          {([-1, 1] as const).map((by) => (
            <Menu.Item
              key={by}
              leftSection={by < 0 ? <ArrowUp size={16} /> : <ArrowDown size={16} />}
              disabled={role !== "editor" || !document || !step(list.byId, document, by)}
              onClick={() => reorder(by)}
            >
              {t(by < 0 ? "room.up" : "room.down")}
            </Menu.Item>
          ))}
          <WatchItem org={org} object={{ type: "document", id, title: document?.title || t("documents.untitled") }} />
          <Menu.Item leftSection={<Link2 size={16} />} onClick={() => void navigator.clipboard.writeText(location.href).then(() => say(t("ui.copied")))}>
            {t("room.copyLink")}
          </Menu.Item>
          <Menu.Item leftSection={<FileDown size={16} />} onClick={() => void save()}>
            {t("room.markdown")}
          </Menu.Item>
          {(["pdf", "docx", "html"] as const).map((format) => (
            <Menu.Item key={format} leftSection={<FileDown size={16} />} disabled={!online} onClick={() => void take(format)}>
              {t(FORMATS[format])}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<Printer size={16} />} onClick={() => print()}>
            {t("room.print")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<Clock size={16} />} disabled={role !== "editor"} onClick={() => navigate(`/o/${org}/documents/${id}/history`)}>
            {t("history.title")}
            {role !== "editor" && <small className={css.reason}>{t("history.editorsOnly")}</small>}
          </Menu.Item>
          <Menu.Item leftSection={<Bookmark size={16} />} disabled={role !== "editor"} onClick={() => overlay.show("name-version")}>
            {t("history.nameThisMenu")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<Trash2 size={16} />} disabled={role !== "editor"} onClick={() => void remove()}>
            {t("room.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {moving && document && <Move org={org} document={document} close={() => setMoving(false)} />}
    </>
  );
}
