import type { Editor } from "@tiptap/core";
import { EditorContent, useEditor, useEditorState } from "@tiptap/react";
import { ImagePlus, SendHorizontal, X } from "lucide-react";
import { type ReactNode, useEffect, useId, useMemo, useRef, useSyncExternalStore } from "react";
import { Face, Note } from "../bits.tsx";
import { useParts } from "../words.ts";
import css from "./composer.module.css";
import { type Mentionable, messageExtensions } from "./extensions.ts";
import { Offers } from "./offers.ts";
import { Tools } from "./Tools.tsx";

export interface Message {
  /** CommonMark of a safe subset: what a message may hold. */
  markdown: string;
  /** The same as TipTap's JSON, in which mentions have their ids. */
  json: object;
  /** Who is mentioned, each once. */
  mentions: readonly string[];
}

export interface Attachment {
  id: string;
  name: string;
  /** Where its picture is, as soon as there is one. */
  url?: string;
  /** From 0 to 1, while it is on its way. */
  progress?: number;
  error?: string;
}

export interface ComposerProps {
  label: string;
  placeholder?: string;
  people: readonly Mentionable[];
  /** Takes the message; the composer is empty again at once, unless this says `false`. */
  send: (message: Message) => boolean | void;
  /** What stands there at first: a draft, or the message being edited. Another `key` of the component begins anew. */
  draft?: string;
  /** What stands there now, a moment after it changed and when the composer goes away; an empty text when it was sent. */
  keepDraft?: (markdown: string) => void;
  /** True: Enter sends and Shift+Enter makes a line. False: Enter makes a line and Ctrl+Enter sends. Without a word: as the device is. */
  enterSends?: boolean;
  /** Pictures that were pasted, dropped or chosen. */
  addPictures?: (files: readonly File[]) => void;
  attachments?: readonly Attachment[];
  removeAttachment?: (id: string) => void;
  /** Arrow up in an empty composer. */
  editLast?: () => void;
  /** Escape: an edit is given up. */
  cancel?: () => void;
  typing?: () => void;
  longest?: number;
  disabled?: boolean;
  error?: ReactNode;
  autoFocus?: boolean;
}

const QUIET = 400;
const NEAR_THE_END = 200;

/** Where a message is written: people by `@`, emoji by `:`, pictures by pasting them; formatted by Markdown, keys or buttons. */
export default function Composer(props: ComposerProps) {
  const { t, language } = useParts();
  const { label, attachments = [], longest = 10_000, disabled = false } = props;
  const id = useId();
  const offers = useMemo(() => new Offers(), []);
  // The editor is made once; what it is told meanwhile it reads from here.
  const now = useRef({ props, t, language, send: (): boolean => false });
  const editor = useEditor({
    editable: !disabled,
    autofocus: props.autoFocus ? "end" : false,
    extensions: useMemo(() => made(now, offers), [offers]),
    content: props.draft ?? "",
    contentType: "markdown",
    editorProps: {
      handlePaste: (_, event) => given(event.clipboardData, now.current.props.addPictures),
      handleDrop: (_, event) => given(event.dataTransfer, now.current.props.addPictures),
    },
    onUpdate: () => now.current.props.typing?.(),
  });
  const { length, empty } = useEditorState({ editor, selector: ({ editor: one }) => ({ length: one?.getText().length ?? 0, empty: one?.isEmpty ?? true }) });
  const ready =
    !disabled && length <= longest && (!empty || attachments.length > 0) && attachments.every(({ error, progress }) => !error && progress === undefined);
  const send = (): boolean => {
    if (!ready || !editor) return false;
    if (props.send(messageOf(editor)) === false) return false;
    editor.commands.clearContent(true);
    editor.commands.focus();
    return true;
  };
  now.current = { props, t, language, send };
  useDraft(editor, now);
  useEffect(() => editor?.setEditable(!disabled, false), [editor, disabled]);
  const offered = useSyncExternalStore(offers.subscribe, offers.getSnapshot);
  const optionId = (index: number): string => `${id}-offer-${index}`;
  useEffect(() => {
    if (!editor) return;
    const set = (name: string, value: string | null): void =>
      value === null ? editor.view.dom.removeAttribute(name) : editor.view.dom.setAttribute(name, value);
    set("role", "textbox");
    set("aria-multiline", "true");
    set("aria-label", label);
    set("aria-disabled", disabled ? "true" : null);
    set("aria-describedby", `${id}-hint`);
    set("aria-controls", offered ? `${id}-offers` : null);
    set("aria-activedescendant", offered ? optionId(offered.at) : null);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- optionId follows from id
  }, [editor, offered, label, id, disabled]);

  return (
    <div className={css.composer} data-disabled={disabled || undefined}>
      {offered && (
        <div id={`${id}-offers`} role="listbox" aria-label={t(`part.composer.${offered.kind}`)} className={css.offers}>
          {offered.items.map((item, index) => (
            <div
              key={item.id}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === offered.at}
              className={css.offer}
              onMouseMove={() => index !== offered.at && offers.select(index)}
              onMouseDown={(event) => (event.preventDefault(), offered.choose(index))}
            >
              {item.person ? <Face id={item.id} name={item.label} picture={item.person.picture} size={22} /> : <span className={css.sign}>{item.sign}</span>}
              <bdi>{item.label}</bdi>
              {item.hint && <small>{item.hint}</small>}
            </div>
          ))}
        </div>
      )}
      <div className={css.box}>
        <EditorContent editor={editor} className={css.words} />
        {attachments.length > 0 && (
          <ul className={css.pictures} aria-label={t("part.composer.pictures")}>
            {attachments.map((one) => (
              <Picture key={one.id} attachment={one} remove={props.removeAttachment} />
            ))}
          </ul>
        )}
        <div className={css.foot}>
          {editor && <Tools editor={editor} disabled={disabled} label={t("part.composer.format")} />}
          {props.addPictures && <AddPictures add={props.addPictures} disabled={disabled} />}
          <span className={css.end}>
            {longest - length < NEAR_THE_END && (
              <span className={css.left} data-over={length > longest || undefined} role={length > longest ? "alert" : undefined}>
                {t(length > longest ? "part.composer.over" : "part.composer.left", { count: Math.abs(longest - length) })}
              </span>
            )}
            <button type="button" className={css.send} disabled={!ready} aria-label={t("part.composer.send")} onClick={send}>
              <SendHorizontal size={17} />
            </button>
          </span>
        </div>
      </div>
      <Note>{props.error}</Note>
      <p id={`${id}-hint`} className="visually-hidden">
        {t(sends(props) ? "part.composer.hintEnter" : "part.composer.hintLine")}
      </p>
    </div>
  );
}

