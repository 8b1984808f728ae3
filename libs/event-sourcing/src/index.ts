export * from './context.js';
export * from './envelope.js';
export * from './event-store.js';
export * from './codec.js';
export * from './streams.js';
export * from './projections.js';
export type { ParkedSequence } from './parked-events.js';
export * from './adapters/in-memory/index.js';
export * from './adapters/postgres/index.js';
