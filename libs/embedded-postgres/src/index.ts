export { assertDurable, NotDurable } from './durability.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';
export { urlOfRunningPostgres } from './held-by-another.js';
export { DataFolderInUse } from './hold.js';
export { keepRunning } from './keep-running.js';
export { removeEmbeddedPostgres } from './removal.js';
