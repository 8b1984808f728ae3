import { ConcernRecordedV1, PreAssessmentCompletedV1 } from '@onestory/contracts';
import { CONCERNS, failsOn, heard, listen, numbers, tell } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { concern, idOf, numberOf, sent } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

describe('a consumer', () => {
  let it_: World;

  beforeEach(async () => {
    it_ = await world();
  });
  afterEach(() => it_.close());

  describe('parks a sequence that it cannot handle', () => {
    it('and only that: others go on', async () => {
      const consumer = listen(it_, { handle: failsOn(({ episode }) => episode === idOf('bad')) });
      await tell(it_, 'bad', 0, 1, 2);
      await eventually(async () =>
        expect(await it_.exchange.lag('test')).toContainEqual(
          expect.objectContaining({ behind: 3n }),
        ),
      );
      // Enough households to share a partition with the bad one.
      const households = numbers(30).map((number) => `good ${number}`);
      for (const household of households) await tell(it_, household, 0, 1);
      for (const household of households)
        await eventually(async () => expect(await heard(it_, household)).toEqual([0, 1]));

      expect(await heard(it_, 'bad')).toEqual([]);
      expect(await consumer.parked()).toEqual([
        {
          key: idOf('bad'),
          topic: CONCERNS,
          events: 3,
          id: idOf('concern', 'bad', 0),
          type: ConcernRecordedV1.type,
          cause: expect.stringMatching(/^TypeError at households\.ts:\d+$/),
          attempts: 6,
          parkedAt: expect.any(Date),
        },
      ]);
      expect((await consumer.lag()).parked).toBe(1);
    });

    it('and replays it in order, with what came later', async () => {
      let broken = true;
      const consumer = listen(it_, {
        handle: failsOn((it) => broken && it.episode === idOf('bad') && numberOf(it) === 1),
      });
      await tell(it_, 'bad', 0, 1, 2);
      await eventually(async () => expect(await consumer.parked()).toHaveLength(1));
      await tell(it_, 'bad', 3, 1);
      await eventually(async () => expect(await consumer.parked()).toMatchObject([{ events: 4 }]));
      expect(await heard(it_, 'bad')).toEqual([0]);

      expect(await consumer.replay(idOf('bad'))).toBe(false);
      expect(await consumer.parked()).toMatchObject([{ events: 4, attempts: 7 }]);

      broken = false;
      expect(await consumer.replay(idOf('bad'))).toBe(true);
      expect(await heard(it_, 'bad')).toEqual([0, 1, 2, 3]);
      expect(await consumer.parked()).toEqual([]);
      await tell(it_, 'bad', 4);
      await eventually(async () => expect(await heard(it_, 'bad')).toEqual([0, 1, 2, 3, 4]));
    });

    it('and knows which episode, child and stream it concerns', async () => {
      const consumer = listen(it_, { handle: failsOn(() => true) });
      await tell(it_, 'bad', 0);
      await eventually(async () => expect(await consumer.parked()).toHaveLength(1));
      const child = idOf('child', 'bad');
      for (const id of [idOf('bad'), child, `concern-${child}`])
        expect(await consumer.isParked([idOf('another'), id])).toBe(true);
      expect(await consumer.isParked([idOf('another')])).toBe(false);
      expect(await consumer.isParked([])).toBe(false);
    });

    it('but waits, and parks nothing, while its database or another one is away', async () => {
      let away = true;
      const consumer = listen(it_, {
        before: async () => {
          if (away) throw Object.assign(new Error('no store'), { code: 'ECONNREFUSED' });
        },
      });
      await tell(it_, 'a', 0, 1);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await consumer.parked()).toEqual([]);
      expect((await consumer.lag()).ageMs).toBeGreaterThan(1_000);
      away = false;
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1]));
    });

    it('and says so, without a word of what it was about', async () => {
      listen(it_, { handle: failsOn(() => true) });
      await tell(it_, 'bad', 0);
      await eventually(() =>
        expect(it_.logged.map(({ message }) => message)).toContain('sequence parked'),
      );
      expect(JSON.stringify(it_.logged)).not.toContain('Ada');
    });
  });

  describe('reads what it was not made for', () => {
    it('skips and counts types that are in no contract, and warns once of each', async () => {
      const consumer = listen(it_);
      const unknown = (number: number) =>
        concern('a', number, { type: 'assessment.concern-recorded.v99' });
      await it_.exchange.publish(CONCERNS, sent(unknown(0), unknown(1), concern('a', 2)));
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([2]));
      const type = 'assessment.concern-recorded.v99';
      await eventually(async () => expect([...consumer.skipped()]).toEqual([[type, 2]]));
      expect(it_.logged).toEqual([
        { level: 'warn', message: 'type in no contract', details: { consumer: 'test', type } },
      ]);
    });

    it('passes over what others promise to others without a word', async () => {
      const consumer = listen(it_);
      const forOthers = concern('a', 0, { type: PreAssessmentCompletedV1.type });
      await it_.exchange.publish(CONCERNS, sent(forOthers, concern('a', 1)));
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([1]));
      expect([consumer.skipped().size, it_.logged]).toEqual([0, []]);
    });

    it('ignores attributes and fields that it does not know', async () => {
      listen(it_);
      const more = {
        ...concern('a', 0),
        newattribute: 'x',
        data: { ...(concern('a', 0).data as object), more: 1 },
      };
      await it_.exchange.publish(CONCERNS, sent(more));
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0]));
    });

    it('parks what is no CloudEvent, and what breaks its contract', async () => {
      const consumer = listen(it_);
      const noEvent = { key: 'x', value: new TextEncoder().encode('Ada') };
      const broken = concern('b', 0, { data: { child: 'Ada', episode: idOf('b') } });
      await it_.exchange.publish(CONCERNS, [
        noEvent,
        ...sent(broken, concern('b', 1), concern('a', 0)),
      ]);
      await eventually(async () => {
        expect(await heard(it_, 'a')).toEqual([0]);
        expect((await consumer.parked()).map(({ cause, events }) => ({ cause, events }))).toEqual(
          expect.arrayContaining([
            { cause: 'not JSON in UTF-8', events: 1 },
            { cause: 'not as assessment.concern-recorded.v1 promises: child', events: 2 },
          ]),
        );
      });
      expect(await consumer.replay(idOf('b'))).toBe(false);
      expect(await consumer.replay('x')).toBe(false);
      expect(await heard(it_, 'b')).toEqual([]);
    });
  });
});
