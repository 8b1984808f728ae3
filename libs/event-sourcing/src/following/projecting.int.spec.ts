import { idFrom, newId } from '@onestory/kernel';
import type { Position } from '../event-store.js';
import { Desk, LetterProjector, eventually } from '../testing/desk.js';

import { projectUpToNow } from './derive.js';

describe('a projection', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = await Desk.open();
  });
  afterEach(() => desk.close());

  it('shows what was written to those who name its position', async () => {
    const id = newId();
    const projection = desk.run();
    expect(await projection.waitFor(await desk.say(id, 'hello'), 60_000)).toBe(true);
    expect(await desk.rows(id)).toEqual(['hello']);
    expect(await projection.lag()).toMatchObject({ ageMs: 0, parked: 0, caughtUp: true });
  });

  it('does not keep those waiting for ever who name what is not there', async () => {
    expect(await desk.run().waitFor('9'.repeat(20) as Position, 30)).toBe(false);
  });

  it('goes on from its checkpoint: nothing twice, nothing missed', async () => {
    const id = newId();
    const first = desk.run();
    await first.waitFor(await desk.say(id, 'a'), 60_000);
    await first.stop();
    expect(await desk.run().waitFor(await desk.say(id, 'b'), 60_000)).toBe(true);
    expect(await desk.rows(id)).toEqual(['a', 'b']);
  });

  it('writes nothing where only others moved on, and keeps its place when it stops', async () => {
    const projection = desk.run();
    const own = await desk.say(newId(), 'own');
    await projection.waitFor(own, 60_000);
    const event = { id: newId(), type: 'X', data: '{}', metadata: '{}' };
    const { position } = await desk.store.append(`other-${newId()}`, 'none', [event]);
    expect(await projection.waitFor(position, 60_000)).toBe(true);
    const kept = () => desk.database.query('select position, stood from checkpoint');
    expect(await kept()).toMatchObject([{ position: own }]);
    await projection.stop();
    expect(await kept()).toEqual([{ position, stood: event.id }]);
  });

  it('takes all that comes before what a newer version wrote, stands still before it, and says which', async () => {
    const [before, id, after] = [newId(), newId(), newId()];
    await desk.say(before, 'readable');
    await desk.sayTomorrow(id, 'from tomorrow');
    const later = await desk.say(after, 'today');
    const projection = desk.run();
    await eventually(async () =>
      expect(await projection.lag()).toMatchObject({
        stopped: expect.stringMatching(/LetterWritten\.v2/),
        forGood: true,
        caughtUp: false,
      }),
    );
    expect(await projection.waitFor(later, 50)).toBe(false);
    expect([await desk.rows(before), await desk.rows(after)]).toEqual([['readable'], []]);
  });

  it('whose database lost what it had acknowledged goes on from what is there', async () => {
    const id = newId();
    const projection = desk.run();
    await projection.waitFor(await desk.say(id, 'lost'), 60_000);
    const [kept] = await desk.database.query<{ position: string; stood: string }>(
      'select position, stood from checkpoint',
    );
    await projection.waitFor(await desk.say(id, 'lost, too'), 60_000);
    await desk.database.query('update checkpoint set position = $1, stood = $2', [
      kept!.position,
      kept!.stood,
    ]);
    await desk.database.query("delete from letter_v1 where words = 'lost, too'");
    await desk.say(id, 'after');
    await eventually(async () =>
      expect(await desk.rows(id)).toEqual(['lost', 'lost, too', 'after']),
    );
    expect(await projection.parked()).toEqual([]);
  });

  it('that is derived anew says the same, from few large batches', async () => {
    const again = await Desk.open();
    const projection = desk.run();
    const ids = Array.from({ length: 30 }, (_, index) => idFrom('pile', index, newId()));
    for (const id of ids) await desk.say(id, 'x');
    await projection.waitFor((await desk.store.head())!, 60_000);
    const projector = new LetterProjector();
    const ports = { store: desk.store, keys: desk.keys, database: again.database };
    await projectUpToNow(ports, projector);
    const all = 'select stream, revision from letter_v1 order by stream, revision';
    expect(await again.database.query(all)).toEqual(await desk.database.query(all));
    expect(Math.max(...projector.batches)).toBe(30);
    await again.close();
  });
});
