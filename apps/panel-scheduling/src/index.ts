export { panelSchedulingService } from './panel-scheduling.module.js';
