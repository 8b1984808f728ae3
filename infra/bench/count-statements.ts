import { writeFileSync } from 'node:fs';
import pg from 'pg';

// Preloaded into the platform by --import: counts what it asks its databases, and writes the number into the file
// of STATEMENTS_FILE at each SIGUSR2.

type Query = (...given: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const { query } = prototype;
let count = 0;
prototype.query = function counted(this: unknown, ...given: unknown[]): unknown {
  count += 1;
  return query.apply(this, given);
};
process.on('SIGUSR2', () => writeFileSync(process.env['STATEMENTS_FILE']!, String(count)));
