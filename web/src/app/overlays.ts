import { Emitter } from "../core/emitter.ts";

export type Overlay = "palette" | "shortcuts" | "sync" | "name-version" | null;

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
