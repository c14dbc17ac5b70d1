import { flushSync } from "react-dom";
import { Emitter } from "../core/emitter.ts";

/** Whether the page is being laid out for paper. Said before the print is taken: whoever listens has drawn by then. */
class Printing extends Emitter {
  readonly #paper = matchMedia("print");
  #now = this.#paper.matches;

  constructor() {
    super();
    addEventListener("beforeprint", () => this.#say(true));
    addEventListener("afterprint", () => this.#say(this.#paper.matches));
    this.#paper.addEventListener("change", ({ matches }) => this.#say(matches));
  }

  getSnapshot = (): boolean => this.#now;

  #say(now: boolean): void {
    if (now === this.#now) return;
    this.#now = now;
    flushSync(() => this.emit());
  }
}

export const printing = new Printing();
