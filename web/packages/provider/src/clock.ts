/** Time and chance, passed in so that tests own them: a fuzz seed replays to the same millisecond. */
export interface Clock {
  now(): number;
  /** Runs `act` once after `ms`; the answer cancels it. */
  after(ms: number, act: () => void): () => void;
  random(): number;
}

export const systemClock: Clock = {
  // The day's time as it was when the page was opened, going on steadily: a clock that is set back meanwhile would make
  // every "not before" lie hours ahead, and nothing would be sent.
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Full jitter (L4): anything between nothing and the doubled step, so that a crowd does not return as one. */
export function fullJitter(clock: Clock, attempt: number, first = 200, most = 30_000): number {
  return clock.random() * Math.min(most, first * 2 ** Math.max(0, attempt - 1));
}

export function shortId(clock: Clock): string {
  let id = '';
  while (id.length < 12) id += Math.floor(clock.random() * 36).toString(36);
  return id;
}

/** Named timers: at most one of a name runs, and all end together. */
export class Timers {
  private readonly running = new Map<string, () => void>();

  constructor(private readonly clock: Clock) {}

  /** Does nothing when one of that name is already running. */
  later(name: string, ms: number, act: () => unknown): void {
    if (this.running.has(name)) return;
    this.running.set(
      name,
      this.clock.after(Math.max(0, ms), () => {
        this.running.delete(name);
        act();
      }),
    );
  }

  has(name: string): boolean {
    return this.running.has(name);
  }

  cancel(name: string): void {
    this.running.get(name)?.();
    this.running.delete(name);
  }

  clear(): void {
    for (const name of [...this.running.keys()]) this.cancel(name);
  }
}
