/** The life of a connection as a table: what can happen in which phase, and nothing else. Pure, so it is tested alone. */
export type Phase =
  | { name: 'idle' }
  | { name: 'connecting'; attempt: number }
  | { name: 'open'; attempt: number; since: number; connection: string }
  | { name: 'waiting'; attempt: number; atLeast: number }
  | { name: 'signed-out' }
  | { name: 'ended'; code: string; detail: string }
  | { name: 'stopped' };

export type PhaseEvent =
  | { name: 'start' }
  | { name: 'welcomed'; connection: string; at: number }
  | { name: 'lost'; at: number; retryAfter?: number }
  | { name: 'due' }
  | { name: 'nudged' }
  | { name: 'ticket-refused' }
  | { name: 'session-ended'; code: string; detail: string }
  | { name: 'stop' };

/** A connection that did not last this long was no success: the next attempt waits longer, not 0.2 s again. */
export const SETTLED = 10_000;

export function next(phase: Phase, event: PhaseEvent): Phase {
  if (event.name === 'stop') return { name: 'stopped' };
  switch (phase.name) {
    case 'idle':
    case 'signed-out':
    case 'ended':
    case 'stopped':
      return event.name === 'start' ? { name: 'connecting', attempt: 0 } : phase;
    case 'connecting':
      switch (event.name) {
        case 'welcomed':
          return { name: 'open', attempt: phase.attempt, since: event.at, connection: event.connection };
        case 'lost':
          return { name: 'waiting', attempt: phase.attempt + 1, atLeast: event.retryAfter ?? 0 };
        case 'ticket-refused':
          return { name: 'signed-out' };
        case 'session-ended':
          return { name: 'ended', code: event.code, detail: event.detail };
        default:
          return phase;
      }
    case 'open':
      switch (event.name) {
        case 'lost': {
          const attempt = event.at - phase.since >= SETTLED ? 1 : phase.attempt + 1;
          return { name: 'waiting', attempt, atLeast: event.retryAfter ?? 0 };
        }
        case 'welcomed': // renewed: another socket carries on (L3)
          return { name: 'open', attempt: 0, since: event.at, connection: event.connection };
        case 'session-ended':
          return { name: 'ended', code: event.code, detail: event.detail };
        default:
          return phase;
      }
    case 'waiting':
      switch (event.name) {
        case 'due':
        case 'start':
          return { name: 'connecting', attempt: phase.attempt };
        case 'nudged': // the failures were of a network that is another now
          return { name: 'connecting', attempt: 0 };
        case 'ticket-refused':
          return { name: 'signed-out' };
        default:
          return phase;
      }
  }
}
