export * from './given.js';
export * from './databases.js';
