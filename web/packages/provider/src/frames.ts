/** Every frame of docs/live-protocol.md as a discriminated union; `type` is the discriminant. */

export type Role = 'editor' | 'commenter' | 'viewer';
export type BroadcastKind = 'awareness' | 'cursor-update' | 'typing' | 'pointer' | 'signal';

export interface Person {
  id: string;
  name: string;
  picture?: string | null;
}

export interface Participant {
  connection: string;
  person: Person;
  role: Role;
  since: string;
  idle: boolean;
}

export type ClientFrame =
  | { type: 'hello'; client: string; protocol: 1 }
  | { type: 'ping' }
  | { type: 'subscribe'; id: string; topic: string }
  | { type: 'unsubscribe'; id: string; topic: string }
  | { type: 'idle'; topic: string; idle: boolean }
  | { type: 'broadcast'; topic: string; kind: BroadcastKind; data: unknown; to?: string }
  | { type: 'check'; id: string; topic: string; seq: number }
  | { type: 'update'; id: string; topic: string; epoch: number; after: number; update: string };

export type Subscribed = {
  type: 'subscribed';
  id: string;
  topic: string;
  role: Role;
  head?: number;
  epoch?: number;
  participants: Participant[];
};
export type Welcome = {
  type: 'welcome';
  connection: string;
  person: Person | string;
  now: string;
  renew_at: string;
  ping_every: number;
  limits: { frame: number; rate: number; participants: number };
};
export type Refused = {
  type: 'refused';
  id?: string;
  topic?: string;
  code: string;
  detail?: string;
  retry_after?: number;
  epoch?: number;
};
export type Ack = { type: 'ack'; id: string; topic: string; seq: number; epoch: number; others?: number };
export type Head = { type: 'head'; id: string; topic: string; seq: number; epoch: number };
export type UpdateFrame = {
  type: 'update';
  topic: string;
  seq: number;
  epoch: number;
  update?: string;
  fetch?: boolean;
  connection?: string;
};
export type BroadcastFrame = {
  type: 'broadcast';
  topic: string;
  kind: BroadcastKind;
  data: unknown;
  connection: string;
  person: Person;
};
export type Changed = {
  type: 'changed';
  topic: string;
  object: { type: string; id: string; version: number };
  event: string;
  actor: unknown;
  at: string;
  entry?: unknown;
  job?: unknown;
};

export type TopicFrame =
  | UpdateFrame
  | BroadcastFrame
  | Changed
  | { type: 'user-joined'; topic: string; participant: Participant }
  | { type: 'users-joined'; topic: string; participants: Participant[] }
  | { type: 'user-left'; topic: string; connection: string; person?: Person }
  | { type: 'users-left'; topic: string; left: { connection: string; person?: Person }[] }
  | { type: 'user-idle'; topic: string; connection: string; idle: boolean }
  | { type: 'access-ended'; topic: string; code: string; detail?: string }
  | { type: 'role-changed'; topic: string; role: Role };

/** Frames that answer a client's frame and repeat its `id`. */
export type Answer = Subscribed | { type: 'unsubscribed'; id: string; topic: string } | Head | Ack | Refused;

export type ServerFrame = Welcome | Answer | TopicFrame | { type: 'pong'; now: string } | { type: 'bye'; code: string; detail?: string; retry_after?: number };

const needed: Record<ServerFrame['type'], Record<string, 'string' | 'number' | 'object' | 'boolean'>> = {
  welcome: { connection: 'string', ping_every: 'number', limits: 'object' },
  pong: {},
  bye: { code: 'string' },
  refused: { code: 'string' },
  subscribed: { id: 'string', topic: 'string', participants: 'object' },
  unsubscribed: { id: 'string', topic: 'string' },
  head: { id: 'string', topic: 'string', seq: 'number', epoch: 'number' },
  ack: { id: 'string', topic: 'string', seq: 'number', epoch: 'number' },
  update: { topic: 'string', seq: 'number', epoch: 'number' },
  broadcast: { topic: 'string', kind: 'string', connection: 'string' },
  changed: { topic: 'string', object: 'object' },
  'user-joined': { topic: 'string', participant: 'object' },
  'users-joined': { topic: 'string', participants: 'object' },
  'user-left': { topic: 'string', connection: 'string' },
  'users-left': { topic: 'string', left: 'object' },
  'user-idle': { topic: 'string', connection: 'string', idle: 'boolean' },
  'access-ended': { topic: 'string', code: 'string' },
  'role-changed': { topic: 'string', role: 'string' },
};

/** `null` for what is not a frame we know: a newer server may say more than we understand (L6 for our side). */
export function parseFrame(text: unknown): ServerFrame | null {
  if (typeof text !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const frame = value as Record<string, unknown>;
  const fields = typeof frame.type === 'string' && Object.hasOwn(needed, frame.type) ? needed[frame.type as ServerFrame['type']] : null;
  if (!fields) return null;
  for (const [name, kind] of Object.entries(fields)) {
    if (typeof frame[name] !== kind || frame[name] === null) return null;
  }
  return frame as unknown as ServerFrame;
}
