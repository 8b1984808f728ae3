export { isOutage } from '@onestory/postgres';
