/** Marks for the speed figures: the benchmark reads them, nothing else does. */
export function mark(name: string): void {
  performance.mark(`hearth:${name}`);
}

/** Once what was just rendered has been painted; soon, where nothing is painted. The returned function takes it back. */
export function afterPaint(work: () => void, atLatest: number | null = 400): () => void {
  const channel = new MessageChannel();
  let over = false;
  const stop = (): void => {
    over = true;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
  const once = (): void => {
    if (over) return;
    stop();
    work();
  };
  channel.port1.onmessage = once;
  const frame = requestAnimationFrame(() => channel.port2.postMessage(null));
  // A tab in the background has no frames.
  const timer = atLatest === null ? undefined : setTimeout(once, atLatest);
  return stop;
}

/** A mark once what was just rendered has been painted. */
export function markPainted(name: string): void {
  afterPaint(() => mark(name), null);
}

/** What nobody waits for: when there is nothing else to do, or soon. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 400 });
  return () => cancelIdleCallback(handle);
}
