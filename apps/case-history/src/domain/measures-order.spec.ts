import type { EpisodeId } from '@onestory/kernel';
import type { Message } from './message.js';
import { measured } from './testing/measuring.js';
import { story } from './testing/story.js';
import { agencies, id, teller } from './testing/telling.js';

describe('the measures depend on what was told, not on when it arrived', () => {
  const shuffled = (messages: readonly Message[], seed: number): readonly Message[] => {
    const all = [...messages];
    let state = seed;
    for (let last = all.length - 1; last > 0; last -= 1) {
      state = (state * 1103515245 + 12345) % 2147483648;
      const other = state % (last + 1);
      [all[last], all[other]] = [all[other]!, all[last]!];
    }
    return all;
  };

  it.each([1, 2, 3, 5, 8, 13, 21, 34])('whatever the order (%i)', (seed) =>
    expect(measured(shuffled(story(), seed))).toEqual(measured()),
  );

  it('and not on being told twice', () =>
    expect(measured([...story(), ...story()])).toEqual(measured()));

  it('and not on other episodes', () => {
    const tell = teller();
    const other = id<EpisodeId>('another episode');
    const elsewhere = { on: '2026-01-02', episode: other, stream: 'other' };
    expect(
      measured([
        ...story(),
        tell('assessment.concern-recorded.v1', elsewhere, { episode: other, child: id('x') }),
        tell('lead-professional.plan-agreed.v1', elsewhere, { episode: other }),
        tell('panel-scheduling.agenda-item-submitted.v1', elsewhere, {
          episode: other,
          item: id("another family's item"),
          children: [id('x')],
          recipients: [agencies.police],
        }),
        tell('referral.referral-sent.v1', elsewhere, {
          referral: id('another referral'),
          episode: other,
          children: [id('x')],
          service: id('camhs service'),
          to: agencies.camhs,
          sensitive: true,
        }),
      ]),
    ).toEqual(measured());
  });
});
