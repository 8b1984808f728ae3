export { leadProfessionalService } from './lead-professional.module.js';
