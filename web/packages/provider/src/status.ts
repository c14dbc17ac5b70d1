/** What a person is told about their words. "Saved" means acknowledged by the server (L15), nothing less. */
export type SyncStatus =
  | { state: 'loading' }
  | { state: 'saved'; at: number | null }
  | { state: 'pending'; changes: number; since: number }
  | { state: 'offline'; changes: number; since: number }
  | { state: 'refused'; code: string; detail: string; changes: number }
  | { state: 'ended'; code: string; detail: string; changes: number };

export const sameStatus = (a: SyncStatus, b: SyncStatus): boolean => JSON.stringify(a) === JSON.stringify(b);
