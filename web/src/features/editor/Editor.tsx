import "./editor.css";
import "./tools.css";
import "./rail.css";
import type { Editor as TipTap } from "@tiptap/react";
import { GripVertical, Plus } from "lucide-react";
import { type MouseEvent, Suspense, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { session as signedIn, useResource, useOrgId, useWorkspace } from "../../app/context.tsx";
import { optional } from "../../app/later.tsx";
import { afterPaint, markPainted, whenIdle } from "../../app/marks.ts";
import { say } from "../../app/notify.tsx";
import { ME } from "../../data/resources.ts";
import { createDocument } from "../documents/changes.ts";
import { documents } from "../documents/resources.ts";
import { me } from "../me/resources.ts";
import { members, orgs } from "../org/resources.ts";
import { mayMake } from "../org/roles.ts";
import { hueOf } from "../../ui/bits.tsx";
import { blocks } from "./blocks.ts";
import { CalloutTools } from "./CalloutTools.tsx";
import { DateField } from "./DateField.tsx";
import type { MenuFor } from "./floats.ts";
import { FindBar } from "./FindBar.tsx";
import { EditorHost, type Now } from "./host.ts";
import { altOf, Images, ImagesContext } from "./images.ts";
import type { DocumentSession } from "./session.ts";
import { followSight } from "./sight.ts";
import { LinkTools } from "./LinkTools.tsx";
import { callObjects } from "./nodes/target.ts";
import { documentsFor, ownAddress } from "./pointing.ts";
import { fillCards, preview } from "./previews.ts";
import { MathField } from "./MathField.tsx";
import { SuggestList } from "./SuggestList.tsx";
import { CodeTools } from "./CodeTools.tsx";
import { TableTools } from "./TableTools.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { goInto } from "./turn.ts";
import { showWrapped } from "./wrap.ts";

const Rail = optional(() => import("./Rail.tsx"));
showWrapped();

const BlockMenu = optional(() => import("./BlockMenu.tsx"));

const LARGEST_IMAGE = 10 * 1024 * 1024;

export function Editor({ session, editable, label }: { session: DocumentSession; editable: boolean; label: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const org = useOrgId();
  const people = useResource(members, org);
  const person = useResource(me, ME).items[0];
  const picker = useRef<HTMLInputElement>(null);
  const name = person?.name ?? signedIn.remembered()?.name ?? "";

  const insert = async (files: readonly File[], at: number | null): Promise<void> => {
    for (const file of files) {
      if (file.size > LARGEST_IMAGE) {
        say(t("image.tooLarge"));
        continue;
      }
      const src = await host.images.keep(file);
      const node = { type: "image", attrs: { src, alt: altOf(file.name) } };
      const chain = host.editor.chain().focus();
      if (at === null) chain.insertContent(node).run();
      else chain.insertContentAt(at, node).run();
    }
  };
  /** A document below this one, which is written about before it is there. */
  const make = (title: string): string => {
    const draft = createDocument(org, title, session.id);
    void workspace.change(draft);
    return draft.id;
  };
  const now: Now = {
    t,
    blocks: () => blocks(t, () => picker.current?.click()),
    people: () => people.items.map((member) => ({ id: member.person_id, title: member.name, hint: member.email ?? undefined, run: () => undefined })),
    documents: (query) => {
      const held = workspace.collection(documents, org).getSnapshot().items;
      const makes = (title: string): string => t("pointer.make", { title });
      const mine = workspace.collection(orgs, ME).getSnapshot().byId.get(org);
      return documentsFor(query, held, session.id, { untitled: t("documents.untitled"), makes, make: mayMake(mine) ? make : null });
    },
    own: (text) => ownAddress(text, org),
    insert: (files, at) => void insert(files, at),
    tooLarge: (size) => say(t("editor.pasteTooLarge", { size: (size / 1e6).toFixed(1) })),
  };
  const [host] = useState(
    () => (session.host ??= new EditorHost(session, new Images(workspace, org, session.id), { name, id: workspace.person }, editable, label, now)),
  );
  host.now = now;
  const { editor } = host;

  useEffect(
    () =>
      callObjects(({ object, id }) => {
        const found = object === "document" ? workspace.collection(documents, org).getSnapshot().byId.get(id) : undefined;
        return found ? { title: found.title || t("documents.untitled"), href: `${location.origin}/o/${org}/documents/${id}` } : null;
      }),
    [workspace, org, t],
  );
  useEffect(() => {
    editor.storage.bookmark.ask = (url) =>
      void preview(workspace, url).then(
        (found) => found && fillCards(editor, url, found),
        () => undefined, // the card says where it leads all the same
      );
  }, [editor, workspace]);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    host.attach(place.current!);
    return () => host.detach();
  }, [host]);
  useEffect(() => {
    if (editor.options.editable !== editable) editor.setEditable(editable, false);
  }, [editor, editable]);
  useEffect(() => host.name(label), [host, label]);
  useEffect(() => followSight(editor, session.awareness), [editor, session]);
  useEffect(() => {
    if (name) session.awareness.setLocalStateField("user", { name, color: hueOf(workspace.person), id: workspace.person });
  }, [session, name, workspace.person]);
  // The words stand in the page by now: they were laid there before this runs.
  useEffect(() => markPainted("document"), [host]);
  const portals = useSyncExternalStore(host.content.subscribe, host.content.getSnapshot);
  const idle = useWhenIdle();
  const tools = idle && editable;

  return (
    <ImagesContext value={host.images}>
      {tools && <Handle host={host} />}
      {tools && <Blocks host={host} />}
      {tools && <CalloutTools editor={editor} float={host.floats.callout} />}
      {tools && <MathField editor={editor} float={host.floats.math} />}
      {tools && <DateField editor={editor} float={host.floats.date} />}
      {tools && <Toolbar editor={editor} float={host.floats.toolbar} />}
      {tools && <LinkTools editor={editor} float={host.floats.link} />}
      {tools && <TableTools editor={editor} float={host.floats.table} />}
      {tools && <CodeTools editor={editor} float={host.floats.code} />}
      {idle && <Beside editor={editor} />}
      <div ref={place} />
      {Object.values(portals)}
      <SuggestList suggest={host.suggest} />
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        multiple
        aria-hidden
        tabIndex={-1}
        onChange={(event) => (void insert([...(event.target.files ?? [])], null), (event.target.value = ""))}
      />
    </ImagesContext>
  );
}

