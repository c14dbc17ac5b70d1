/** What was open last on this device, newest first: ids of an org's objects. */
const MOST = 12;
const keyOf = (org: string): string => `hearth.recent.${org}`;

export function recentOf(org: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(org)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function visited(org: string, id: string): void {
  try {
    localStorage.setItem(keyOf(org), JSON.stringify([id, ...recentOf(org).filter((one) => one !== id)].slice(0, MOST)));
  } catch {
    // Without storage nothing was open last.
  }
}
