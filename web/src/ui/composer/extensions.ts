import { type AnyExtension, Extension, type Mark } from "@tiptap/core";
import { Mention } from "@tiptap/extension-mention";
import { Placeholder } from "@tiptap/extensions";
import { Markdown } from "@tiptap/markdown";
import { PluginKey } from "@tiptap/pm/state";
import { StarterKit } from "@tiptap/starter-kit";
import Suggestion from "@tiptap/suggestion";
import { rank } from "../../data/search.ts";
import { loadEmoji, searchEmoji, titleOf } from "../emoji.ts";
import { keepRecent, keptTone, toned } from "../emojiPicks.ts";
import type { Person } from "../fields/types.ts";
import { readUrl } from "../fields/values.ts";
import type { Offer, Offers } from "./offers.ts";

/** What is mentioned besides people: all who are here, the channel, a team. */
export interface Mentionable extends Person {
  hint?: string;
}

export interface Parts {
  people: () => readonly Mentionable[];
  language: () => string;
  placeholder: () => string;
  offers: Offers;
  /** Enter, as the person has it: true when it sent. */
  enter: (modified: boolean, plainText: boolean) => boolean;
  /** Arrow up where nothing is written. */
  before: () => boolean;
  escape: () => boolean;
}

const LONGEST = 24;
const FEW = 8;

/** What a message may hold, and no more: whatever is pasted comes down to this. */
export function messageExtensions(parts: Parts): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: false,
      horizontalRule: false,
      dropcursor: false,
      gapcursor: false,
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: "https",
        isAllowedUri: (href: string) => readUrl(href) !== null,
        HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
      },
    }).extend({
      addExtensions() {
        return (this.parent?.() ?? []).map((one) => (one.name === "link" ? (one as Mark).extend({ inclusive: false }) : one));
      },
    }),
    mention(parts),
    emoji(parts),
    keys(parts),
    Markdown,
    Placeholder.configure({ placeholder: parts.placeholder, showOnlyWhenEditable: false }),
  ];
}

/** In Markdown a mention is a link, `[@Ada](mention:id)`, as it is in a document: the server reads the id from it. */
const MENTION = /^\[@((?:\\.|[^\\\]])*)\]\(mention:([\w@:-]+)\)/;

const MessageMention = Mention.extend({
  markdownTokenizer: {
    name: "mention",
    level: "inline" as const,
    start: (source: string) => source.indexOf("[@"),
    tokenize: (source: string) => {
      const match = MENTION.exec(source);
      return match ? { type: "mention", raw: match[0], attributes: { id: match[2], label: match[1]!.replace(/\\(.)/g, "$1") } } : undefined;
    },
  },
  parseMarkdown: (token) => ({ type: "mention", attrs: token.attributes as Record<string, unknown> }),
  renderMarkdown: ({ attrs }) => `[@${String(attrs?.label ?? "").replace(/[\\[\]]/g, "\\$&")}](mention:${String(attrs?.id ?? "")})`,
});

function mention({ people, offers }: Parts): AnyExtension {
  return MessageMention.configure({
    HTMLAttributes: { class: "h-mention" },
    renderText: ({ node }) => `@${String(node.attrs.label ?? "")}`,
    renderHTML: ({ node, options }) => ["span", options.HTMLAttributes, `@${String(node.attrs.label ?? "")}`],
    suggestion: {
      char: "@",
      pluginKey: new PluginKey("composerMention"),
      items: ({ query }): Offer[] =>
        query.length > LONGEST
          ? []
          : rank(query, people(), ({ name, email, hint }) => `${name} ${email ?? ""} ${hint ?? ""}`)
              .slice(0, FEW)
              .map((person) => ({ id: person.id, label: person.name, hint: person.hint ?? person.email, person })),
      render: offers.render("mention"),
      command: ({ editor, range, props }) => {
        const { id, label } = props as unknown as Offer;
        editor
          .chain()
          .focus()
          .insertContentAt(range, [
            { type: "mention", attrs: { id, label } },
            { type: "text", text: " " },
          ])
          .run();
      },
    },
  });
}

/** `:` and two letters; a smiley such as `:)` is left as it was typed. */
function emoji({ language, offers }: Parts): AnyExtension {
  return Extension.create({
    name: "composerEmoji",
    addProseMirrorPlugins() {
      return [
        Suggestion<Offer, Offer>({
          editor: this.editor,
          char: ":",
          pluginKey: new PluginKey("composerEmoji"),
          allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
          items: async ({ query }) => {
            if (query.length < 2 || query.length > LONGEST) return [];
            const all = await loadEmoji().catch(() => []);
            return searchEmoji(all, query, FEW).map((one) => ({ id: one.sign, label: titleOf(one, language()), sign: toned(one, keptTone()) }));
          },
          render: offers.render("emoji"),
          command: ({ editor, range, props }) => {
            keepRecent(props.id);
            editor
              .chain()
              .focus()
              .insertContentAt(range, `${props.sign ?? props.id} `)
              .run();
          },
        }),
      ];
    },
  });
}

function keys({ enter, before, escape }: Parts): AnyExtension {
  return Extension.create({
    name: "composerKeys",
    priority: 1_000,
    addKeyboardShortcuts() {
      // In code and in a list a line is followed by a line; everywhere Ctrl+Enter sends.
      const inside = (): boolean => this.editor.isActive("codeBlock") || this.editor.isActive("listItem");
      return {
        Enter: () => enter(false, inside()),
        "Mod-Enter": () => enter(true, inside()),
        ArrowUp: () => (this.editor.isEmpty ? before() : false),
        Escape: escape,
      };
    },
  });
}