/** A thumb has no Shift: there Enter makes a line, and the button sends. */
const sends = ({ enterSends }: ComposerProps): boolean => enterSends ?? !matchMedia("(pointer: coarse)").matches;

function made(now: React.RefObject<{ props: ComposerProps; t: (key: string) => string; language: string; send: () => boolean }>, offers: Offers) {
  return messageExtensions({
    offers,
    people: () => now.current.props.people,
    language: () => now.current.language,
    placeholder: () => now.current.props.placeholder ?? now.current.t("part.composer.placeholder"),
    enter: (modified, inside) => {
      if (!modified && (inside || !sends(now.current.props))) return false;
      now.current.send();
      return true;
    },
    before: () => (now.current.props.editLast ? (now.current.props.editLast(), true) : false),
    escape: () => (now.current.props.cancel ? (now.current.props.cancel(), true) : false),
  });
}

export function messageOf(editor: Editor): Message {
  const mentions = new Set<string>();
  editor.state.doc.descendants((node) => {
    if (node.type.name === "mention") mentions.add(String(node.attrs.id));
  });
  return { markdown: editor.getMarkdown().trim(), json: editor.getJSON(), mentions: [...mentions] };
}

function given(data: DataTransfer | null, add: ComposerProps["addPictures"]): boolean {
  const pictures = [...(data?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
  if (!add || pictures.length === 0) return false;
  add(pictures);
  return true;
}

/** What was typed is told a moment later, and at once when the composer goes: nothing of it waits for a timer that never comes. */
function useDraft(editor: Editor | null, now: React.RefObject<{ props: ComposerProps }>): void {
  useEffect(() => {
    if (!editor) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let last = "";
    const tell = (): void => {
      if (timer) clearTimeout(timer);
      timer = null;
      now.current.props.keepDraft?.(last);
    };
    const changed = (): void => {
      // Read now: when the composer goes, the editor may have gone before.
      last = editor.getMarkdown().trim();
      if (timer) clearTimeout(timer);
      if (last === "") tell();
      else timer = setTimeout(tell, QUIET);
    };
    const hidden = (): void => void (timer && tell());
    editor.on("update", changed);
    addEventListener("pagehide", hidden);
    return () => {
      editor.off("update", changed);
      removeEventListener("pagehide", hidden);
      hidden();
    };
  }, [editor, now]);
}

function Picture({ attachment: { id, name, url, progress, error }, remove }: { attachment: Attachment; remove?: (id: string) => void }) {
  const { t } = useParts();
  return (
    <li className={css.picture} data-error={error !== undefined || undefined}>
      {url ? <img src={url} alt="" /> : <span className={css.noPicture} />}
      <span className={css.pictureText}>
        <bdi>{name}</bdi>
        {error && <small role="alert">{error}</small>}
        {progress !== undefined && <progress value={progress} aria-label={t("part.composer.uploading", { name })} />}
      </span>
      {remove && (
        <button type="button" aria-label={t("part.composer.remove", { name })} onClick={() => remove(id)}>
          <X size={14} />
        </button>
      )}
    </li>
  );
}

function AddPictures({ add, disabled }: { add: (files: readonly File[]) => void; disabled: boolean }) {
  const { t } = useParts();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={css.tool}
        disabled={disabled}
        aria-label={t("part.composer.addPictures")}
        title={t("part.composer.addPictures")}
        onClick={() => field.current?.click()}
      >
        <ImagePlus size={17} />
      </button>
      <input
        ref={field}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          if (event.target.files?.length) add([...event.target.files]);
          event.target.value = "";
        }}
      />
    </>
  );
}
