import { mergeAttributes, Node, wrappingInputRule } from "@tiptap/core";
import { CALLOUTS } from "../../../core/shape.ts";

export type CalloutKind = (typeof CALLOUTS)[number];

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    callout: {
      /** Sets blocks apart as a callout of a kind, or changes the kind of the one around the caret. */
      setCallout: (kind: CalloutKind) => ReturnType;
      /** Takes the callout around the caret away, and leaves what is in it. */
      unsetCallout: () => ReturnType;
    };
  }
}

const isKind = (name: unknown): name is CalloutKind => (CALLOUTS as readonly unknown[]).includes(name);

/** Blocks set apart, of one of GitHub's five kinds. `!!! ` begins one, as `> ` does a quote. */
export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes() {
    return {
      kind: {
        default: "note",
        parseHTML: (element) => (isKind(element.dataset.kind) ? element.dataset.kind : "note"),
        renderHTML: ({ kind }) => ({ "data-kind": isKind(kind) ? kind : "note" }),
      },
    };
  },
  parseHTML: () => [{ tag: "aside[data-kind]" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", mergeAttributes(HTMLAttributes, { class: "h-callout", role: "note" }), 0],
  addCommands() {
    return {
      setCallout:
        (kind) =>
        ({ commands, editor }) =>
          editor.isActive("callout") ? commands.updateAttributes("callout", { kind }) : commands.wrapIn("callout", { kind }),
      unsetCallout:
        () =>
        ({ commands }) =>
          commands.lift("callout"),
    };
  },
  addKeyboardShortcuts() {
    return {
      // An empty line at the end leads out, and Backspace at the beginning takes it away: as in a quote.
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        const first = $from.depth > 1 && $from.node(-1).type === this.type && $from.index(-1) === 0 && $from.parentOffset === 0;
        return empty && first ? editor.commands.unsetCallout() : false;
      },
    };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*!!!\s$/, type: this.type })];
  },
  markdownTokenName: "callout",
  markdownTokenizer: {
    name: "callout",
    level: "block",
    start: (source: string) => source.search(/^> ?\[!/m),
    tokenize(source, _, lexer) {
      const head = /^> ?\[!(\w+)\][ \t]*(?:\n|$)((?:>[^\n]*(?:\n|$))*)/.exec(source);
      if (!head || !isKind(head[1]!.toLowerCase())) return undefined;
      return { type: "callout", raw: head[0], kind: head[1]!.toLowerCase(), tokens: lexer.blockTokens(head[2]!.replace(/^> ?/gm, "")) };
    },
  },
  parseMarkdown: (token, helpers) => {
    const inside = helpers.parseChildren(token.tokens ?? []);
    return helpers.createNode("callout", { kind: token.kind as string }, inside.length ? inside : [{ type: "paragraph" }]);
  },
});
