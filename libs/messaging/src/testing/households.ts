import { ConcernRecordedV1, TacHeldV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import { consume } from '../inbox.js';
import type { Consumer, ConsumerOptions } from '../consumer.js';
import { concern, idOf, numberOf, sent } from './messages.js';
import type { World } from './world.js';

export const CONCERNS = 'assessment.events';
export const MEETINGS = 'lead-professional.events';

export const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index);

/** A row for each message, in the order in which they are handled. */
export const write = async (messages: readonly PublishedEvent[], sql: Sql): Promise<void> => {
  for (const it of messages)
    await sql.query('insert into heard (message, episode, number) values ($1, $2, $3)', [
      it.id,
      it.episode ?? null,
      numberOf(it),
    ]);
};

/** Writes the rows, then fails: they must not stay. */
export const failsOn =
  (bad: (it: PublishedEvent) => boolean) =>
  async (messages: readonly PublishedEvent[], sql: Sql): Promise<void> => {
    await write(messages, sql);
    if (messages.some(bad)) throw new TypeError('cannot read what Ada said');
  };

/** A consumer of concerns and meetings that ends with its world. */
export const listen = (world: World, options: Partial<ConsumerOptions> = {}): Consumer =>
  world.keep(
    consume({
      exchange: world.exchange,
      database: world.database,
      consumer: 'test',
      contracts: [ConcernRecordedV1, TacHeldV1],
      handle: write,
      log: world.log,
      ...options,
    }),
  );

/** Numbers of what was handled of a household, in the order of handling. */
export const heard = async ({ database }: World, household: string): Promise<readonly number[]> => {
  const rows = await database.query<{ number: number }>(
    'select number from heard where episode = $1 order by place',
    [idOf(household)],
  );
  return rows.map(({ number }) => number);
};

export const tell = (
  { exchange }: World,
  household: string,
  ...which: readonly number[]
): Promise<void> =>
  exchange.publish(CONCERNS, sent(...which.map((number) => concern(household, number))));
