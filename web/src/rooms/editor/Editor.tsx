import "./editor.css";
import { DragHandle } from "@tiptap/extension-drag-handle-react";
import { EditorContent, type Editor as TipTap, useEditor } from "@tiptap/react";
import { GripVertical, Plus } from "lucide-react";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { session as signedIn, useNoun, useOrgId, useWorkspace } from "../../app/context.tsx";
import { markPainted } from "../../app/marks.ts";
import { say } from "../../app/notify.tsx";
import { me, ME, members } from "../../data/nouns.ts";
import { hueOf } from "../../ui/bits.tsx";
import { blocks } from "./blocks.ts";
import { editorExtensions } from "./extensions.ts";
import { Images, ImagesContext } from "./images.ts";
import { pasteProps } from "./paste.ts";
import type { DocumentSession } from "./session.ts";
import { Suggest } from "./suggest.ts";
import { SuggestList } from "./SuggestList.tsx";
import { CodeTools } from "./CodeTools.tsx";
import { TableTools } from "./TableTools.tsx";
import { Toolbar } from "./Toolbar.tsx";

const LARGEST_IMAGE = 10 * 1024 * 1024;

export function Editor({ session, editable, label }: { session: DocumentSession; editable: boolean; label: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const org = useOrgId();
  const people = useNoun(members, org);
  const person = useNoun(me, ME).items[0];
  const [suggest] = useState(() => new Suggest());
  const images = useMemo(() => new Images(workspace, org, session.id), [workspace, org, session]);
  const picker = useRef<HTMLInputElement>(null);
  const latest = useRef({ people: people.items, t });
  latest.current = { people: people.items, t };
  const made = useRef<TipTap | null>(null);

  const insert = async (files: readonly File[], at: number | null): Promise<void> => {
    for (const file of files) {
      if (file.size > LARGEST_IMAGE) {
        say(t("image.tooLarge"));
        continue;
      }
      const src = await images.keep(file);
      const node = { type: "image", attrs: { src, alt: file.name.replace(/\.\w+$/, "") } };
      const chain = made.current?.chain().focus();
      if (at === null) chain?.insertContent(node).run();
      else chain?.insertContentAt(at, node).run();
    }
  };

  const name = person?.name ?? signedIn.remembered()?.name ?? "";
  const editor = useEditor(
    {
      extensions: editorExtensions({
        doc: session.doc,
        awareness: session.awareness,
        user: { name, color: hueOf(workspace.person) },
        placeholder: t("editor.placeholder"),
        suggest,
        labels: { slash: t("editor.slash"), mention: t("editor.mention") },
        blocks: () => blocks(latest.current.t, () => picker.current?.click()),
        people: () => latest.current.people.map((member) => ({ id: member.person_id, title: member.name, hint: member.email ?? undefined, run: () => undefined })),
      }),
      editable,
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      textDirection: "auto",
      editorProps: {
        attributes: { class: "h-doc", "aria-label": label, role: "textbox", "aria-multiline": "true", spellcheck: "true" },
        ...pasteProps({
          editor: () => made.current,
          images: (files, at) => void insert(files, at),
          tooLarge: (size) => say(t("editor.pasteTooLarge", { size: (size / 1e6).toFixed(1) })),
        }),
      },
    },
    [session],
  );
  made.current = editor;
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  useEffect(() => {
    if (name) session.awareness.setLocalStateField("user", { name, color: hueOf(workspace.person), id: workspace.person });
  }, [session, name, workspace.person]);
  // The words stand in the page by now: EditorContent, a child, was mounted before this runs.
  useEffect(() => markPainted("document"), [editor]);
  const tools = useAfterPaint() && editable;

  return (
    <ImagesContext value={images}>
      {editor && tools && <Handle editor={editor} />}
      {editor && tools && <Toolbar editor={editor} />}
      {editor && tools && <TableTools editor={editor} />}
      {editor && tools && <CodeTools editor={editor} />}
      <EditorContent editor={editor} />
      <SuggestList suggest={suggest} />
      <input ref={picker} type="file" accept="image/*" hidden multiple aria-hidden tabIndex={-1} onChange={(event) => (void insert([...(event.target.files ?? [])], null), (event.target.value = ""))} />
    </ImagesContext>
  );
}

/** Words first: each tool is a plugin that sets the whole editor up once more, and none is needed to read. */
function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const frame = requestAnimationFrame(() => (timer = setTimeout(() => setPainted(true))));
    return () => (cancelAnimationFrame(frame), clearTimeout(timer));
  }, []);
  return painted;
}

/** A grip beside the block under the pointer, and a plus that opens the slash menu below it. */
function Handle({ editor }: { editor: TipTap }) {
  const { t } = useTranslation();
  const at = useRef<number>(-1);
  const coarse = useSyncExternalStore(
    () => () => undefined,
    () => matchMedia("(pointer: coarse)").matches,
  );
  if (coarse) return null;
  const add = (): void => {
    const node = at.current >= 0 ? editor.state.doc.nodeAt(at.current) : null;
    if (!node) return;
    const end = at.current + node.nodeSize;
    const empty = node.type.name === "paragraph" && node.content.size === 0;
    const chain = editor.chain();
    if (empty) chain.setTextSelection(at.current + 1);
    else chain.insertContentAt(end, { type: "paragraph" }).setTextSelection(end + 1);
    chain.focus().insertContent("/").run();
  };
  return (
    <DragHandle editor={editor} computePositionConfig={{ placement: document.documentElement.dir === "rtl" ? "right-start" : "left-start", strategy: "absolute" }} onNodeChange={({ pos }) => (at.current = pos)} className="h-handle">
      <button type="button" onClick={add} aria-label={t("editor.addBelow")} title={t("editor.addBelow")} tabIndex={-1}>
        <Plus size={17} />
      </button>
      <span title={t("editor.drag")} aria-hidden>
        <GripVertical size={17} />
      </span>
    </DragHandle>
  );
}
