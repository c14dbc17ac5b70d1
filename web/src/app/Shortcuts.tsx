import { Modal } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { KEYS } from "./commands.ts";
import { overlay } from "./overlays.ts";
import css from "./shortcuts.module.css";

const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

const WRITING = [
  { keys: ["/"], label: "keys.slash" },
  { keys: ["@"], label: "keys.mention" },
  { keys: ["mod", "B"], label: "mark.bold" },
  { keys: ["mod", "I"], label: "mark.italic" },
  { keys: ["mod", "U"], label: "mark.underline" },
  { keys: ["mod", "⇧", "S"], label: "mark.strike" },
  { keys: ["mod", "E"], label: "mark.code" },
  { keys: ["mod", "K"], label: "mark.link" },
  { keys: ["Alt", "F10"], label: "editor.toolbar" },
  { keys: ["Alt", "⇧", "↑"], label: "keys.block" },
  { keys: ["mod", "Z"], label: "keys.undo" },
  { keys: ["mod", "⇧", "Z"], label: "keys.redo" },
  { keys: ["mod", "Alt", "⇧", "H"], label: "keys.history" },
  { keys: ["#", "␣"], label: "block.heading1" },
  { keys: ["-", "␣"], label: "block.bulletList" },
  { keys: ["[", "]", "␣"], label: "block.taskList" },
  { keys: [">", "␣"], label: "block.blockquote" },
  { keys: ["```", "␣"], label: "block.codeBlock" },
] as const;

export default function Shortcuts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot) === "shortcuts";
  const list = (title: string, keys: readonly { keys: readonly string[]; label: string }[]) => (
    <section>
      <h3>{title}</h3>
      <dl className={css.keys}>
        {keys.map((key) => (
          <div key={key.label + key.keys.join()}>
            <dt>{t(key.label)}</dt>
            <dd>
              {key.keys.map((one, i) => (
                <kbd key={i}>{one === "mod" ? MODIFIER : one}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <Modal opened={shown} onClose={overlay.hide} title={t("keys.title")} size="lg" closeButtonProps={{ "aria-label": t("ui.close") }}>
      <div className={css.keyColumns}>
        {list(t("keys.everywhere"), [...KEYS, { keys: ["Alt", "⇧", "↑"], label: "keys.order" }])}
        {list(t("keys.writing"), WRITING)}
      </div>
    </Modal>
  );
}
