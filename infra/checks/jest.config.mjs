import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.mjs';

/** Native ESM; needs --experimental-vm-modules, so it runs only through the npm scripts. */
export default {
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/infra'],
  testMatch: ['**/*.spec.ts'],
  globalSetup: '<rootDir>/infra/checks/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/infra/checks/jest-global-teardown.mjs',
  modulePathIgnorePatterns: ['/dist/'],
  // Most of a test's time is waiting for a database. One worker fewer than cores is one at a time on two cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/infra/checks/long-ones-first.mjs',
  testTimeout: 120_000, // a database on a very busy machine; no spec waits for it, only for what it tells
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', swcOptions],
  },
};
