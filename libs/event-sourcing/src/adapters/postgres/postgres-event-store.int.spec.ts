import { eventStoreContract } from '../../testing/event-store-contract.js';
import { eventDatabase } from '../../testing/postgres.js';
import { PostgresEventStore } from './postgres-event-store.js';

eventStoreContract('postgres', async () => {
  const database = await eventDatabase();
  const store = new PostgresEventStore({ connection: database.url });
  return {
    store,
    dispose: async () => {
      await store.stop();
      await database.close();
    },
  };
});
