/** The last thing that can be taken back, for a key and for the button in its notice. */
class Undo {
  #work: (() => Promise<unknown>) | null = null;

  offer(work: () => Promise<unknown>): void {
    this.#work = work;
  }

  async last(): Promise<void> {
    const work = this.#work;
    this.#work = null;
    await work?.();
  }
}

export const undo = new Undo();
