export { assertDurable } from './durability.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
export type { EmbeddedPostgres } from './embedded-postgres.js';
export { urlOfRunningPostgres } from './held-by-another.js';
export { keepRunning } from './keep-running.js';
export { removeEmbeddedPostgres } from './removal.js';
