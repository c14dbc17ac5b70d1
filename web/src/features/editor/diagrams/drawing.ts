import type { Frame, Said } from "./frame.ts";

/** Characters of a source, and lines between its boxes: what is drawn within a second on a slow machine. */
export const LONGEST = 20_000;
const EDGES = 300;
const LARGEST = 2_000_000;
const WAIT = 10_000;
const LOADING = 60_000;
const KEPT = 60;
const MARK = "hearth.diagram";

/** A picture, or why there is none. */
export type Drawn =
  | { kind: "picture"; url: string; width: number; height: number; words: string }
  | { kind: "wrong"; message: string }
  | { kind: "large" | "slow" | "stopped" | "away" };

interface Job {
  key: string;
  source: string;
  dark: boolean;
  done: (drawn: Drawn) => void;
}

/**
 * Draws diagrams one after another in a frame, which is thrown away with whatever it does when it takes too long. What was
 * being drawn when the page went away is not drawn again by itself: where the frame shares the page's process, it may be
 * why.
 */
export class Drawing {
  readonly #known = new Map<string, Drawn>();
  readonly #waiting: Job[] = [];
  readonly #stopped: string | null;
  #frame: Frame | null = null;
  #ready = false;
  #now: (Job & { id: number }) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  constructor(
    private readonly open: (said: (what: Said) => void) => Frame,
    private readonly marks: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null = here(),
  ) {
    this.#stopped = marks?.getItem(MARK) ?? null;
    marks?.removeItem(MARK);
  }

  /** What is known without drawing. */
  known(source: string, dark: boolean): Drawn | undefined {
    if (source.length > LONGEST) return { kind: "large" };
    return this.#known.get(keyOf(source, dark)) ?? (this.#stopped === markOf(source) ? { kind: "stopped" } : undefined);
  }

  draw(source: string, dark: boolean): Promise<Drawn> {
    const known = this.known(source, dark);
    if (known) return Promise.resolve(known);
    return new Promise((done) => {
      this.#waiting.push({ key: keyOf(source, dark), source, dark, done });
      this.#next();
    });
  }

  #next(): void {
    if (this.#now) return;
    const job = this.#waiting.shift();
    if (!job) return;
    const known = this.#known.get(job.key);
    if (known) {
      job.done(known);
      return this.#next();
    }
    this.#now = { ...job, id: ++this.#count };
    if (!this.#frame) {
      const frame: Frame = this.open((what) => this.#frame === frame && this.#heard(what));
      this.#frame = frame;
      this.#timer = setTimeout(() => this.#end({ kind: "away" }, true), LOADING);
    } else if (this.#ready) this.#ask();
  }

  #ask(): void {
    const { id, source, dark } = this.#now!;
    this.marks?.setItem(MARK, markOf(source));
    this.#timer = setTimeout(() => this.#end({ kind: "slow" }, true), WAIT);
    this.#frame!.ask({ id, source, dark, longest: LONGEST, edges: EDGES });
  }

  #heard(what: Said): void {
    if ("ready" in what) {
      if (this.#ready) return;
      clearTimeout(this.#timer);
      this.#ready = what.ready;
      if (what.ready) this.#ask();
      else this.#end({ kind: "away" }, true);
    } else if (what.id === this.#now?.id) {
      this.#end("svg" in what ? picture(what.svg) : { kind: "wrong", message: String(what.error) }, false);
    }
  }

  #end(drawn: Drawn, close: boolean): void {
    clearTimeout(this.#timer);
    this.marks?.removeItem(MARK);
    if (close) {
      this.#frame?.close();
      this.#frame = null;
      this.#ready = false;
    }
    const job = this.#now;
    this.#now = null;
    if (job) {
      if (drawn.kind !== "away") this.#known.set(job.key, drawn);
      for (const old of [...this.#known.keys()].slice(0, Math.max(0, this.#known.size - KEPT))) this.#known.delete(old);
      job.done(drawn);
    }
    this.#next();
  }
}

const keyOf = (source: string, dark: boolean): string => `${dark ? "dark" : "light"} ${source}`;

/** Enough to know a source by. */
function markOf(source: string): string {
  let sum = 0;
  for (let at = 0; at < source.length; at++) sum = (sum * 31 + source.charCodeAt(at)) | 0;
  return `${source.length} ${sum}`;
}

function here(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** A picture of what the frame gave. It is shown as an image: nothing in it runs, and nothing is loaded for it. */
function picture(svg: unknown): Drawn {
  if (typeof svg !== "string" || svg.length > LARGEST) return { kind: "large" };
  const page = new DOMParser().parseFromString(svg, "image/svg+xml");
  const root = page.documentElement;
  const box = (root.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  const [width, height] = [Math.ceil(box[2] ?? 0), Math.ceil(box[3] ?? 0)];
  if (root.localName !== "svg" || page.querySelector("parsererror") || !(width > 0 && height > 0)) return { kind: "wrong", message: "" };
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  root.removeAttribute("style");
  const words = [...root.querySelectorAll("title, desc, text")].map((one) => one.textContent?.replace(/\s+/g, " ").trim()).filter(Boolean);
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(page))}`;
  return { kind: "picture", url, width, height, words: words.join(", ").slice(0, 1_000) };
}
