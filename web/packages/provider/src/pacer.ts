import type { Clock } from './clock.ts';

/**
 * Keeps one connection below the server's limit (L21). What matters (updates, subscriptions) goes before what may be
 * lost (cursors), and what may be lost is dropped rather than queued for seconds.
 */
export class Pacer {
  private tokens: number;
  private filled: number;
  private readonly urgent: Array<() => void> = [];
  private readonly relaxed: Array<() => void> = [];
  private cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.tokens = burst;
    this.filled = clock.now();
  }

  run(act: () => void, mayBeLost = false): void {
    if (mayBeLost) {
      if (this.relaxed.length >= 8) this.relaxed.shift();
      this.relaxed.push(act);
    } else {
      this.urgent.push(act);
    }
    this.drain();
  }

  /** The server said `rate_limited`: nothing goes out before `ms` have passed. */
  pause(ms: number): void {
    this.tokens = 0;
    this.filled = this.clock.now() + ms;
    this.cancel?.();
    this.cancel = null;
    this.drain();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.urgent.length = 0;
    this.relaxed.length = 0;
  }

  private drain(): void {
    if (this.cancel) return;
    const now = this.clock.now();
    if (now > this.filled) {
      this.tokens = Math.min(this.burst, this.tokens + ((now - this.filled) / 1000) * this.perSecond);
      this.filled = now;
    }
    while (this.tokens >= 1) {
      const act = this.urgent.shift() ?? this.relaxed.shift();
      if (!act) return;
      this.tokens -= 1;
      act();
    }
    if (this.urgent.length + this.relaxed.length === 0) return;
    const wait = Math.max(0, this.filled - now) + ((1 - this.tokens) / this.perSecond) * 1000;
    this.cancel = this.clock.after(Math.ceil(wait), () => {
      this.cancel = null;
      this.drain();
    });
  }
}
