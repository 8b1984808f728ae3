export * from './published-event.js';
export * from './assessment.js';
export * from './lead-professional.js';
export * from './panel-scheduling.js';
export * from './child-index.js';
export * from './information-sharing.js';
export * from './referral.js';
export * from './catalogue.js';
