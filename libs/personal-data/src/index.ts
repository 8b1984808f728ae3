export { InMemoryKeyStore } from './adapters/in-memory/in-memory-key-store.js';
export { keyTables } from './adapters/postgres/key-tables.js';
export { PostgresKeyStore } from './adapters/postgres/postgres-key-store.js';
export {
  NothingToRotate,
  RotationUnderWay,
  rotateMasterKey,
} from './adapters/postgres/rotate-master-key.js';
export type { MasterKeyRotation } from './adapters/postgres/rotate-master-key.js';
export { canonicalJson } from './canonical-json.js';
export { each, ofTheEpisode, ofTheSearch, personal, plain, shape } from './field-rules.js';
export type { FieldRules } from './field-rules.js';
export { fieldsOf, maySeal, openFields, refsIn } from './fields.js';
export { KeyDestroyed, KeyMissing, keyRef } from './keys.js';
export type { DestroyedKey, KeyOwner, KeyRef, KeyStore, PersonalKey } from './keys.js';
export { MasterKeyDoesNotOpen, MasterKeyMissing } from './master-key.js';
