export { exchangeContract } from './exchange-contract.js';
export type { ExchangeUnderTest } from './exchange-contract.js';
export { shuffled } from './shuffle.js';
