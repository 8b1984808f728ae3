import { setImmediate as turn } from 'node:timers/promises';
import type { Followed, Position, StoredEvent } from '../event-store.js';
import { Intake } from './intake.js';
import type { Batch } from './intake.js';

const at = (place: number) => String(place).padStart(20, '0') as Position;
const page = (...places: readonly number[]): Followed => ({
  kind: 'page',
  events: places.map((place) => ({ id: `${place}`, position: at(place) }) as StoredEvent),
  position: at(places.at(-1)!),
});

/** Everything the source has is there before the next batch is asked for. */
const batchesOf = async (source: AsyncIterable<Followed>, largest: number): Promise<Batch[]> => {
  const batches: Batch[] = [];
  for await (const batch of new Intake(source, largest).batches()) {
    batches.push(batch);
    for (let turns = 0; turns < 5; turns += 1) await turn();
  }
  return batches;
};
const ids = (batches: readonly Batch[]) => batches.map(({ events }) => events.map(({ id }) => id));

async function* given(...items: readonly Followed[]): AsyncGenerator<Followed> {
  for (const item of items) yield item;
}

describe('an intake', () => {
  it('joins the pages that came while the last batch was handled', async () => {
    const batches = await batchesOf(given(page(1), page(2), page(3, 4)), 10);
    expect(ids(batches)).toEqual([['1'], ['2', '3', '4']]);
    expect(batches.map(({ position }) => position)).toEqual([at(1), at(4)]);
  });

  it('takes no page that would make a batch too large, and lets the source wait', async () => {
    let asked = 0;
    const source = async function* () {
      for (const next of [page(1, 2), page(3, 4), page(5), page(6)]) {
        asked += 1;
        yield next;
      }
    };
    const batches = new Intake(source(), 3).batches();
    expect(ids([(await batches.next()).value as Batch])).toEqual([['1', '2']]);
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(asked).toBe(4);
    expect(ids([(await batches.next()).value as Batch])).toEqual([['3', '4', '5']]);
    expect(ids([(await batches.next()).value as Batch])).toEqual([['6']]);
  });

  it('takes a page whole, however large', async () => {
    expect(ids(await batchesOf(given(page(1, 2, 3, 4)), 3))).toEqual([['1', '2', '3', '4']]);
  });

  it('moves on where nothing was wanted, and tells when all is caught up', async () => {
    const moved: Followed = { kind: 'page', events: [], position: at(7) };
    const batches = await batchesOf(
      given(page(1), moved, { kind: 'caught up', position: at(7) }),
      3,
    );
    expect(batches.at(-1)).toEqual({ events: [], position: at(7), caughtUp: true });
  });

  it('gives what came before the source failed, then fails', async () => {
    const source = async function* () {
      yield page(1);
      throw new Error('The connection is lost.');
    };
    const batches = new Intake(source(), 3).batches();
    expect(ids([(await batches.next()).value as Batch])).toEqual([['1']]);
    await expect(batches.next()).rejects.toThrow('lost');
  });
});
