import { Emitter } from "../core/emitter.ts";

const KEPT = "hearth.panel";

/** Which part of the panel at the side is open; null when it is closed. As it was left on this device. */
class PanelStore extends Emitter {
  #open: string | null = null;

  constructor() {
    super();
    try {
      this.#open = localStorage.getItem(KEPT);
    } catch {
      // Closed, then.
    }
  }

  getSnapshot = (): string | null => this.#open;

  show(id: string | null): void {
    this.#open = id;
    try {
      if (id === null) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, id);
    } catch {
      // Closed again at the next visit.
    }
    this.emit();
  }

  /** A button of the panel: opens that part, or closes the panel when it shows it already. */
  toggle(id: string): void {
    this.show(this.#open === id ? null : id);
  }
}

export const panel = new PanelStore();
