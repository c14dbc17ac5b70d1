import type { Editor } from "@tiptap/core";
import { newId } from "../../core/ids.ts";
import type { Workspace } from "../../core/workspace.ts";
import { ME } from "../../data/resources.ts";
import { ended, type Job, jobs } from "../jobs/resources.ts";

/** What a page says of itself, as our server has read it: this browser asks the page nothing. */
export interface Preview {
  title: string | null;
  description: string | null;
  site: string | null;
}

const word = (value: unknown): string | null => (typeof value === "string" && value ? value : null);

/** Has a page looked at; null when it has no preview, for whatever reason. */
export async function preview(workspace: Workspace, url: string): Promise<Preview | null> {
  const list = workspace.collection<Job>(jobs, ME);
  const job = await workspace.api.post("/v1/me/previews", { body: { url }, idempotencyKey: newId() });
  void list.accept(job);
  const facts = (await ended(list, job.id))?.result?.facts;
  return facts ? { title: word(facts.title), description: word(facts.description), site: word(facts.site) } : null;
}

/** Fills the cards of a page that have nothing but its address. Who has written a title since has said what it is called. */
export function fillCards(editor: Editor, url: string, found: Preview): void {
  if (editor.isDestroyed) return;
  const { tr } = editor.state;
  editor.state.doc.descendants((node, at) => {
    if (node.type.name !== "bookmark" || node.attrs.url !== url || node.attrs.description || node.attrs.site) return;
    tr.setNodeMarkup(at, null, { ...node.attrs, ...found, title: (node.attrs.title as string | null) ?? found.title });
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta("addToHistory", false));
}
