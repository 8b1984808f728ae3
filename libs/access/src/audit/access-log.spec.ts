import { eventsOf, InMemoryEventStore, metadataOf } from '@onestory/event-sourcing';
import type { EventStore, NewEvent, StoredEvent, StreamName } from '@onestory/event-sourcing';
import { idFrom, instant } from '@onestory/kernel';
import type { StoryClock } from '@onestory/kernel';
import { accessCategory, accessLog, AccessNotRecorded } from './access-log.js';
import type { AccessRecord } from './access-log.js';
import { ashcombe, child, me, myAgency, now } from '../testing/cases.js';

const clock: StoryClock = { kind: 'story', now: () => now };
const machine = instant('2026-11-23T05:30:00Z');
const stream: StreamName = `childIndexAccess-${idFrom('access', 'child-index', 'start 1')}`;

const seen = (as: Partial<AccessRecord> = {}): AccessRecord => ({
  actor: me,
  agency: myAgency,
  area: ashcombe,
  action: 'child-index.view-entry',
  children: [child],
  resource: 'entry',
  decision: 'allow',
  rule: 'child-index.view-entry:practitioner:involved',
  at: now,
  ...as,
});

const logOn = (store: EventStore) =>
  accessLog({
    store,
    service: 'child-index',
    startedAs: 'start 1',
    clock,
    time: { kind: 'real', now: () => Date.parse(machine), monotonic: () => 0 },
    pauses: [0, 0],
  });

const recorded = (store: EventStore): Promise<readonly StoredEvent[]> =>
  eventsOf(store.read(stream));

/** A store whose appends do what `before` and `after` say, and which counts them. */
class UnreliableStore extends InMemoryEventStore {
  readonly sizes: number[] = [];
  before: (nth: number) => Promise<void> | void = () => undefined;
  after: (nth: number) => Promise<void> | void = () => undefined;

  override async append(name: StreamName, expected: 'none' | bigint, events: readonly NewEvent[]) {
    const nth = this.sizes.push(events.length);
    await this.before(nth);
    const appended = await super.append(name, expected, events);
    await this.after(nth);
    return appended;
  }
}

const lost = (): never => {
  throw new Error('connection lost');
};

describe('the access log', () => {
  it('keeps who asked for what, and what was said, by both clocks', async () => {
    const store = new InMemoryEventStore();
    await logOn(store).record(seen({ purpose: 'review' }));
    const [event] = await recorded(store);
    expect(event).toMatchObject({ type: 'AccessRecorded', revision: 0n });
    expect(JSON.parse(event!.data)).toEqual({
      action: 'child-index.view-entry',
      resource: 'entry',
      purpose: 'review',
      decision: 'allow',
      rule: 'child-index.view-entry:practitioner:involved',
      machineTime: machine,
    });
    expect(metadataOf(event!)).toMatchObject({
      actor: me,
      agency: myAgency,
      area: ashcombe,
      children: [child],
      occurredAt: now,
      recordedAt: now,
    });
  });

  it('writes into a stream of its service and of this start of the process', () => {
    expect(accessCategory('child-index')).toBe('childIndexAccess');
    expect(accessCategory('referral')).toBe('referralAccess');
  });

  it('commits together what arrives while an append is in flight, at most 200', async () => {
    const store = new UnreliableStore();
    const log = logOn(store);
    await Promise.all(Array.from({ length: 450 }, () => log.record(seen())));
    expect(store.sizes).toEqual([1, 200, 200, 49]);
    expect(await recorded(store)).toHaveLength(450);
  });

  it('answers only when the record is durable', async () => {
    const store = new UnreliableStore();
    let release = (): void => undefined;
    store.before = () => new Promise((resolve) => (release = resolve));
    let answered = false;
    const recording = logOn(store)
      .record(seen())
      .then(() => (answered = true));
    await new Promise((later) => setImmediate(later));
    expect(answered).toBe(false);
    release();
    await recording;
    expect(await recorded(store)).toHaveLength(1);
  });

  it('repeats an append whose outcome is unknown, and records it once', async () => {
    const store = new UnreliableStore();
    store.after = (nth) => (nth === 1 ? lost() : undefined);
    const log = logOn(store);
    await log.record(seen());
    await log.record(seen());
    expect(await recorded(store)).toHaveLength(2);
  });

  it('refuses while the store is down, and goes on when it is back', async () => {
    const store = new UnreliableStore();
    store.before = (nth) => (nth <= 3 ? lost() : undefined);
    const log = logOn(store);
    await expect(log.record(seen())).rejects.toThrow(AccessNotRecorded);
    await log.record(seen());
    // The first was perhaps written, so it is settled before the second.
    expect(await recorded(store)).toHaveLength(2);
  });

  it('settles what was written although every answer was lost', async () => {
    const store = new UnreliableStore();
    store.after = (nth) => (nth <= 3 ? lost() : undefined);
    const log = logOn(store);
    await expect(log.record(seen())).rejects.toThrow(AccessNotRecorded);
    await log.record(seen());
    expect((await recorded(store)).map(({ revision }) => revision)).toEqual([0n, 1n]);
  });

  it('goes on behind another writer, though there should be none', async () => {
    const store = new InMemoryEventStore();
    const log = logOn(store);
    const [other] = [logOn(store)];
    await other.record(seen());
    await expect(log.record(seen())).rejects.toThrow(AccessNotRecorded);
    await log.record(seen());
    expect(await recorded(store)).toHaveLength(2);
  });

  it('takes nothing more once it stops, but finishes what it has', async () => {
    const store = new InMemoryEventStore();
    const log = logOn(store);
    const taken = log.record(seen());
    await log.stop();
    await taken;
    await expect(log.record(seen())).rejects.toThrow(AccessNotRecorded);
    expect(await recorded(store)).toHaveLength(1);
  });
});
