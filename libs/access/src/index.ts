export { accessLog } from './audit/access-log.js';
export type { AccessLog } from './audit/access-log.js';
export { serviceActor } from './deciding/actor.js';
export type { Actor } from './deciding/actor.js';
export { registerFromFolder } from './register/area-file.js';
export { barsAlone, readBars } from './relationships/bars.js';
export type { Bars } from './relationships/bars.js';
export { consentTables } from './relationships/consent-tables.js';
export {
  applyConsents,
  childrenAndCarersOf,
  consentContracts,
  readConsents,
} from './relationships/consents-heard.js';
export { decide } from './deciding/decide.js';
export type { Allowed, Resource, Verdict } from './deciding/decide.js';
export { NoSuchPersona, embeddedIssuer } from './identity/embedded-issuer.js';
export type { EmbeddedIssuer } from './identity/embedded-issuer.js';
export { KeysUnavailable } from './identity/issuer-keys.js';
export { registerOf } from './register/register.js';
export type { Register } from './register/register.js';
export { noRelationships } from './deciding/relations.js';
export type { Relationships } from './deciding/relations.js';
export { childrenOf, episodesOf, membershipsOf } from './relationships/memberships.js';
export { readAllRelationships, readRelationships } from './relationships/reading-relationships.js';
export { applyRelationships, relationshipTables } from './relationships/relationship-tables.js';
export { relationshipsFrom } from './relationships/relationships.js';
export type { ActName, PersonAct } from './deciding/rules.js';
export { NotSignedIn, tokenVerifier } from './identity/tokens.js';
export type { NotSignedInReason, TokenVerifier } from './identity/tokens.js';
