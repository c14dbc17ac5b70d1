import { type Editor, Extension, InputRule } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import Suggestion from "@tiptap/suggestion";
import i18next from "i18next";
import { type Emoji as Sign, isCommon, loadEmoji, searchEmoji, titleOf } from "../../ui/emoji.ts";
import type { Choice, Suggest } from "./suggest.ts";

/** So many letters behind a colon mean an emoji, and not the end of a sentence. */
const LEAST = 2;

export interface EmojiOptions {
  suggest: Suggest | null;
  label: () => string;
  load: () => Promise<Sign[]>;
}

declare module "@tiptap/core" {
  interface Storage {
    emoji: { asked: boolean; codes: ReadonlyMap<string, string> };
  }
}

const choice = (sign: Sign): Choice => ({
  id: sign.sign,
  sign: sign.sign,
  title: titleOf(sign, i18next.language || "en"),
  hint: sign.codes[0] && `:${sign.codes[0]}:`,
  run: () => undefined,
});

/** Types the colon for who came by the slash menu: those that are used most are offered at once. */
export function askForEmoji(editor: Editor): void {
  editor.storage.emoji.asked = true;
  editor.commands.insertContent(":");
}

/** `:smile` offers emoji, `:smile:` is one. What is kept is the sign itself, as a letter among the others. */
export const Emoji = Extension.create<EmojiOptions, { asked: boolean; codes: ReadonlyMap<string, string> }>({
  name: "emoji",
  addOptions: () => ({ suggest: null, label: () => "", load: loadEmoji }),
  addStorage: () => ({ asked: false, codes: new Map() }),
  addInputRules() {
    return [
      new InputRule({
        find: /(?:^|\s):([a-z0-9_+-]{2,}):$/,
        handler: ({ range, match, chain }) => {
          const sign = this.storage.codes.get(match[1]!);
          if (!sign) return null;
          const from = range.to - match[1]!.length - 1;
          chain().insertContentAt({ from, to: range.to }, { type: "text", text: sign }).run();
          return undefined;
        },
      }),
    ];
  },
  addProseMirrorPlugins() {
    const { suggest, label, load } = this.options;
    if (!suggest) return [];
    const { storage } = this;
    const items = async ({ query }: { query: string }): Promise<Choice[]> => {
      if (query.length < LEAST && !storage.asked) return [];
      const list = await load();
      if (storage.codes.size === 0) storage.codes = new Map(list.flatMap(({ codes, sign }) => codes.map((code) => [code, sign] as const)));
      if (query.length < LEAST) return list.filter(isCommon).map(choice);
      return searchEmoji(list, query.replace(/:$/, "")).map(choice);
    };
    const shown = suggest.render(label, () => "", true);
    return [
      Suggestion<Choice, Choice>({
        editor: this.editor,
        char: ":",
        pluginKey: new PluginKey("emoji"),
        items,
        allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code,
        render: () => {
          const renderer = shown();
          return { ...renderer, onExit: (props) => ((storage.asked = false), renderer.onExit?.(props)) };
        },
        command: ({ editor, range, props }) => {
          editor
            .chain()
            .focus()
            .insertContentAt(range, { type: "text", text: `${props.id} ` })
            .run();
        },
      }),
    ];
  },
});
