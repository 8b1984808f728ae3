import { followingTables } from '@onestory/event-sourcing';
import { partitionOf } from './adapters/in-process/murmur2.js';
import { encode } from './cloud-events.js';
import { inboxTables } from './inbox-tables.js';
import { heard, listen, tell } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { concern, idOf } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

/** What lay parked in the table that consumers had to themselves, as it was stored then. */
const PARKED = `
  insert into parked_message
    (consumer, topic, partition, "offset", key, about, message_id, type, value, headers, cause, attempts)
  values
    ('test', 'assessment.events', $1, 1, $2, array[$2, 'concern-1'], $3, 'assessment.concern-recorded.v1', $4,
     '{"content-type":"application/cloudevents+json"}', null, 0),
    ('test', 'assessment.events', $1, 0, $2, array[$2, 'concern-1'], $5, 'assessment.concern-recorded.v1', $6,
     null, 'TypeError', 6)`;

/** The topic has twelve. */
const partition = partitionOf(idOf('a'), 12);

describe('messages that an earlier version parked', () => {
  let it_: World;

  beforeEach(async () => {
    it_ = await world();
    const { database } = it_;
    const isOld = ({ sql }: { readonly sql: string }) => sql.includes('parked_message');
    await database.query('drop table inbox, consumer_offset, checkpoint, parked, replay');
    for (const { sql } of inboxTables) await database.query(sql);
    for (const { sql } of followingTables.filter((it) => !isOld(it))) await database.query(sql);
    await tell(it_, 'a', 0, 1);
    const [first, second] = [concern('a', 0), concern('a', 1)];
    const values = [second.id, encode(second).value, first.id, encode(first).value];
    await database.query(PARKED, [partition, idOf('a'), ...values]);
    await database.query(
      `insert into consumer_offset (consumer, topic, partition, next_offset)
       values ('test', 'assessment.events', $1, 2)`,
      [partition],
    );
    for (const { sql } of followingTables.filter(isOld)) await database.query(sql);
  });
  afterEach(() => it_.close());

  it('lie where everything lies that is parked, and the old table is gone', async () => {
    const rows = await it_.database.query(
      'select follower, place, sequence, key, topic, about, id, cause, attempts from parked order by place',
    );
    const both = {
      follower: 'test',
      sequence: `assessment.events/${idOf('a')}`,
      key: idOf('a'),
      topic: 'assessment.events',
      about: [idOf('a'), 'concern-1'],
    };
    const place = `assessment.events/${`${partition}`.padStart(10, '0')}/`;
    expect(rows).toEqual([
      {
        ...both,
        place: `${place}00000000000000000000`,
        id: concern('a', 0).id,
        cause: 'TypeError',
        attempts: 6,
      },
      {
        ...both,
        place: `${place}00000000000000000001`,
        id: concern('a', 1).id,
        cause: null,
        attempts: 0,
      },
    ]);
    expect(await it_.database.query(`select to_regclass('parked_message') as old`)).toEqual([
      { old: null },
    ]);
  });

  it('are waited behind, and replayed in their order', async () => {
    const consumer = listen(it_);
    await tell(it_, 'a', 2);
    await eventually(async () => expect(await consumer.parked()).toMatchObject([{ events: 3 }]));
    expect(await consumer.isParked(['concern-1'])).toBe(true);
    expect(await consumer.replay(idOf('a'))).toBe(true);
    expect(await heard(it_, 'a')).toEqual([0, 1, 2]);
  });
});
