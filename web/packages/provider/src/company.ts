import type { Participant } from './frames.ts';

/**
 * Who else is here. Presence frames may repeat, be late or be lost (L9), so three witnesses count: the participants
 * list, anybody we just heard from, and the number in the last ack.
 */
export class Company {
  private readonly people = new Map<string, Participant | null>();
  private others: number | null = null;

  replace(participants: Participant[], isMine: (connection: string) => boolean): void {
    this.people.clear();
    this.others = null;
    for (const one of participants) if (!isMine(one.connection)) this.people.set(one.connection, one);
  }

  joined(participant: Participant): boolean {
    const fresh = !this.people.get(participant.connection);
    this.people.set(participant.connection, participant);
    return fresh;
  }

  left(connection: string): boolean {
    this.others = null;
    return this.people.delete(connection);
  }

  idle(connection: string, idle: boolean): void {
    const one = this.people.get(connection);
    if (one) this.people.set(connection, { ...one, idle });
  }

  heardFrom(connection: string): void {
    if (!this.people.has(connection)) this.people.set(connection, null);
  }

  counted(others: number): void {
    this.others = others; // never proof of being alone: somebody may have joined since
  }

  clear(): void {
    this.people.clear();
    this.others = null;
  }

  get any(): boolean {
    return this.people.size > 0 || (this.others ?? 0) > 0;
  }

  /** The connections of all who are here, as far as we know. */
  get connections(): string[] {
    return [...this.people.keys()];
  }

  get list(): Participant[] {
    return [...this.people.values()].filter((one): one is Participant => one !== null);
  }
}
