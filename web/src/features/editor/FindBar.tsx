import { type Editor, useEditorState } from "@tiptap/react";
import { CaseSensitive, ChevronDown, ChevronUp, Replace, ReplaceAll, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { say } from "../../app/notify.tsx";
import { ask, findState, MOST_SHOWN, replaceAll, replaceOne, step, stopFinding } from "./find.ts";
import { Tool } from "./Tool.tsx";

/** Finds words in this document, and replaces them. A second Ctrl F is the browser's. */
export function FindBar({ editor, done }: { editor: Editor; done: () => void }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState(() => ({ query: chosen(editor), exact: false }));
  const [by, setBy] = useState("");
  const { count, at } = useEditorState({ editor, selector: ({ editor: now }) => ({ count: findState(now.state).found.length, at: findState(now.state).at }) });
  useEffect(() => {
    if (!editor.isDestroyed) ask(editor, asked);
  }, [editor, asked]);
  useEffect(() => {
    field.current?.select();
    return () => {
      if (!editor.isDestroyed) stopFinding(editor);
    };
  }, [editor]);
  const close = useCallback((): void => {
    done();
    editor.commands.focus();
  }, [done, editor]);
  useEffect(() => {
    const element = bar.current!;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    element.addEventListener("keydown", pressed);
    return () => element.removeEventListener("keydown", pressed);
  }, [close]);
  const counted = count === MOST_SHOWN ? t("find.many", { at: at + 1, count }) : t("find.count", { at: at + 1, count });
  return (
    <div className="h-find" role="search" aria-label={t("find.label")} ref={bar}>
      <div>
        <input
          ref={field}
          autoFocus
          value={asked.query}
          placeholder={t("find.words")}
          aria-label={t("find.words")}
          onChange={(event) => setAsked({ ...asked, query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            step(editor, event.shiftKey ? -1 : 1);
          }}
        />
        <span role="status">{asked.query && (count ? counted : t("find.none"))}</span>
        <Tool label={t("find.exact")} icon={CaseSensitive} pressed={asked.exact} run={() => setAsked({ ...asked, exact: !asked.exact })} />
        <Tool label={t("find.previous")} icon={ChevronUp} keys="⇧ Enter" disabled={!count} run={() => step(editor, -1)} />
        <Tool label={t("find.next")} icon={ChevronDown} keys="Enter" disabled={!count} run={() => step(editor, 1)} />
        <Tool label={t("ui.close")} icon={X} keys="Esc" run={close} />
      </div>
      {editor.isEditable && (
        <div>
          <input
            value={by}
            placeholder={t("find.by")}
            aria-label={t("find.by")}
            onChange={(event) => setBy(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && replaceOne(editor, by)}
          />
          <Tool label={t("find.replace")} icon={Replace} disabled={!count} run={() => replaceOne(editor, by)} />
          <Tool label={t("find.replaceAll")} icon={ReplaceAll} disabled={!count} run={() => say(t("find.replaced", { count: replaceAll(editor, by) }))} />
        </div>
      )}
    </div>
  );
}

/** What is chosen, if it is a word or a few. */
function chosen(editor: Editor): string {
  const { from, to } = editor.state.selection;
  return to - from > 100 ? "" : editor.state.doc.textBetween(from, to, "\n").split("\n")[0]!;
}
