/**
 * From asking for a document until its title is there, which takes as long as the disk takes to keep the wish: what is
 * typed meanwhile waits in a field of its own, off the screen. A real field, so that dead keys, input methods, pasting
 * and correcting work as they do in the title, no letter is taken for a shortcut, and a phone shows its keyboard.
 */
class Beginning {
  readonly #field = document.createElement("textarea");
  readonly #timer: ReturnType<typeof setTimeout>;
  /** The key that asked for the document is still down: its repeats are not words. */
  #held = true;
  #composing = false;
  /** The person went elsewhere by themselves. */
  #loose = false;
  #over = false;
  /** Where they asked for it; null once the document is on screen. */
  #from: string | null = location.pathname;
  /** They were elsewhere before the title was there: nobody is taken to it any more. */
  left = false;
  #taker: ((words: string) => void) | null = null;

  constructor(
    readonly id: string,
    label: string,
    private readonly gone: (words: string) => void,
  ) {
    const field = this.#field;
    field.className = "visually-hidden";
    field.setAttribute("aria-label", label);
    field.addEventListener("keydown", (event) => event.repeat && this.#held && event.preventDefault());
    field.addEventListener("keyup", () => (this.#held = false));
    field.addEventListener("compositionstart", () => (this.#composing = true));
    field.addEventListener("compositionend", () => {
      this.#composing = false;
      if (this.#taker) this.take(this.#taker);
    });
    // A menu or a palette that closes gives the focus back to where it was before: that is over.
    field.addEventListener("blur", () => queueMicrotask(() => !this.#loose && !this.#over && this.#focus()));
    addEventListener("pointerdown", this.#letGo, true);
    addEventListener("keydown", this.#letGo, true);
    for (const type of WAYS) addEventListener(type, this.#look);
    document.body.append(field);
    this.#focus();
    this.#timer = setTimeout(() => this.gone(this.#end()), PATIENCE);
  }

  /** Asked for once more. */
  hold(): void {
    this.#loose = false;
    this.#focus();
  }

  /** The title is there, and takes the words in the same moment as the focus: at once, or when a word is composed. */
  take(taker: (words: string) => void): void {
    this.#taker = taker;
    if (!this.#composing) taker(this.#end());
  }

  cancel(): void {
    this.#end();
  }

  #focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  #letGo = (event: Event): void => {
    if (event.type === "pointerdown" || (event as KeyboardEvent).key === "Tab") this.#loose = true;
  };

  #look = (): void => {
    const { pathname } = location;
    if (pathname === this.#from) return;
    if (pathname.split("/").includes(this.id)) this.#from = null;
    else {
      this.left = true;
      this.gone(this.#end());
    }
  };

  #end(): string {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const type of WAYS) removeEventListener(type, this.#look);
    removeEventListener("pointerdown", this.#letGo, true);
    removeEventListener("keydown", this.#letGo, true);
    const words = this.#field.value;
    this.#field.remove();
    if (current === this) current = null;
    return words;
  }
}

/** How the address changes; the router tells of those that browsers do not tell of. */
const WAYS = ["popstate", "pushState", "replaceState"];
/** After so long no title is coming; its words are then given to the document as they are. */
const PATIENCE = 20_000;

let current: Beginning | null = null;

/** Null while another one is on its way: asking twice for a document makes one. */
export function begin(id: string, label: string, gone: (words: string) => void): Beginning | null {
  if (current) return (void current.hold(), null);
  return (current = new Beginning(id, label, gone));
}

/** What was typed for this document before its title was there. False when nobody has just asked for it. */
export function takeBeginning(id: string, taker: (words: string) => void): boolean {
  if (current?.id !== id) return false;
  current.take(taker);
  return true;
}
