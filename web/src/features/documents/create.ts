import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { begin } from "../../app/beginning.ts";
import { useWorkspace } from "../../app/context.tsx";
import type { Workspace } from "../../core/workspace.ts";
import { type Beginning, changeDocument, createDocument } from "./changes.ts";
import { documents } from "./resources.ts";

/** Makes a document and goes to it; what is typed meanwhile becomes its title, and then its words. */
export async function startDocument(workspace: Workspace, org: string, t: TFunction, parent: string | null = null, place?: Beginning): Promise<void> {
  const draft = createDocument(org, "", parent, place);
  let early = "";
  const give = (): void => {
    const made = workspace.collection(documents, org).getSnapshot().byId.get(draft.id);
    if (made && early) void workspace.change(changeDocument(org, made, { title: early }));
  };
  const beginning = begin(draft.id, t("documents.newTitle"), (words) => {
    early = words.replaceAll("\n", " ").trim();
    give();
  });
  if (!beginning) return;
  try {
    await workspace.change(draft);
    give();
    // Whoever went elsewhere before it was kept stays there.
    if (!beginning.left) navigate(`/o/${org}/documents/${draft.id}`);
  } catch (error) {
    beginning.cancel();
    throw error;
  }
}

export function useCreateDocument(org: string | null): (parent?: string | null, place?: Beginning) => Promise<void> {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return useCallback(async (parent = null, place) => (org ? startDocument(workspace, org, t, parent, place) : undefined), [workspace, org, t]);
}
