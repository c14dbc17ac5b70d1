import { type AnyExtension, Extension, type Mark } from "@tiptap/core";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Image } from "@tiptap/extension-image";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Mention } from "@tiptap/extension-mention";
import { Placeholder } from "@tiptap/extensions";
import { Markdown } from "@tiptap/markdown";
import { PluginKey } from "@tiptap/pm/state";
import { ReactNodeViewRenderer } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import Suggestion from "@tiptap/suggestion";
import i18next from "i18next";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { rank } from "../../data/search.ts";
import { Colours } from "./colours.ts";
import { Diagrams } from "./diagrams/diagrams.ts";
import { Emoji } from "./emoji.ts";
import { Find } from "./find.ts";
import { FocusAtOnce } from "./focus.ts";
import { type Floats, floating } from "./floats.ts";
import { ImageView } from "./ImageView.tsx";
import { LINKS, linking, safely } from "./links.ts";
import { moveBlock } from "./move.ts";
import { Align } from "./nodes/align.ts";
import { Callout } from "./nodes/callout.ts";
import { Column, Columns } from "./nodes/columns.ts";
import { DateNode, dayOf, days } from "./nodes/date.ts";
import { toggles } from "./nodes/details.ts";
import { HearthHighlight, TextColor } from "./nodes/marks.ts";
import { BlockMath, InlineMath } from "./nodes/math.ts";
import { Bookmark, Embed, point, Reference } from "./nodes/pointers.ts";
import { tables } from "./nodes/table.ts";
import { isPointed, pointing, type Pointing } from "./pointing.ts";
import { Steps } from "./steps.ts";
import type { Choice, Suggest } from "./suggest.ts";
import { CollaborationTogether } from "./together/together.ts";

/** The nodes and marks the server knows, by the same names; `tests/unit/schema.test.ts` holds the list. */
export function schemaExtensions(toggle: (open: boolean) => string = (open) => i18next.t(open ? "details.close" : "details.open")): AnyExtension[] {
  return [
    HearthKit.configure({
      undoRedo: false,
      heading: { levels: [1, 2, 3, 4, 5, 6] },
      link: LINKS,
      dropcursor: { color: "var(--ember)", width: 2 },
    }),
    TaskList,
    TaskItem.configure({ nested: true }),
    ...tables(() => i18next.t("table.tools")),
    HearthImage,
    HearthMention,
    Align,
    Callout,
    ...toggles(toggle),
    Columns,
    Column,
    DateNode,
    HearthHighlight,
    TextColor,
    InlineMath,
    BlockMath,
    Reference,
    Embed,
    Bookmark,
  ];
}

const HearthKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((one) => (one.name === "link" ? safely(one as Mark) : one));
  },
});

export const HearthImage = Image.extend({
  draggable: true,
  addAttributes() {
    return { src: { default: null }, alt: { default: null }, title: { default: null }, width: { default: null }, align: { default: null } };
  },
  addNodeView() {
    return ReactNodeViewRenderer(ImageView);
  },
});

/** Looks the same wherever it is shown. */
const HearthMention = Mention.extend({
  addAttributes() {
    const data = (name: string) => ({
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`),
      renderHTML: (attributes: Record<string, unknown>) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
    });
    return { id: data("id"), label: data("label") };
  },
}).configure({
  HTMLAttributes: { class: "h-mention" },
  renderText: ({ node }) => `@${node.attrs.label ?? ""}`,
  renderHTML: ({ node, options }) => ["span", options.HTMLAttributes, `@${node.attrs.label ?? ""}`],
});

export interface EditorParts {
  doc: Y.Doc;
  awareness: Awareness;
  user: { name: string; color: string };
  placeholder: () => string;
  suggest: Suggest;
  floats: Floats;
  labels: { slash: () => string; mention: () => string; toggle: (open: boolean) => string; none: (query: string) => string };
  blocks: () => Choice[];
  people: () => Choice[];
  /** What a document can point at; without it `[[` is text. */
  pointing?: Pointing;
}

export function editorExtensions(parts: EditorParts): AnyExtension[] {
  const mention = HearthMention.configure({
    suggestion: {
      char: "@",
      pluginKey: new PluginKey("mention"),
      items: ({ query }) => {
        const named = days((key) => i18next.t(key), query);
        const all = query ? [...parts.people(), ...named] : [...named.slice(0, 2), ...parts.people()];
        return [...rank(query, all, (one) => `${one.title} ${one.hint ?? ""} ${one.words ?? ""}`), ...(parts.pointing?.find(query) ?? [])];
      },
      render: parts.suggest.render(parts.labels.mention, parts.labels.none),
      command: ({ editor, range, props }) => {
        const person = props as unknown as Choice;
        if (isPointed(person)) return void point(editor, range, "reference", person.target());
        const day = dayOf(person);
        editor
          .chain()
          .focus()
          .insertContentAt(range, [
            day ? { type: "date", attrs: { day } } : { type: "mention", attrs: { id: person.id, label: person.title } },
            { type: "text", text: " " },
          ])
          .run();
      },
    },
  });
  return [
    ...schemaExtensions(parts.labels.toggle).filter((extension) => extension.name !== "mention"),
    mention,
    slash(parts),
    Emoji.configure({ suggest: parts.suggest, label: () => i18next.t("block.emoji") }),
    ...(parts.pointing ? [pointing(parts.pointing, parts.suggest)] : []),
    linking(parts.floats),
    floating(parts.floats),
    Colours,
    Diagrams.configure({ t: (key, values) => i18next.t(key, values ?? {}) }),
    Find,
    FocusAtOnce,
    Keys,
    Markdown,
    Placeholder.configure({ placeholder: parts.placeholder, showOnlyCurrent: true }),
    CollaborationTogether.configure({ document: parts.doc, field: "default" }),
    Steps,
    CollaborationCaret.configure({ provider: { awareness: parts.awareness }, user: parts.user, render: caret }),
  ];
}

function slash(parts: EditorParts): AnyExtension {
  return Extension.create({
    name: "slash",
    addProseMirrorPlugins() {
      return [
        Suggestion<Choice, Choice>({
          editor: this.editor,
          char: "/",
          pluginKey: new PluginKey("slash"),
          items: ({ query }) => rank(query, parts.blocks(), (block) => `${block.title} ${block.id} ${block.words ?? ""}`),
          allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
          render: parts.suggest.render(parts.labels.slash, parts.labels.none),
          command: ({ editor, range, props }) => props.run(editor, range),
        }),
      ];
    },
  });
}

/** What a mouse does with the handle, keys do as well. */
const Keys = Extension.create({
  name: "hearthKeys",
  addKeyboardShortcuts() {
    return {
      "Alt-Shift-ArrowUp": ({ editor }) => moveBlock(editor, -1),
      "Alt-Shift-ArrowDown": ({ editor }) => moveBlock(editor, 1),
      "Mod-Shift-s": ({ editor }) => editor.commands.toggleStrike(),
    };
  },
});

/** A named caret. Names come from other people: they are set as text, never as markup. */
function caret(user: Record<string, unknown>): HTMLElement {
  const color = /^#[0-9a-f]{6}$/i.test(String(user.color)) ? String(user.color) : "#5d554c";
  const line = document.createElement("span");
  line.className = "h-caret";
  line.style.borderColor = color;
  const name = document.createElement("span");
  name.className = "h-caret-name";
  name.style.background = color;
  name.textContent = (typeof user.name === "string" ? user.name : "").slice(0, 40);
  line.append(name);
  return line;
}
