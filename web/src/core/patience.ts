/** What `within` answers when the work took too long. */
export const LATE = Symbol("late");

/** The work's result, or `LATE`: the work goes on, only nobody waits for it any more. */
export function within<T>(work: Promise<T>, ms: number): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(LATE), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
