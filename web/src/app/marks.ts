/** Marks for the speed figures: the benchmark reads them, nothing else does. */
export function mark(name: string): void {
  performance.mark(`hearth:${name}`);
}

/** A mark once what was just rendered has been painted. */
export function markPainted(name: string): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => mark(name);
    channel.port2.postMessage(null);
  });
}
