import { newId } from '@onestory/kernel';
import { InMemoryEventStore } from '../adapters/in-memory/in-memory-event-store.js';
import type { EventStore, Followed, FollowOptions } from '../event-store.js';
import { sharedTail } from '../tail.js';
import { Desk, eventually } from '../testing/desk.js';

/** A server whose data is put back to an earlier state, under everybody who is connected. */
class Restorable extends InMemoryEventStore {
  private current: EventStore | undefined;
  private lost = new AbortController();

  restore(to: EventStore): void {
    this.current = to;
    this.lost.abort();
    this.lost = new AbortController();
  }

  override head = () => this.current?.head() ?? super.head();
  override eventAt = (position: Parameters<EventStore['eventAt']>[0]) =>
    this.current?.eventAt(position) ?? super.eventAt(position);
  override async *follow(options: FollowOptions): AsyncGenerator<Followed> {
    const { lost } = this;
    const signal = AbortSignal.any([options.signal, lost.signal]);
    if (this.current) yield* this.current.follow({ ...options, signal });
    else yield* super.follow({ ...options, signal });
    if (!options.signal.aborted) throw new Error('The connection is lost.');
  }
}

describe('a follower of a store that went backwards', () => {
  let desk: Desk;
  const stoodStill = { stopped: expect.stringMatching(/Was it restored\?/), forGood: true };

  beforeEach(async () => {
    desk = await Desk.open();
  });
  afterEach(() => desk.close());

  const storeOf = async (letters: number) => {
    const store = new InMemoryEventStore();
    for (let number = 0; number < letters; number += 1) await desk.say(newId(), 'other', store);
    return store;
  };
  const others = () => desk.database.query(`select from letter_v1 where words = 'other'`);

  it.each([
    ['is behind the checkpoint', 1],
    ['has passed the checkpoint again', 9],
  ])('stands still and says so when the head %s', async (_, letters) => {
    const before = desk.run();
    for (const words of ['a', 'b', 'c']) await desk.say(newId(), words);
    await before.waitFor((await desk.store.head())!, 60_000);
    await before.stop();

    const runner = desk.run(undefined, { store: await storeOf(letters) });
    await eventually(async () => expect(await runner.lag()).toMatchObject(stoodStill));
    expect(await others()).toEqual([]);
    expect(desk.logged).toContain('follower stands still');
    await runner.stop();

    const again = desk.run();
    expect(await again.waitFor(await desk.say(newId(), 'goes on'), 60_000)).toBe(true);
  });

  it('stands still, too, when that happens while it runs', async () => {
    const restorable = new Restorable();
    const store = sharedTail(restorable);
    const runner = desk.run(undefined, { store });
    let position = await desk.say(newId(), 'a', restorable);
    position = await desk.say(newId(), 'b', restorable);
    expect(await runner.waitFor(position, 60_000)).toBe(true);
    restorable.restore(await storeOf(9));
    await eventually(async () => expect(await runner.lag()).toMatchObject(stoodStill), 60_000);
    expect(await others()).toEqual([]);
    await runner.stop();
    await store.stop();
  });
});
