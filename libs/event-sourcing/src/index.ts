export * from './context.js';
export * from './envelope.js';
export * from './event-store.js';
