export * from './actor.js';
export * from './decide.js';
export * from './relations.js';
export * from './relationship-tables.js';
export * from './relationships.js';
export * from './rules.js';
