import { createContext, type ReactNode, use, useCallback, useSyncExternalStore } from "react";
import { Emitter } from "../core/emitter.ts";

export type Wish = "auto" | "light" | "dark";
const KEPT = "hearth.scheme";

class SchemeStore extends Emitter {
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");

  constructor() {
    super();
    this.#dark.addEventListener("change", () => this.emit());
    addEventListener("storage", (event) => event.key === KEPT && this.emit());
  }

  wish = (): Wish => {
    try {
      return (localStorage.getItem(KEPT) as Wish | null) ?? "auto";
    } catch {
      return "auto";
    }
  };

  scheme = (): "light" | "dark" => {
    const wish = this.wish();
    return wish === "auto" ? (this.#dark.matches ? "dark" : "light") : wish;
  };

  choose(wish: Wish): void {
    try {
      localStorage.setItem(KEPT, wish);
    } catch {
      // The system's choice stays.
    }
    this.emit();
  }
}

const store = new SchemeStore();
const Scheme = createContext<"light" | "dark">("light");

export function SchemeProvider({ children }: { children: ReactNode }) {
  const scheme = useSyncExternalStore(store.subscribe, store.scheme);
  return <Scheme value={scheme}>{children}</Scheme>;
}

export function useScheme(): "light" | "dark" {
  return use(Scheme);
}

export function useSchemeWish(): [Wish, (wish: Wish) => void] {
  const wish = useSyncExternalStore(store.subscribe, store.wish);
  return [wish, useCallback((next: Wish) => store.choose(next), [])];
}
