import { Emitter } from "../../core/emitter.ts";

const KEY = "hearth.jobs.cleared";

/** Until when what has ended was cleared from the tray of this device. */
class Cleared extends Emitter {
  #at = "";

  getSnapshot = (): string => {
    try {
      return localStorage.getItem(KEY) ?? this.#at;
    } catch {
      return this.#at; // a browser that keeps nothing: until the page is loaded again
    }
  };

  now(): void {
    this.#at = new Date().toISOString();
    try {
      localStorage.setItem(KEY, this.#at);
    } catch {
      // as above
    }
    this.emit();
  }
}

export const cleared = new Cleared();
