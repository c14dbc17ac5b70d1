import type { Editor, Range } from "@tiptap/core";
import type { SuggestionOptions, SuggestionProps } from "@tiptap/suggestion";
import { Emitter } from "../../core/emitter.ts";

export interface Choice {
  id: string;
  title: string;
  hint?: string;
  icon?: string;
  /** An emoji in place of the icon. */
  sign?: string | null;
  /** Other words to find it by. */
  words?: string;
  run: (editor: Editor, range: Range) => void;
}

export interface SuggestView {
  label: string;
  items: readonly Choice[];
  selected: number;
  rect: DOMRect;
  /** What is said when nothing is found. */
  none: string;
  choose: (index: number) => void;
}

const LONGEST_QUERY = 24;

/** The list under the caret, for slash commands and mentions alike. The editor's plugin drives it, a component shows it. */
export class Suggest extends Emitter {
  #view: SuggestView | null = null;
  getSnapshot = (): SuggestView | null => this.#view;

  /** `quiet`: where nothing is found, nothing is said; nobody has asked. */
  render(label: () => string, none: (query: string) => string, quiet = false): NonNullable<SuggestionOptions<Choice>["render"]> {
    const show = (props: SuggestionProps<Choice>): void => {
      if (!quiet || props.items.length > 0) return this.#show(label(), none(props.query), props);
      if (!props.loading) this.hide();
    };
    return () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => this.hide(),
      onKeyDown: ({ event }) => this.#pressed(event),
    });
  }

  hide = (): void => {
    if (!this.#view) return;
    this.#view = null;
    this.emit();
  };

  select(index: number): void {
    if (!this.#view) return;
    this.#view = { ...this.#view, selected: index };
    this.emit();
  }

  #show(label: string, none: string, props: SuggestionProps<Choice>): void {
    const rect = props.clientRect?.();
    // Who has typed on for long has meant no command.
    if (!rect || (props.items.length === 0 && props.query.length > LONGEST_QUERY)) return this.hide();
    const choose = (index: number): void => {
      const item = props.items[index];
      if (item) props.command(item);
    };
    this.#view = { label, items: props.items, selected: 0, rect, none, choose };
    this.emit();
  }

  #pressed(event: KeyboardEvent): boolean {
    const view = this.#view;
    if (!view || event.isComposing) return false;
    const count = view.items.length;
    if (count === 0 && event.key !== "Escape") return false;
    if (event.key === "ArrowDown") this.select((view.selected + 1) % count);
    else if (event.key === "ArrowUp") this.select((view.selected + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") view.choose(view.selected);
    else if (event.key === "Escape") this.hide();
    else return false;
    return true;
  }
}
