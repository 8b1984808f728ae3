export * from './event-tables.js';
export * from './postgres-event-store.js';