/** Words first: none of the tools is needed to read. */
function useWhenIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let stop = afterPaint(() => (stop = whenIdle(() => setIdle(true))));
    return () => stop();
  }, []);
  return idle;
}

/** The rail beside the words, and the search over them. Ctrl F is ours as long as nothing lies over the page. */
function Beside({ editor }: { editor: TipTap }) {
  const [finding, setFinding] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (document.querySelector('[role="dialog"], [role="menu"], .h-find :focus')) return;
      event.preventDefault();
      setFinding(true);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return (
    <>
      <Suspense fallback={null}>
        <Rail editor={editor} find={() => setFinding(true)} />
      </Suspense>
      {/* Never waited for: what is typed after Ctrl F would go into the document. */}
      {finding && <FindBar editor={editor} done={() => setFinding(false)} />}
    </>
  );
}

/** The menu of the block at the caret; it comes when it is first wanted. */
function Blocks({ host }: { host: EditorHost }) {
  const [asked, ask] = useState<MenuFor | null>(null);
  const { editor, floats } = host;
  useEffect(() => {
    floats.onMenu = ask;
    return () => void (floats.onMenu = () => undefined);
  }, [floats]);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <BlockMenu editor={editor} asked={asked} done={() => ask(null)} />
    </Suspense>
  );
}

/** A grip beside the block under the pointer, and a plus that opens the slash menu below it. */
function Handle({ host }: { host: EditorHost }) {
  const { t } = useTranslation();
  const { editor, floats } = host;
  const add = (): void => {
    const node = floats.at >= 0 ? editor.state.doc.nodeAt(floats.at) : null;
    if (!node) return;
    const end = floats.at + node.nodeSize;
    const empty = node.type.name === "paragraph" && node.content.size === 0;
    const chain = editor.chain();
    if (empty) chain.setTextSelection(floats.at + 1);
    else chain.insertContentAt(end, { type: "paragraph" }).setTextSelection(end + 1);
    chain.focus().insertContent("/").run();
  };
  const menu = (event: MouseEvent<HTMLElement>): void => {
    if (floats.at < 0) return;
    goInto(editor, floats.at);
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    floats.onMenu({ x: left, y: bottom, outermost: true });
  };
  return createPortal(
    <>
      <button type="button" onClick={add} aria-label={t("editor.addBelow")} title={t("editor.addBelow")} tabIndex={-1}>
        <Plus size={17} />
      </button>
      {/* No button: Firefox drags nothing by one. Keys have Mod-/. */}
      <span role="button" aria-label={t("grip.menu")} aria-haspopup="menu" title={t("editor.drag")} tabIndex={-1} onClick={menu} onKeyDown={() => undefined}>
        <GripVertical size={17} />
      </span>
    </>,
    floats.handle.element,
  );
}
