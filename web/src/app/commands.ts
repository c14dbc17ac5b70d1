import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { changeDocument, createDocument } from "../data/changes.ts";
import { documents } from "../data/nouns.ts";
import { begin } from "./beginning.ts";
import { useWorkspace } from "./context.tsx";
import { overlay } from "./overlays.ts";
import { undo } from "./undo.ts";

/** Keys that work everywhere: those with a modifier even while typing, single letters only outside of fields. */
export const KEYS = [
  { keys: ["mod", "K"], label: "keys.palette" },
  { keys: ["?"], label: "keys.shortcuts" },
  { keys: ["C"], label: "keys.create" },
  { keys: ["G", "H"], label: "keys.home" },
  { keys: ["G", "D"], label: "keys.documents" },
  { keys: ["G", "A"], label: "keys.activity" },
  { keys: ["G", "S"], label: "keys.settings" },
  { keys: ["/"], label: "keys.filter" },
  { keys: ["Z"], label: "keys.undo" },
] as const;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useCreateDocument(org: string | null): (parent?: string | null) => Promise<void> {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return useCallback(
    async (parent = null) => {
      if (!org) return;
      const draft = createDocument(org, "", parent);
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
    },
    [workspace, org, t],
  );
}

export function useCommands(org: string | null): void {
  const create = useCreateDocument(org);
  useEffect(() => {
    let leader = 0;
    const pressed = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        overlay.show(overlay.getSnapshot() === "palette" ? null : "palette");
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const key = event.key.toLowerCase();
      const afterG = performance.now() - leader < 900;
      leader = 0;
      const places: Record<string, string> = { h: "", d: "/documents", a: "/activity", s: "/settings" };
      if (afterG && org && key in places) navigate(`/o/${org}${places[key]}`);
      else if (key === "g") leader = performance.now();
      else if (event.key === "?") overlay.show("shortcuts");
      else if (key === "c" && org) void create();
      else if (key === "z") void undo.last();
      else if (event.key === "/") document.querySelector<HTMLInputElement>("[data-filter]")?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [org, create]);
}
