import { Workbox } from "workbox-window";
import { Emitter } from "../core/emitter.ts";

class Update extends Emitter {
  ready = false;
  #workbox: Workbox | null = null;

  getSnapshot = (): boolean => this.ready;

  install(): void {
    this.#workbox = new Workbox("/sw.js");
    this.#workbox.addEventListener("waiting", () => {
      this.ready = true;
      this.emit();
    });
    void this.#workbox.register().catch(() => undefined);
  }

  /** The new version takes over when the person says so, never under their hands. */
  apply(): void {
    this.#workbox?.addEventListener("controlling", () => location.reload());
    this.#workbox?.messageSkipWaiting();
  }
}

export const update = new Update();
export const install = (): void => update.install();
