import { Bookmark, Clock, FileText, Info, Link2, Plus, Share2, Trash2 } from "lucide-react";
import { lazy } from "react";
import type { Action, Feature, Where } from "../../app/feature.ts";
import { overlay } from "../../app/overlays.ts";
import { documentInPath } from "../../app/place.ts";
import { startDocument } from "./create.ts";
import { DocumentTree } from "./DocumentTree.tsx";
import { DocumentRoom, Documents, Trash } from "./parts.ts";
import { documents } from "./resources.ts";

const Backlinks = lazy(() => import("./Backlinks.tsx"));
const Details = lazy(() => import("./Details.tsx"));

const create = ({ workspace, org, t }: Where): void => void (org && startDocument(workspace, org, t));

export const feature: Feature = {
  pages: [
    { path: "/o/:org/documents", page: () => <Documents />, load: Documents.load },
    {
      path: "/o/:org/documents/:id/*?",
      page: ({ id, "*": part }) => <DocumentRoom key={id} id={id!} part={part ?? ""} />,
      load: DocumentRoom.load,
    },
    { path: "/o/:org/trash", page: () => <Trash />, load: Trash.load },
  ],
  destinations: [
    {
      id: "documents",
      to: "documents",
      label: "nav.documents",
      icon: FileText,
      at: 31,
      sidebar: { part: "top", at: 30, exact: true },
      bottom: { at: 20 },
      key: { letter: "D", label: "keys.documents" },
    },
    { id: "trash", to: "trash", label: "nav.trash", also: "also.trash", icon: Trash2, at: 35, sidebar: { part: "end", at: 10 } },
  ],
  sidebar: DocumentTree,
  creations: [{ id: "document", label: "documents.one", icon: FileText, at: 10, letter: "C", run: create }],
  panels: [
    { id: "details", label: "details.title", icon: Info, at: 50, path: "/o/:org/documents/:id", body: Details },
    { id: "backlinks", label: "backlinks.title", icon: Link2, at: 60, path: "/o/:org/documents/:id", body: Backlinks },
  ],
  shortcuts: [{ letter: "C", label: "keys.create", run: create }],
  actions(where) {
    const { workspace, org, t, go } = where;
    if (!org) return [];
    const base = `/o/${org}/documents`;
    const held = workspace.collection(documents, org).getSnapshot();
    const open = documentInPath();
    const opened = open ? held.byId.get(open) : undefined;
    const past: Action[] =
      opened?.role === "editor"
        ? [
            { id: "history", group: "palette.action", title: t("history.title"), icon: Clock, at: 10, run: () => go(`${base}/${opened.id}/history`) },
            { id: "name-version", group: "palette.action", title: t("history.nameThisMenu"), icon: Bookmark, at: 11, run: () => overlay.show("name-version") },
          ]
        : [];
    const recent = [...held.items].sort((a, b) => b.updated_at.localeCompare(a.updated_at));
    return [
      { id: "new", group: "palette.action", title: t("documents.new"), also: t("also.new"), icon: Plus, at: 0, run: () => create(where) },
      ...(opened
        ? [{ id: "share", group: "palette.action", title: t("share.this"), also: t("also.share"), icon: Share2, at: 6, run: () => overlay.show("share") }]
        : []),
      ...past,
      ...recent.map(({ id, title }) => ({
        id,
        group: "palette.document",
        title: title || t("documents.untitled"),
        icon: FileText,
        at: 20,
        run: () => go(`${base}/${id}`),
      })),
    ];
  },
};
