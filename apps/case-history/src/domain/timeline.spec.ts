import { endOfLondonDay } from '@onestory/kernel';
import type { Instant, LocalDate } from '@onestory/kernel';
import { story } from './testing/story.js';
import { episode, id, item, teller, toCamhs, younger } from './testing/telling.js';
import type { TimelineEntry } from './timeline.js';
import { entriesOf, inOrderOfTime, timelineEntry } from './timeline.js';
import type { Message } from './message.js';
import { within } from './until.js';

const entries = (messages: readonly Message[], known = messages): readonly TimelineEntry[] =>
  inOrderOfTime(entriesOf(messages, known));
const endOf = (date: string) => endOfLondonDay(date as LocalDate);
const codes = (all: readonly TimelineEntry[]) => all.map(({ code }) => code);

describe('an entry of the timeline', () => {
  const entryOf = (type: string) => timelineEntry(story().find((it) => it.type === type)!);

  it('says in plain English what happened, to whom, when, and when it was recorded', () =>
    expect(entryOf('assessment.concern-recorded.v1')).toMatchObject({
      code: 'assessment.concern-recorded',
      line: 'Somebody recorded a concern.',
      service: 'assessment',
      episode,
      children: expect.arrayContaining([younger]) as unknown,
      occurredPrecision: 'day',
      sensitive: false,
    }));

  it('is marked where the service is sensitive', () =>
    expect(entryOf('referral.referral-sent.v1')).toMatchObject({
      referral: toCamhs,
      sensitive: true,
    }));

  it('of a sitting names its items', () =>
    expect(entryOf('panel-scheduling.sitting-inquorate.v1')).toMatchObject({
      items: [item, id("another family's item")],
    }));

  it('is not made of what is not about help for a child', () =>
    expect(
      timelineEntry({ ...story()[0]!, type: 'child-index.index-searched.v1', data: { found: [] } }),
    ).toBeUndefined());
});

describe('the order of a timeline', () => {
  const [first] = entries(story());
  const entry = (occurred: string, recorded: string, stream: string, sequence: string) => ({
    ...first!,
    occurredAt: `2026-02-0${occurred}T12:00:00.000Z` as Instant,
    recordedAt: `2026-02-0${recorded}T12:00:00.000Z` as Instant,
    ...{ stream, sequence },
  });

  it('is by when it happened, then by when it was recorded, then that of each stream', () => {
    const inOrder = [
      entry('1', '9', 'z', '9'),
      entry('2', '3', 'z', '9'),
      entry('2', '4', 'a', '2'),
      entry('2', '4', 'a', '3'),
      entry('2', '4', 'b', '1'),
    ];
    expect(inOrderOfTime(inOrder.toReversed())).toEqual(inOrder);
    expect(inOrderOfTime([2, 0, 4, 1, 3].map((place) => inOrder[place]!))).toEqual(inOrder);
  });
});

describe('as it was on 10 March, and as it was known on 10 March', () => {
  const tenth = endOf('2026-03-10');
  const was = entries(story().filter(within({ asAt: tenth })));
  const known = entries(story().filter(within({ asKnown: tenth })));

  it('differ by the family session of 5 March, recorded on 11 March', () =>
    expect(codes(was.filter(({ id: entry }) => !known.some((one) => one.id === entry)))).toEqual([
      'lead-professional.service-started',
    ]));

  it('by nothing else', () => expect(was).toHaveLength(known.length + 1));

  it('and the entry says when it was recorded', () =>
    expect(
      was
        .filter(({ occurredAt, recordedAt }) => recordedAt > occurredAt)
        .map((it) => it.recordedAt),
    ).toEqual(['2026-03-11T12:00:00.000Z']));

  it('includes that whole day, and nothing of the next', () => {
    expect(codes(known)).toContain('panel-scheduling.package-approved');
    expect(codes(was)).not.toContain('referral.referral-sent');
  });
});

describe('what is corrected', () => {
  const plan = story().find(({ type }) => type === 'lead-professional.plan-agreed.v1')!;
  const correction = teller()(
    'lead-professional.fact-corrected.v1',
    { on: '2026-04-14', stream: 'corrections' },
    { event: plan.id },
  );
  const all = [...story(), correction];
  const entryOf = (shown: readonly Message[], known = shown) =>
    entries(shown, known).find((it) => it.id === plan.id);

  it('is marked, and the correction stands at its own time', () => {
    expect(entryOf(all)).toMatchObject({ correctedBy: [correction.id] });
    expect(entries(all).find((it) => it.id === correction.id)).toMatchObject({
      corrects: plan.id,
      occurredAt: correction.time,
    });
    expect(entries(all).filter(({ correctedBy }) => correctedBy)).toHaveLength(1);
  });

  it('is marked also as at a time before the correction, as we know it now', () => {
    const was = all.filter(within({ asAt: endOf('2026-02-28') }));
    expect(entryOf(was, all)).toMatchObject({ correctedBy: [correction.id] });
    expect(entries(was, all).some((it) => it.id === correction.id)).toBe(false);
  });

  it('is not marked as known before the correction', () => {
    const known = all.filter(within({ asKnown: endOf('2026-04-13') }));
    expect(entryOf(known)).not.toHaveProperty('correctedBy');
  });
});
