export type { CommandContext, SeenRevision } from './context.js';
export {
  AppendTooLarge,
  RevisionConflict,
  categoryOf,
  eventsOf,
  idOf,
  isClearRefusal,
} from './event-store.js';
export type { EventStore, NewEvent, Position, StoredEvent, StreamName } from './event-store.js';
export { HistoryNewerThanThisVersion, codec, metadataOf } from './codec.js';
/** @public apps' declarations name it */
export type { Codec } from './codec.js';
export type { CodecRules, Decoder, Metadata, StoredFact } from './codec.js';
export type { Decided, History, Loaded } from './history.js';
export {
  AnotherCommandWithThisId,
  SeenElsewhere,
  StaleRevision,
  Streams,
  TooBusy,
} from './streams.js';
export type { StreamPorts } from './streams.js';
export type { AsOf } from './until.js';
export { scopedStore } from './scoped-store.js';
export { sharedTail } from './tail.js';
export type { Lag } from './lag.js';
export { Unhandleable, causeOf, ignore } from './following/attempts.js';
export type { Log } from './following/attempts.js';
export { Batches } from './following/batches.js';
export type { Outcome } from './following/batches.js';
export { projectUpToNow } from './following/derive.js';
export { Refused } from './following/follower.js';
export type { Follower, Projector } from './following/follower.js';
export { LeaseHolder } from './following/lease-holder.js';
export { Leases } from './following/leases.js';
export type { Lease } from './following/leases.js';
export { Parking } from './following/parking.js';
export type { ParkedItem, ParkedRow, ParkedSequence } from './following/parking.js';
export { Replays } from './following/replays.js';
export { Pace } from './following/pace.js';
export { Fenced, LogWentBackwards, isForGood } from './following/states.js';
export { StoreRunner } from './following/store-runner.js';
export type { FollowingPorts } from './following/ports.js';
export { followingTables } from './following/tables.js';
export { InMemoryEventStore } from './adapters/in-memory/in-memory-event-store.js';
export { createEventTables, eventTables } from './adapters/postgres/event-tables.js';
export { PostgresEventStore } from './adapters/postgres/postgres-event-store.js';
