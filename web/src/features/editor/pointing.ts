import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import Suggestion from "@tiptap/suggestion";
import type { Document } from "../../data/types.ts";
import { rank } from "../../data/search.ts";
import { point } from "./nodes/pointers.ts";
import type { Target } from "./nodes/target.ts";
import type { Choice, Suggest } from "./suggest.ts";

/** Something that can be pointed at. Whoever takes one that is yet to be made makes it. */
export interface Pointed extends Choice {
  target: () => Target;
}

export interface Pointing {
  /** What fits the words, the best first; last what could be made of them. */
  find: (query: string) => Pointed[];
  label: () => string;
  none: (query: string) => string;
}

const MOST = 20;
const LONGEST_TITLE = 300;

export interface Offer {
  untitled: string;
  /** How the one that would be made is called in the list. */
  makes: (title: string) => string;
  /** Makes it, and says its id; null for who may not. */
  make: ((title: string) => string) | null;
}

/** Documents to point at, as the palette finds them: by their titles, slips of the fingers allowed; without words the latest. */
export function documentsFor(query: string, documents: readonly Document[], self: string, { untitled, makes, make }: Offer): Pointed[] {
  const words = query.replace(/\]+$/, "").trim();
  const latest = documents.filter(({ id }) => id !== self).sort((a, b) => b.updated_at.localeCompare(a.updated_at));
  const found = rank(words, latest, ({ title }) => title || untitled).slice(0, MOST);
  const run = (): void => undefined;
  const choices: Pointed[] = found.map(({ id, title, icon }) => ({
    id,
    title: title || untitled,
    sign: icon ?? null,
    icon: "page",
    run,
    target: () => ({ object: "document", id }),
  }));
  const known = found.some(({ title }) => title.toLowerCase() === words.toLowerCase());
  if (make && words && words.length <= LONGEST_TITLE && !known) {
    choices.push({ id: "new", title: makes(words), icon: "newPage", run, target: () => ({ object: "document", id: make(words) }) });
  }
  return choices;
}

export const isPointed = (choice: Choice): choice is Pointed => "target" in choice;

/** `[[` points at a document in the line, `![[` as a card. */
export function pointing(parts: Pointing, suggest: Suggest): Extension {
  return Extension.create({
    name: "pointing",
    addProseMirrorPlugins() {
      return (["reference", "embed"] as const).map((name) =>
        Suggestion<Choice, Choice>({
          editor: this.editor,
          char: name === "embed" ? "![[" : "[[",
          allowSpaces: true,
          allowedPrefixes: null,
          pluginKey: new PluginKey(name),
          items: ({ query }) => parts.find(query),
          allow: ({ state, range }) => {
            const { parent, parentOffset } = state.doc.resolve(range.from);
            return !parent.type.spec.code && (name === "embed" || parent.textBetween(Math.max(0, parentOffset - 1), parentOffset) !== "!");
          },
          render: suggest.render(parts.label, parts.none),
          command: ({ editor, range, props }) => void (isPointed(props) && point(editor, range, name, props.target())),
        }),
      );
    },
  });
}

const OWN = /^\/o\/([^/?#]+)\/documents\/([0-9a-f-]{36})\/?$/;

/** The document of this org that an address leads to; null for any other. */
export function ownAddress(text: string, org: string, origin: string = location.origin): Target | null {
  if (/\s/.test(text.trim()) || !text.trim().startsWith(`${origin}/`)) return null;
  try {
    const found = OWN.exec(new URL(text.trim()).pathname);
    return found?.[1] === org ? { object: "document", id: found[2]! } : null;
  } catch {
    return null;
  }
}
