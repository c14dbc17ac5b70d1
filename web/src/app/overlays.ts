import { Emitter } from "../core/emitter.ts";

/** The name of what lies over the page: the palette, the shortcuts, the state of saving, or what a feature lays there. */
export type Overlay = string | null;

class Overlays extends Emitter {
  #shown: Overlay = null;
  getSnapshot = (): Overlay => this.#shown;

  show(next: Overlay): void {
    this.#shown = next;
    this.emit();
  }

  hide = (): void => this.show(null);
}

export const overlay = new Overlays();
