export { assertDurable, NotDurable } from './embedded-postgres/durability.js';
export { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
export type {
  EmbeddedPostgres,
  EmbeddedPostgresOptions,
} from './embedded-postgres/embedded-postgres.js';
export { DataFolderInUse } from './embedded-postgres/hold.js';
export { removeEmbeddedPostgres } from './embedded-postgres/removal.js';
