export { Connection, connectionPool, poolSettings } from './connection.js';
export type { Pool, Server } from './connection.js';
export { LIMITS, PATIENT } from './limits.js';
export type { Limits } from './limits.js';
export { isNotThereYet, isOutage, isRolledBack } from './outages.js';
