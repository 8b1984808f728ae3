export * from './exchange.js';
export { InProcessExchange } from './adapters/in-process/in-process-exchange.js';
export type { InProcessExchangeOptions } from './adapters/in-process/in-process-exchange.js';
export { Faults } from './adapters/in-process/faults.js';
export { exchangeTables } from './adapters/in-process/tables.js';
export { partitionOf } from './adapters/in-process/murmur2.js';
export * from './cloud-events.js';
export { contextOf } from './context-of.js';
export type { ActingService } from './context-of.js';
export * from './consumer.js';
export * from './inbox.js';
export * from './message-of.js';
export { inboxTables } from './inbox-tables.js';

export type { ParkedMessages } from './parked-messages.js';
export { publisher } from './publisher.js';
export type { PublisherOptions } from './publisher.js';
