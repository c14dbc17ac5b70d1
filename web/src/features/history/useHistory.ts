import type { TopicListener } from "@hearth/provider";
import type { Node } from "@tiptap/pm/model";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useWorkspace } from "../../app/context.tsx";
import { liveOf } from "../../app/live.ts";
import type { DocumentSession } from "../editor/session.ts";
import { readText, textNow } from "./text.ts";
import { type History, historyOf, type HistoryView } from "./versions.ts";

const NOBODY = () => () => undefined;

/** The versions of a document, in step with what happens to it for as long as somebody looks. */
export function useHistory(session: DocumentSession, allowed: boolean): HistoryView & { history: History } {
  const workspace = useWorkspace();
  const { org, id, topic } = session;
  const history = useMemo(() => historyOf(workspace, org, id), [workspace, org, id]);
  const view = useSyncExternalStore(allowed ? history.watch : NOBODY, history.getSnapshot);
  useEffect(() => {
    if (!allowed) return;
    const look = (): void => void history.refresh();
    look();
    addEventListener("online", look);
    const listener: TopicListener = {
      subscribed: look,
      frame: (frame) => void (frame.type === "changed" && frame.object.id === id && look()),
      refused: () => undefined,
      down: () => undefined,
    };
    // What was folded is told at the document, what somebody did to it in the activity of those who may see it.
    const memberships = [topic, `activity:${org}`, `user:${workspace.person}`].map((one) => liveOf(workspace).join(one, listener));
    return () => {
      removeEventListener("online", look);
      for (const membership of memberships) membership.leave();
    };
  }, [workspace, history, org, id, topic, allowed]);
  return { ...view, history };
}

export interface Text {
  doc: Node | null;
  error: unknown;
}

const NOTHING: Text = { doc: null, error: null };

/** What a version says; null while it is on its way. `turn`: another one asks again. */
export function useText(history: History, version: string | null, turn: string): Text {
  const [held, setHeld] = useState<Text & { version: string | null }>({ ...NOTHING, version: null });
  useEffect(() => {
    if (!version) return;
    let gone = false;
    history
      .text(version)
      .then(readText)
      .then(
        (doc) => gone || setHeld({ version, doc, error: null }),
        (error: unknown) => gone || setHeld({ version, doc: null, error }),
      );
    return () => {
      gone = true;
    };
  }, [history, version, turn]);
  return held.version === version ? held : NOTHING;
}

const PAUSE = 400;

/** What the document says now, as it is being written. */
export function useTextNow(session: DocumentSession, wanted: boolean): Node | null {
  const view = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const ready = view.ready && wanted;
  const [doc, setDoc] = useState<Node | null>(null);
  useEffect(() => {
    if (!ready) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      timer = undefined;
      setDoc((before) => same(before, textNow(session)));
    };
    const soon = (): void => void (timer ??= setTimeout(read, PAUSE));
    read();
    session.doc.on("update", soon);
    return () => {
      clearTimeout(timer);
      session.doc.off("update", soon);
      setDoc(null);
    };
  }, [session, ready]);
  return doc;
}

/** Nothing is drawn anew for words that are the same. */
const same = (before: Node | null, now: Node): Node => (before?.eq(now) ? before : now);
