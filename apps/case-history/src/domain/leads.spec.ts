import type { Message } from './message.js';
import { measured, moved } from './testing/measuring.js';
import { story } from './testing/story.js';
import { agencies, episode, healthVisitor, id, teacher, teller } from './testing/telling.js';

const managers = { leadAgency: agencies.trust };

/** The health visitor leaves on 30 March; told after the story, in the stream of the episode. */
const leaves = (then?: { readonly from: string }): readonly Message[] => {
  const tell = teller();
  const stream = `lead-professional-${episode}`;
  const own = story().filter(({ subject }) => subject === stream).length;
  const after = <M extends Message>(message: M, place: number): M => ({
    ...message,
    id: id(`after the story, ${place}`),
    sequence: String(own + place).padStart(20, '0'),
  });
  const left = tell(
    'lead-professional.lead-left.v1',
    { on: '2026-03-30' },
    { episode, lead: healthVisitor },
  );
  const next =
    then &&
    tell(
      'lead-professional.interim-lead-assigned.v1',
      { on: then.from },
      { episode, lead: id('manager'), ...managers },
    );
  return [left, ...(next ? [next] : [])].map(after);
};
const days = (messages: readonly Message[], on = '2026-04-16') =>
  measured(messages, on).daysWithoutLead;

describe('days without a lead', () => {
  it('count from the checklist, until somebody leads or today', () => {
    expect(days(moved('lead-professional.interim-lead-assigned.v1', '2026-01-20'))).toEqual({
      unit: 'days',
      value: 6,
      limit: 0,
      met: false,
    });
    const nobody = story().filter(({ type }) => !/lead-(assigned|handed-over)/.test(type));
    expect(days(nobody, '2026-01-24').value).toBe(10);
  });

  it('are none when whoever leads leads before the checklist', () =>
    expect(days(moved('lead-professional.interim-lead-assigned.v1', '2026-01-10')).value).toBe(0));

  it('count from the day on which a lead leaves, until somebody takes over', () => {
    expect(days([...story(), ...leaves({ from: '2026-04-07' })])).toMatchObject({
      value: 8,
      met: false,
    });
    expect(days([...story(), ...leaves()], '2026-04-16').value).toBe(17);
  });

  it('are none when somebody takes over on the same day', () =>
    expect(days([...story(), ...leaves({ from: '2026-03-30' })])).toMatchObject({
      value: 0,
      met: true,
    }));

  it('end with the episode', () => {
    const closed = teller()(
      'lead-professional.episode-closed.v1',
      { on: '2026-04-02', stream: 'closing' },
      { episode, reason: 'moved_area_transferred' },
    );
    expect(days([...story(), ...leaves(), closed]).value).toBe(3);
  });

  it('add up over several gaps', () => {
    const late = moved('lead-professional.interim-lead-assigned.v1', '2026-01-20');
    expect(days([...late, ...leaves({ from: '2026-04-07' })]).value).toBe(14);
  });

  it('leave the leads as they were: who led, from when', () =>
    expect(
      measured([...story(), ...leaves({ from: '2026-04-07' })]).leads.map(({ lead, from }) => [
        lead,
        from,
      ]),
    ).toEqual([
      [teacher, '2026-01-14'],
      [healthVisitor, '2026-02-24'],
      [id('manager'), '2026-04-07'],
    ]));
});
