export * from './given.js';
export * from './databases.js';
export { removeDataFolder, temporaryDataFolder } from './data-folders.js';
export { agencies, cast, referableServices } from './cast.js';
export { message, ServicesUnderTest } from './service-under-test.js';
export type { Answered, Person } from './service-under-test.js';
export { testSchema } from './test-schema.js';
export type { TestSchema } from './test-schema.js';
