import { useTranslation } from "react-i18next";
import { useOrgId, useResource, useWorkspace } from "../../app/context.tsx";
import { documents, trash } from "../documents/resources.ts";
import type { Target } from "./nodes/target.ts";

/** What this device knows of an object that is pointed at. Nothing of one that is deleted or closed is shown, its title least. */
export type Known = { state: "here"; title: string; sign: string | null; to: string; begins: string } | { state: "waiting" | "deleted" | "closed" };

type Look = (id: string) => Known;

/** A type of object that can be pointed at: how the client looks at one, live. */
const KINDS: Record<string, Look> = { document: useDocument };

function useDocument(id: string): Known {
  const { t } = useTranslation();
  const org = useOrgId();
  const workspace = useWorkspace();
  const list = useResource(documents, org);
  const found = list.byId.get(id);
  if (found) {
    return {
      state: "here",
      title: found.title || t("documents.untitled"),
      sign: found.icon ?? null,
      to: `/o/${org}/documents/${id}`,
      begins: found.preview ?? "",
    };
  }
  if (workspace.collection(trash, org).getSnapshot().byId.has(id)) return { state: "deleted" };
  return { state: list.phase === "ready" ? "closed" : "waiting" };
}

const useNothing: Look = () => ({ state: "closed" });

/** An object, as it is now. The type of a node does not change, so neither does the hook. */
export function useObject(target: Target | null): Known {
  const useKind = (target && KINDS[target.object]) ?? useNothing;
  return useKind(target?.id ?? "");
}
