/** Live documents for any Yjs client: one socket (`LiveConnection`), one provider per document (`HearthProvider`). */
export { type Clock, systemClock } from './clock.ts';
export { LiveConnection, type LiveConnectionOptions, type Membership, type TopicListener } from './connection.ts';
export type { BroadcastKind, Changed, Participant, Person, Refused, Role, Subscribed, TopicFrame } from './frames.ts';
export { type DocumentHttp, type DocumentState, fetchDocumentHttp, type FetchOptions, HttpRefused, type UpdatePage } from './http.ts';
export { LinkLost, RequestRefused, type Socket, type SocketFactory, type Ticket, TicketRefused } from './link.ts';
export type { Phase } from './phase.ts';
export { HearthProvider, type ProviderOptions } from './provider.ts';
export type { ProviderEvents } from './session.ts';
export type { SyncStatus } from './status.ts';
export { IndexedDbStore } from './store-indexeddb.ts';
export { type KeptCopy, MemoryStore, type Pending, type PendingStore } from './store.ts';
export { distance, type Distance, type Place, type Tick, TICK } from './distance.ts';
