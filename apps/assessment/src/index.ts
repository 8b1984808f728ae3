export { assessmentService } from './assessment.module.js';
