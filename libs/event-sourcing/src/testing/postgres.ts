import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import { createEventTables } from '../adapters/postgres/event-tables.js';

/** A database with event tables, copied from a template. */
export const eventDatabase = (): Promise<TestDatabase> =>
  testDatabase({ name: 'events', prepare: createEventTables });
