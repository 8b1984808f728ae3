export { assertDurable, NotDurable } from './embedded-postgres/durability.js';
export { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
export type {
  EmbeddedPostgres,
  EmbeddedPostgresOptions,
} from './embedded-postgres/embedded-postgres.js';
export { keepRunning } from './embedded-postgres/keep-running.js';
export { DataFolderInUse } from './embedded-postgres/hold.js';
export { removeEmbeddedPostgres } from './embedded-postgres/removal.js';
export { readConfig, WrongConfiguration } from './config.js';
export type { Config } from './config.js';
export { DataFolder, NotThisDataFolder } from './data-folder.js';
export { ServiceDatabase } from './database.js';
export { HearsConsents } from './hears-consents.js';
export { host } from './host.js';
export type { Host } from './host.js';
export { Act, AskedBy } from './http/asked.js';
export type { Asked, On } from './http/asked.js';
export { Doorkeeper, View } from './http/doorkeeper.js';
export type { CommandAnswer, CommandTerms, QueryTerms } from './http/doorkeeper.js';
export {
  AnId,
  IsDay,
  IsInstant,
  momentOf,
  Occurrence,
  saidIn,
  untilOf,
  Until,
} from './http/dto.js';
export { malformed, notThere, NotYetKnown, Problem } from './http/problems.js';
export { openPlatform, PLATFORM } from './platform.js';
export type { Platform } from './platform.js';
export { RUNTIME, ServiceRuntime } from './runtime.js';
export { startService } from './service-app.js';
export type { RunningService } from './service-app.js';
export { on, own, publications, published, when } from './service-definition.js';
export type {
  Known,
  Listener,
  Publications,
  Reacted,
  Reaction,
  ResourceLoader,
  ServiceDefinition,
} from './service-definition.js';
export { settled } from './settling.js';
export { resourceOf } from './standard-loaders.js';
export { InDatabase, StreamsOf } from './tokens.js';
export { runServices, stopOnSignal } from './launch.js';
export { announce, start } from './main.js';
export type { Started } from './main.js';
