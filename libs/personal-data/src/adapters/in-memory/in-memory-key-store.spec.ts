import { keyStoreContract } from '../../testing/key-store-contract.js';
import { InMemoryKeyStore } from './in-memory-key-store.js';

describe('the key store in memory', () => {
  const store = new InMemoryKeyStore();
  keyStoreContract(() => ({ one: store, other: store }));
});
