export * from './event-store-contract.js';
export * from './fixtures.js';
