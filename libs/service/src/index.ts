export { readConfig } from './platform/config.js';
export { ServiceDatabase } from './database/database.js';
export { KeepsConsents } from './definition/keeps-consents.js';
export type { Question, Sources } from './deciding/sources.js';
export { Act, Asked, AskedBy, NeedsRevision, on } from './http/asked.js';
export { Doorkeeper } from './http/doorkeeper.js';
/** @public apps' declarations name it */
export type { CommandAnswer } from './http/doorkeeper.js';
export { AnId, IsDay, momentSaid, Occurrence, contentOf, asOf, AsOf } from './http/dto.js';
export { etagOf, seenIn } from './http/etag.js';
export { OpaqueTokens } from './platform/opaque-tokens.js';
export { IsText } from './http/texts.js';
export { pageAsked, Paged, PagedUntil, pageWithin } from './http/paging.js';
export type { Place } from './http/paging.js';
export { malformed, NotYetKnown, Problem } from './http/problems.js';
/** @public libs/testing's declarations name it */
export type { RunningService } from './process/service-app.js';
export { decideOn, publications, published, when } from './definition/service-definition.js';
export type {
  Known,
  MessageProjector,
  Reacted,
  ResourceLoader,
  ServiceDefinition,
} from './definition/service-definition.js';
/** @public apps' declarations name them */
export type { Publications, Reaction } from './definition/service-definition.js';
export { OWN_MESSAGES } from './followers/reactions.js';
export { settled } from './followers/settling.js';
export { resourceOf, streamAsResource } from './definition/standard-loaders.js';
export { runServices } from './process/launch.js';
export { start } from './process/main.js';
export type { Started } from './process/main.js';
