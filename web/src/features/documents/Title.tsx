import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { takeBeginning } from "../../app/beginning.ts";
import { changeDocument } from "./changes.ts";
import type { Document } from "../../data/types.ts";
import css from "./room.module.css";

const PAUSE = 600;
/** How long an editor may be on its way before what was typed meanwhile is the title's. */
const PATIENCE = 5_000;
/** Where the style sheet makes it as high as its words, nothing needs to be measured before the first paint. */
const GROWS = CSS.supports("field-sizing", "content");

const LONGEST = 200;

const type = (words: string): void => void (words && globalThis.document.execCommand("insertText", false, words));

/** Line by line, as hands would do it: the editor makes of each what it makes of typed ones. */
function write(editor: Element, words: string): void {
  for (const [i, line] of words.split("\n").entries()) {
    if (i > 0) editor.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
    type(line);
  }
}

/** The title is the object's, not the text's: it goes the outbox's way, and shows everywhere as it is typed. */
export function Title({
  org,
  document,
  editable,
  split,
}: {
  org: string;
  document: Document | undefined;
  editable: boolean;
  /** Begins the text with what stood behind the caret; nothing comes of it while there is no editor. */
  split: (rest: string) => unknown;
}) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const value = typed ?? document?.title ?? "";

  const keep = (next: string | null): void => {
    clearTimeout(timer.current);
    const title = next?.replaceAll("\n", " ").trim();
    if (title === undefined || !document || title === document.title) return setTyped(null);
    void workspace.change(changeDocument(org, document, { title })).then(() => setTyped((now) => (now === next ? null : now)));
  };
  const latest = useRef(keep);
  latest.current = keep;
  /** What stands there, also before it has been drawn. */
  const words = useRef(typed);
  words.current = typed;
  /** The title alone, once what was typed behind it has gone to the text. */
  const parted = useRef<string | null>(null);
  const stopWaiting = useRef<() => void>(undefined);
  useEffect(
    () => () => {
      stopWaiting.current?.();
      latest.current(words.current);
    },
    [],
  );

  /**
   * To the text. What is typed while the editor is still on its way goes there with it, and not into the title; if
   * none comes, it stays in the title, where it was typed.
   */
  const goOn = (): void => {
    const ready = (): HTMLElement | null => globalThis.document.querySelector<HTMLElement>('.h-doc[contenteditable="true"]');
    const editor = ready();
    if (editor) return editor.focus();
    if (stopWaiting.current) return;
    const title = field.current?.value ?? value;
    const arrival = new MutationObserver(() => {
      const there = ready();
      if (!there) return;
      arrival.disconnect();
      const now = field.current?.value ?? title;
      const rest = now.startsWith(title) ? now.slice(title.length) : "";
      if (rest) setTyped((parted.current = title));
      there.focus();
      write(there, rest);
    });
    stopWaiting.current = () => {
      field.current?.setAttribute("maxlength", String(LONGEST));
      arrival.disconnect();
      stopWaiting.current = undefined;
    };
    // Nobody is cut short on the way: only what stays is the title.
    field.current?.removeAttribute("maxlength");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      stopWaiting.current?.();
      latest.current(words.current);
    }, PATIENCE);
    arrival.observe(globalThis.document.body, { childList: true, subtree: true, attributeFilter: ["contenteditable"] });
  };

  useLayoutEffect(() => {
    const element = field.current;
    if (!element || GROWS) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  const fresh = document && !document.title && document.version === 0;
  const id = document?.id;
  /** What was typed before there was a title: its first line is the title, and the rest goes on to the text. */
  const takeOver = (element: HTMLTextAreaElement, early: string): void => {
    element.focus();
    const end = Math.min(early.includes("\n") ? early.indexOf("\n") : LONGEST, LONGEST);
    type(early.slice(0, end));
    if (early.length <= end) return;
    goOn();
    const rest = early.slice(end).replace(/^\n/, "");
    const there = globalThis.document.activeElement!;
    if (there === element) type(rest);
    else write(there, rest);
  };
  const takingOver = useRef(takeOver);
  takingOver.current = takeOver;
  useEffect(() => {
    const element = field.current;
    if (!id || !element) return;
    // Not while React is drawing: what is typed then it would put back.
    queueMicrotask(() => {
      if (element.isConnected && !takeBeginning(id, (early) => takingOver.current(element, early)) && fresh) element.focus();
    });
  }, [id, fresh]);

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // On the way to the text already: a line that ends now ends there.
    if (stopWaiting.current) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const end = selectionStart === value.length;
    const rest = value.slice(selectionEnd).trimStart();
    const here = globalThis.document.querySelector('.h-doc[contenteditable="true"]');
    if (event.key === "Enter" && !event.nativeEvent.isComposing && rest && here && selectionStart > 0) {
      event.preventDefault();
      const title = value.slice(0, selectionStart).trimEnd();
      words.current = title;
      setTyped(title);
      split(rest);
      keep(title);
      return;
    }
    if ((event.key === "Enter" && !event.nativeEvent.isComposing) || (event.key === "ArrowDown" && end)) {
      event.preventDefault();
      goOn();
    }
  };
  return (
    <textarea
      ref={field}
      className={css.title}
      rows={1}
      dir="auto"
      maxLength={LONGEST}
      readOnly={!editable || !document}
      value={value}
      placeholder={t("documents.untitled")}
      aria-label={t("documents.title")}
      onKeyDown={pressed}
      onPaste={(event) => {
        const { selectionStart, selectionEnd } = event.currentTarget;
        const room = LONGEST - (value.length - (selectionEnd - selectionStart));
        if (!stopWaiting.current && event.clipboardData.getData("text/plain").length > room) say(t("documents.titleCut", { count: LONGEST }));
      }}
      onBlur={() => {
        stopWaiting.current?.();
        keep(parted.current ?? words.current);
        parted.current = null;
      }}
      onChange={(event) => {
        const next = stopWaiting.current ? event.target.value : event.target.value.replaceAll("\n", " ");
        words.current = next;
        setTyped(next);
        if (stopWaiting.current) return;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => latest.current(next), PAUSE);
      }}
    />
  );
}
