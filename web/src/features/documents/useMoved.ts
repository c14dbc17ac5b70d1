import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { offerUndo } from "../../app/notify.tsx";
import type { Document } from "../../data/types.ts";
import { changeDocument } from "./changes.ts";
import { documents } from "./resources.ts";
import { back, EVERYONE, type Move, PRIVATE, type Spaces } from "./spaces.ts";

/** Puts a document elsewhere, and says who can open it there if that is another space. */
export function useMoved(org: string, spaces: Spaces): (document: Document, to: Move, always?: boolean) => Promise<void> {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return useCallback(
    async (document, { change, shows }, always = false) => {
      const from = spaces.spaceOf(document);
      await workspace.change(changeDocument(org, document, change, shows));
      const held = (): Document => workspace.collection(documents, org).getSnapshot().byId.get(document.id) ?? document;
      const to = spaces.spaceOf({ ...document, ...shows, ...change });
      if (to === from && !always) return;
      const key = to === from ? "documents.moved" : to === EVERYONE ? "space.movedEveryone" : to === PRIVATE ? "space.movedPrivate" : "space.movedTeam";
      offerUndo(t(key, { space: spaces.nameOf(to) }), () => workspace.change(changeDocument(org, held(), back(document))));
    },
    [org, spaces, t, workspace],
  );
}
