import { Emitter } from "../core/emitter.ts";

export const NARROWEST = 200;
export const WIDEST = 420;
export const USUAL = 264;
const KEPT = "hearth.sidebar";

export interface Sidebar {
  width: number;
  collapsed: boolean;
}

/** How wide the sidebar is, and whether it shows icons alone: this device's, because screens differ. */
class SidebarStore extends Emitter {
  #now = read();
  getSnapshot = (): Sidebar => this.#now;

  set(change: Partial<Sidebar>): void {
    const next = { ...this.#now, ...change };
    next.width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, next.width)));
    this.#now = next;
    try {
      localStorage.setItem(KEPT, JSON.stringify(next));
    } catch {
      // As usual again at the next visit.
    }
    this.emit();
  }

  toggle = (): void => this.set({ collapsed: !this.#now.collapsed });
}

/** What was kept, if it makes sense. */
export function read(): Sidebar {
  try {
    const { width, collapsed } = JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Sidebar>;
    const fits = typeof width === "number" && width >= NARROWEST && width <= WIDEST;
    return { width: fits ? width : USUAL, collapsed: collapsed === true };
  } catch {
    return { width: USUAL, collapsed: false };
  }
}

export const sidebar = new SidebarStore();
