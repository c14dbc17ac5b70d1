import { Emitter } from "../core/emitter.ts";

/** Whether the socket stands; `since` when not. The browser may think that it is online while no server answers. */
class ConnectionStatus extends Emitter {
  #since: number | null = null;
  getSnapshot = (): number | null => this.#since;

  say(open: boolean): void {
    const next = open ? null : (this.#since ?? Date.now());
    if (next === this.#since) return;
    this.#since = next;
    this.emit();
  }
}

export const connectionStatus = new ConnectionStatus();
