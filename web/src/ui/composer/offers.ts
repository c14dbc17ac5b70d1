import type { SuggestionOptions, SuggestionProps } from "@tiptap/suggestion";
import { Emitter } from "../../core/emitter.ts";
import type { Person } from "../fields/types.ts";

export interface Offer {
  id: string;
  label: string;
  hint?: string;
  sign?: string;
  person?: Person;
}

export interface Offered {
  kind: "mention" | "emoji";
  items: readonly Offer[];
  at: number;
  choose: (index: number) => void;
}

/** What is offered above the composer while somebody types `@` or `:`. The editor's plugins drive it, the composer shows it. */
export class Offers extends Emitter {
  #now: Offered | null = null;
  getSnapshot = (): Offered | null => this.#now;

  render(kind: Offered["kind"]): NonNullable<SuggestionOptions<Offer>["render"]> {
    return () => ({
      onStart: (props) => this.#show(kind, props),
      onUpdate: (props) => this.#show(kind, props),
      onExit: () => this.#set(null),
      onKeyDown: ({ event }) => this.#pressed(event),
    });
  }

  select(at: number): void {
    if (this.#now) this.#set({ ...this.#now, at });
  }

  #show(kind: Offered["kind"], { items, command }: SuggestionProps<Offer>): void {
    if (items.length === 0) return this.#set(null);
    this.#set({ kind, items, at: 0, choose: (index) => items[index] && command(items[index]) });
  }

  #set(next: Offered | null): void {
    if (next === this.#now) return;
    this.#now = next;
    this.emit();
  }

  #pressed(event: KeyboardEvent): boolean {
    const now = this.#now;
    if (!now || event.isComposing) return false;
    const count = now.items.length;
    if (event.key === "ArrowDown") this.select((now.at + 1) % count);
    else if (event.key === "ArrowUp") this.select((now.at + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") now.choose(now.at);
    else if (event.key === "Escape") this.#set(null);
    else return false;
    event.stopPropagation();
    return true;
  }
}
