/** When this tab took a document back to an earlier version: to its own person that is no news. */
const times = new Map<string, number>();
const NEWS = 30_000;

export function goBack(document: string): void {
  times.set(document, Date.now());
}

export function iWentBack(document: string): boolean {
  const at = times.get(document);
  return at !== undefined && Date.now() - at < NEWS;
}
