import { register } from 'node:module';

/**
 * Lets plain Node run the TypeScript of the workspaces without a build, for what Jest runs outside
 * of its own module system: its global set-up, and processes that specs start in order to kill.
 * Use: node --import ./infra/checks/typescript.mjs file.ts
 */
register('./typescript-hooks.mjs', import.meta.url);
