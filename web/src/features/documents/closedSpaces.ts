import { Emitter } from "../../core/emitter.ts";

const KEPT = "hearth.spaces.closed";

/** Which spaces the sidebar shows closed: this device's, as its width is. */
class ClosedSpaces extends Emitter {
  #now: ReadonlySet<string> = read();
  getSnapshot = (): ReadonlySet<string> => this.#now;

  close(id: string, to: boolean): void {
    const next = new Set(this.#now);
    if (to) next.add(id);
    else next.delete(id);
    this.#now = next;
    try {
      localStorage.setItem(KEPT, JSON.stringify([...next]));
    } catch {
      // All open again at the next visit.
    }
    this.emit();
  }
}

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : []);
  } catch {
    return new Set();
  }
}

export const closedSpaces = new ClosedSpaces();
