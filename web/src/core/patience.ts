/** How long anybody waits for this device's disk before going on without it. */
export const PATIENCE = 1_500;
/** Of a disk that was silent the last time, less is expected. */
const ONCE_BITTEN = 0.2;

/** What `within` answers when the work took too long. */
export const LATE = Symbol("late");

let silent = false;

/** The disk's result, or `LATE`: the work goes on, only nobody waits for it any more. */
export function within<T>(work: Promise<T>, ms: number): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => {
        silent = true;
        resolve(LATE);
      },
      silent ? ms * ONCE_BITTEN : ms,
    );
    const answered = (): void => {
      silent = false;
      clearTimeout(timer);
    };
    work.then(
      (value) => (answered(), resolve(value)),
      (error: unknown) => (answered(), reject(error as Error)),
    );
  });
}
