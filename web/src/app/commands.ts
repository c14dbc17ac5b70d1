import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useWorkspace } from "./context.tsx";
import { addressOf, isInOrg } from "./feature.ts";
import { navigation, shortcuts } from "./features.ts";
import { overlay } from "./overlays.ts";
import { sidebar } from "./sidebar.ts";
import { undo } from "./undo.ts";

const led = navigation.all.flatMap((destination) => (destination.key ? [{ ...destination.key, destination }] : []));

/** Keys that work everywhere: those with a modifier even while typing, single letters only outside of fields. */
export const KEYS: readonly { keys: readonly string[]; label: string }[] = [
  { keys: ["mod", "K"], label: "keys.palette" },
  { keys: ["mod", "\\"], label: "keys.sidebar" },
  { keys: ["?"], label: "keys.shortcuts" },
  ...shortcuts.map(({ letter, label }) => ({ keys: [letter], label })),
  ...led.map(({ letter, label }) => ({ keys: ["G", letter], label })),
  { keys: ["/"], label: "keys.filter" },
  { keys: ["Z"], label: "keys.undo" },
];

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useCommands(org: string | null): void {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  useEffect(() => {
    let leader = 0;
    const pressed = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        overlay.show(overlay.getSnapshot() === "palette" ? null : "palette");
        return;
      }
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && (event.key === "\\" || event.code === "Backslash")) {
        event.preventDefault();
        sidebar.toggle();
        return;
      }
      if (event.altKey || event.defaultPrevented || typing(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      if (event.ctrlKey || event.metaKey) {
        // What one has done outside of a text is taken back as in one.
        if (event.key.toLowerCase() === "z" && !event.shiftKey) void undo.last();
        return;
      }
      const key = event.key.toUpperCase();
      const place = performance.now() - leader < 900 && led.find(({ letter, destination }) => letter === key && (org !== null || !isInOrg(destination)));
      const shortcut = org ? shortcuts.find(({ letter }) => letter === key) : undefined;
      leader = 0;
      if (place) navigate(addressOf(place.destination, org));
      else if (key === "G") leader = performance.now();
      else if (event.key === "?") overlay.show("shortcuts");
      else if (shortcut) shortcut.run({ workspace, org, t, go: navigate });
      else if (key === "Z") void undo.last();
      else if (event.key === "/") document.querySelector<HTMLInputElement>("[data-filter]")?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [org, workspace, t]);
}
