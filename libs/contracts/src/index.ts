export * from './published-event.js';
export * from './assessment.js';
