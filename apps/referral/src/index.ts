export { referralService } from './referral.module.js';
