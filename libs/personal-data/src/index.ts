export * from './adapters/in-memory/in-memory-key-store.js';
export * from './canonical-json.js';
export * from './cipher.js';
export * from './field-rules.js';
export * from './fields.js';
export * from './keys.js';
