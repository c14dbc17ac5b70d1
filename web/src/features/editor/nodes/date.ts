import { type Editor, mergeAttributes, Node } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import i18next from "i18next";
import { isDay } from "../../../core/shape.ts";
import { longDay } from "../../../i18n/dates.ts";
import type { Choice } from "../suggest.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    date: {
      /** Puts in a day, and selects it so that its picker opens. */
      insertDate: (day: string) => ReturnType;
    };
  }
}

/** A day as it is kept, some days from now where the person is. */
export function dayFromNow(days: number, now: Date = new Date()): string {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return iso(then.getFullYear(), then.getMonth() + 1, then.getDate());
}

const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** As the reader's language and region write it; at noon, so that no time zone makes it another. */
export const shownDay = (day: unknown): string => (isDay(day) ? longDay(`${day}T12:00:00`, i18next.language || "en") : "—");

/** What somebody typed as a day: 2026-12-24, 24.12. or 24.12.2026. */
export function typedDay(text: string, now: Date = new Date()): string | null {
  const local = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(text);
  const day = local ? iso(Number(local[3] ?? now.getFullYear()), Number(local[2]), Number(local[1])) : text;
  return isDay(day) ? day : null;
}

const NAMED: Record<string, { days: number; words: string }> = {
  today: { days: 0, words: "today now heute jetzt date datum" },
  tomorrow: { days: 1, words: "tomorrow morgen date datum" },
  yesterday: { days: -1, words: "yesterday gestern date datum" },
};
const PREFIX = "day:";

/** Days to offer behind an `@`. */
export function days(t: (key: string) => string, query: string): Choice[] {
  const choice = (day: string, title: string, words: string): Choice => ({
    id: PREFIX + day,
    title,
    hint: shownDay(day),
    icon: "date",
    words,
    run: () => undefined,
  });
  const typed = typedDay(query);
  if (typed) return [choice(typed, shownDay(typed), query)];
  return Object.entries(NAMED).map(([name, { days: by, words }]) => choice(dayFromNow(by), t(`date.${name}`), words));
}

/** The day that a choice stands for. */
export const dayOf = (choice: Choice): string | null => (choice.id.startsWith(PREFIX) ? choice.id.slice(PREFIX.length) : null);

/** The date that is selected. */
export function dateAt(editor: Editor): { at: number; day: string } | null {
  const { selection } = editor.state;
  return selection instanceof NodeSelection && selection.node.type.name === "date" ? { at: selection.from, day: String(selection.node.attrs.day) } : null;
}

/** A day within a line. Kept as ISO 8601 has it, shown as each reader writes it. */
export const DateNode = Node.create({
  name: "date",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes() {
    return {
      day: {
        default: "",
        parseHTML: (element) => (isDay(element.getAttribute("datetime")) ? element.getAttribute("datetime") : ""),
        renderHTML: ({ day }) => ({ datetime: day as string }),
      },
    };
  },
  parseHTML: () => [{ tag: "time[datetime]", getAttrs: (element) => (isDay(element.getAttribute("datetime")) ? null : false) }],
  renderHTML: ({ node, HTMLAttributes }) => ["time", mergeAttributes(HTMLAttributes, { class: "h-date" }), shownDay(node.attrs.day)],
  renderText: ({ node }) => shownDay(node.attrs.day),
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("time");
      dom.className = "h-date";
      const show = (): void => {
        dom.dateTime = String(node.attrs.day);
        dom.textContent = shownDay(node.attrs.day);
      };
      show();
      i18next.on("languageChanged", show);
      return {
        dom,
        ignoreMutation: () => true,
        update: (now) => {
          if (now.type !== node.type) return false;
          node = now;
          show();
          return true;
        },
        destroy: () => i18next.off("languageChanged", show),
      };
    };
  },
  addCommands() {
    return {
      insertDate:
        (day) =>
        ({ commands, state }) => {
          const { from, to } = state.selection;
          return commands.insertContentAt({ from, to }, { type: "date", attrs: { day } }) && commands.setNodeSelection(from);
        },
    };
  },
  markdownTokenName: "date",
  markdownTokenizer: {
    name: "date",
    level: "inline",
    start: (source: string) => source.search(/\[[^\]\n]*\]\(date:/),
    tokenize(source) {
      const found = /^\[[^\]\n]*\]\(date:(\d{4}-\d{2}-\d{2})\)/.exec(source);
      return found && isDay(found[1]) ? { type: "date", raw: found[0], day: found[1] } : undefined;
    },
  },
  parseMarkdown: (token, helpers) => helpers.createNode("date", { day: token.day as string }),
});
