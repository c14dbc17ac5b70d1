import { Workbox } from "workbox-window";
import { Emitter } from "../core/emitter.ts";

const AGAIN = 60_000;

class Update extends Emitter {
  ready = false;
  #workbox: Workbox | null = null;

  getSnapshot = (): boolean => this.ready;

  install(): void {
    const workbox = (this.#workbox = new Workbox("/sw.js"));
    workbox.addEventListener("waiting", () => {
      this.ready = true;
      this.emit();
    });
    // Nothing of the client is kept yet: a file did not come. A newer one that fails leaves the one that works.
    workbox.addEventListener("redundant", () => {
      if (!navigator.serviceWorker.controller) this.#later();
    });
    void workbox.register().catch(() => this.#later());
  }

  /** Without a network now, and with one in a moment: not only at the next visit. */
  #later(): void {
    const again = (): void => {
      clearTimeout(timer);
      removeEventListener("online", again);
      this.install();
    };
    const timer = setTimeout(again, AGAIN);
    addEventListener("online", again);
  }

  /** The new version takes over when the person says so, never under their hands. */
  apply(): void {
    this.#workbox?.addEventListener("controlling", () => location.reload());
    this.#workbox?.messageSkipWaiting();
  }
}

export const update = new Update();
export const install = (): void => update.install();
