import type { EventStore } from '../../event-store.js';
import { sharedTail } from '../../tail.js';
import { eventStoreContract } from '../../testing/event-store-contract.js';
import { eventDatabase } from '../../testing/postgres.js';
import { PostgresEventStore } from './postgres-event-store.js';

const open = async (wrap: (store: EventStore) => EventStore) => {
  const database = await eventDatabase();
  const store = wrap(new PostgresEventStore({ connection: database.url }));
  return {
    store,
    dispose: async () => {
      await store.stop();
      await database.close();
    },
  };
};

eventStoreContract('postgres', () => open((store) => store));
eventStoreContract('postgres, behind a shared tail', () => open(sharedTail));
