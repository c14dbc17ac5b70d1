/** The order of a topic as one client has it (L11): the highest place without a gap, and the places beyond it. */
export class Inbox {
  contiguous = 0;
  private readonly beyond = new Set<number>();
  private known = 0;

  /** After a load: everything up to `seq` is here. */
  reset(seq: number): void {
    this.contiguous = seq;
    this.known = Math.max(this.known, seq);
    for (const place of this.beyond) if (place <= seq) this.beyond.delete(place);
    this.advance();
  }

  /** The server's log is shorter than what we saw: it was restored, and is the truth again. */
  rewind(): void {
    this.contiguous = 0;
    this.known = 0;
    this.beyond.clear();
  }

  /** False when this place was seen before: a repeat, to be dropped. */
  accept(seq: number): boolean {
    this.known = Math.max(this.known, seq);
    if (seq <= this.contiguous || this.beyond.has(seq)) return false;
    this.beyond.add(seq);
    this.advance();
    return true;
  }

  /** The server named its head without sending what leads there. */
  heard(head: number): void {
    this.known = Math.max(this.known, head);
  }

  get gap(): boolean {
    return this.known > this.contiguous;
  }

  private advance(): void {
    while (this.beyond.delete(this.contiguous + 1)) this.contiguous += 1;
  }
}
