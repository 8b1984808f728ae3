export { informationSharingService } from './information-sharing.module.js';
