import { appendContract } from './append-contract.js';
import { concurrencyContract } from './concurrency-contract.js';
import type { StoreUnderTest } from './fixtures.js';
import { followContract } from './follow-contract.js';
import { readContract } from './read-contract.js';

export type { StoreUnderTest } from './fixtures.js';

/**
 * What every adapter of the event store port must do. Names in quotation marks are cases that were asked of a
 * real EventStoreDB 23.10.6 (append/batch, append/plain, read/stream, subscribe/all); its answers are expected.
 *
 * @param open gives a store on empty storage of its own
 */
export const eventStoreContract = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`event store contract: ${name}`, () => {
    let opened: StoreUnderTest;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.dispose());
    const store = () => opened.store;

    appendContract(store);
    readContract(store);
    followContract(store, open);
    concurrencyContract(store);
  });
};
