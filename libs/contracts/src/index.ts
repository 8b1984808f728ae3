export * from './published-event.js';
