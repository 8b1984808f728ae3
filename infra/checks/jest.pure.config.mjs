import base from './jest.config.mjs';

/** Specs that are pure and instant: no database, no whole system, so nothing is started for them. */
const { globalSetup: _setup, globalTeardown: _teardown, ...pure } = base;

export default {
  ...pure,
  testPathIgnorePatterns: [String.raw`/node_modules/`, String.raw`\.(int|e2e|faults)\.spec\.ts$`],
};
