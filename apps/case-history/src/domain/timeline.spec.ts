import { endOfLondonDay } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import { episode, id, item, story, toCamhs, younger } from './testing/story.js';
import type { TimelineEntry } from './timeline.js';
import { asAt, asKnown, inOrderOfTime, recordedLate, timelineEntry } from './timeline.js';

const entries = (): readonly TimelineEntry[] =>
  inOrderOfTime(story().flatMap((it) => timelineEntry(it) ?? []));
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

describe('as it was on 10 March, and as it was known on 10 March', () => {
  const was = asAt(entries(), endOf('2026-03-10'));
  const known = asKnown(entries(), endOf('2026-03-10'));

  it('differ by the family session of 5 March, recorded on 11 March', () =>
    expect(codes(was.filter(({ id: entry }) => !known.some((one) => one.id === entry)))).toEqual([
      'lead-professional.service-started',
    ]));

  it('by nothing else', () => expect(was).toHaveLength(known.length + 1));

  it('and the entry says when it was recorded', () =>
    expect(was.map(recordedLate).filter((day) => day !== undefined)).toEqual(['2026-03-11']));

  it('includes that whole day, and nothing of the next', () => {
    expect(codes(known)).toContain('panel-scheduling.package-approved');
    expect(codes(was)).not.toContain('referral.referral-sent');
  });
});
