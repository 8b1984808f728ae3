export { readConfig, WrongConfiguration } from './platform/config.js';
export type { Config } from './platform/config.js';
export { DataFolder, NotThisDataFolder } from './platform/data-folder.js';
export { ServiceDatabase } from './database/database.js';
export { KeepsConsents } from './definition/keeps-consents.js';
export { host } from './process/host.js';
export type { Host } from './process/host.js';
export type { Question, Sources } from './deciding/sources.js';
export { Act, Asked, AskedBy, HEADERS, NeedsRevision, on } from './http/asked.js';
export { Doorkeeper } from './http/doorkeeper.js';
export type { CommandAnswer } from './http/doorkeeper.js';
export {
  AnId,
  IsDay,
  IsInstant,
  momentSaid,
  Occurrence,
  contentOf,
  asOf,
  AsOf,
} from './http/dto.js';
export { etagOf, seenIn } from './http/etag.js';
export { OpaqueTokens } from './platform/opaque-tokens.js';
export { IsText } from './http/texts.js';
export { pageAsked, Paged, PagedUntil, pageOf, pageWithin } from './http/paging.js';
export type { PageAsked, Place } from './http/paging.js';
export { malformed, notThere, NotYetKnown, Problem } from './http/problems.js';
export { openPlatform } from './platform/platform.js';
export type { Platform } from './platform/platform.js';
export { startService } from './process/service-app.js';
export type { RunningService } from './process/service-app.js';
export { decideOn, publications, published, when } from './definition/service-definition.js';
export type {
  Known,
  MessageProjector,
  Publications,
  Reacted,
  Reaction,
  ResourceLoader,
  ServiceDefinition,
} from './definition/service-definition.js';
export { OWN_MESSAGES } from './followers/reactions.js';
export { settled } from './followers/settling.js';
export { resourceOf, streamAsResource } from './definition/standard-loaders.js';
export { runServices, stopOnSignal } from './process/launch.js';
export { announce, start } from './process/main.js';
export type { Started } from './process/main.js';
