export { caseHistoryService } from './case-history.module.js';
