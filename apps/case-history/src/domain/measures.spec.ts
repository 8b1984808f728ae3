import { endOfLondonDay } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import { measuresOf } from './measures.js';
import type { Message } from './message.js';
import {
  agencies,
  episode,
  healthVisitor,
  id,
  item,
  recordedBefore,
  story,
  teacher,
  teller,
  tenth,
  third,
  toCamhs,
  toCounselling,
  younger,
} from './testing/story.js';

const limits = { assessmentWorkingDays: 35, planWorkingDays: 15, reviewDays: 56 };
const measured = (messages: readonly Message[] = story(), on = '2026-04-16') =>
  measuresOf(episode, messages, limits, on as LocalDate);
const without = (type: string) => story().filter((it) => it.type !== type);
const moved = (type: string, time: string) =>
  story().map((it) => (it.type === type ? { ...it, time: `${time}T12:00:00.000Z` } : it));
const changed = (type: string, data: object) =>
  story().map((it) =>
    it.type === type ? { ...it, data: { ...(it.data as object), ...data } } : it,
  );
const workingDays = (value: number) => ({ unit: 'working_days', value });

describe('one family, 13 January to 16 April', () => {
  const figures = measured();

  it('identification to assessment: 20 working days, limit 35, met', () =>
    expect(figures.identificationToAssessment).toEqual({
      ...workingDays(20),
      limit: 35,
      met: true,
    }));

  it('assessment to plan: 10, limit 15, met', () =>
    expect(figures.assessmentToPlan).toEqual({ ...workingDays(10), limit: 15, met: true }));

  it('plan to first service: 7, the family session; 35 if only referrals counted', () => {
    expect(figures.planToFirstService).toEqual(workingDays(7));
    expect(figures.planToFirstServiceByReferral).toEqual(workingDays(35));
  });

  it('plan to first review: 49 days, limit 56, met', () =>
    expect(figures.planToFirstReview).toEqual({ unit: 'days', value: 49, limit: 56, met: true }));

  it('leads: the teacher, interim, from 14 January; the health visitor from 24 February', () => {
    expect(figures.leads).toEqual([
      { lead: teacher, agency: agencies.school, from: '2026-01-14', interim: true },
      { lead: healthVisitor, agency: agencies.trust, from: '2026-02-24', interim: false },
    ]);
    expect(figures.daysWithoutLead).toEqual({ unit: 'days', value: 0, limit: 0, met: true });
  });

  it('two sittings, one of them inquorate: five where six are needed, and no health seat', () =>
    expect(figures.panel).toMatchObject({
      sittings: 2,
      inquorate: [
        { sitting: third, date: '2026-03-03', present: 5, needed: 6, missingSeats: ['health'] },
      ],
    }));

  it('the item: decided after 9 working days, with 7 present, 1 conflicted, 6 voting, quorate', () =>
    expect(figures.panel.items).toEqual([
      {
        item,
        submittedToDecided: workingDays(9),
        carriedOver: 1,
        decidedWith: {
          sitting: tenth,
          present: 7,
          needed: 6,
          conflicted: 1,
          voting: 6,
          quorate: true,
        },
      },
    ]));

  it('two referrals, one declined, one redirect, no re-referral', () =>
    expect(figures.referrals).toMatchObject({
      sent: 2,
      declined: { threshold_not_met_lower: 1 },
      redirects: 1,
      reReferrals: 0,
    }));

  it('CAMHS answered in 9; counselling in 11 and began after 13, over Easter', () =>
    expect(figures.referrals.each).toMatchObject([
      { referral: toCamhs, sensitive: true, sentToDeclined: workingDays(9) },
      {
        referral: toCounselling,
        sentToAccepted: workingDays(11),
        sentToStarted: workingDays(13),
      },
    ]));

  it('one action not done, by housing', () => {
    expect(figures.actionsNotDoneByAgency).toEqual({ [agencies.housing]: 1 });
    expect(figures.actionsNotDoneByCircumstances).toBe(0);
  });

  it('nothing shared without consent', () =>
    expect(figures.sharedWithoutConsent).toEqual({ count: 0, events: [] }));
});

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
    const other = id('another episode');
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

describe('a figure changes when what happened changes', () => {
  it('a limit that is passed is not met', () =>
    expect(measured(moved('assessment.assessment-completed.v1', '2026-03-05'))).toMatchObject({
      identificationToAssessment: { value: 37, met: false },
    }));

  it('what is overdue is not met before it ends; what is in time is open', () => {
    const open = without('assessment.assessment-completed.v1');
    expect(measured(open, '2026-03-03').identificationToAssessment).toEqual({
      unit: 'working_days',
      limit: 35,
    });
    expect(measured(open, '2026-03-04').identificationToAssessment.met).toBe(false);
  });

  it('days without a lead count from the checklist, until somebody leads or today', () => {
    expect(
      measured(moved('lead-professional.interim-lead-assigned.v1', '2026-01-20')).daysWithoutLead,
    ).toEqual({ unit: 'days', value: 6, limit: 0, met: false });
    const nobody = story().filter(({ type }) => !/lead-(assigned|handed-over)/.test(type));
    expect(measured(nobody, '2026-01-24').daysWithoutLead.value).toBe(10);
  });

  it('a new referral that follows none is a re-referral, not a redirect', () => {
    const anew = story().map((it) => {
      const { follows: _follows, ...data } = it.data as { follows?: string };
      return { ...it, data };
    });
    expect(measured(anew).referrals).toMatchObject({ redirects: 0, reReferrals: 1 });
  });

  it('an action that circumstances prevented does not count against the agency', () =>
    expect(
      measured(changed('lead-professional.action-not-done.v1', { cause: 'circumstances' })),
    ).toMatchObject({ actionsNotDoneByAgency: {}, actionsNotDoneByCircumstances: 1 }));

  it('as known on 10 March nobody knew of the family session', () => {
    const known = recordedBefore(story(), endOfLondonDay('2026-03-10' as LocalDate));
    expect(measured(known, '2026-03-10').planToFirstService).toEqual({ unit: 'working_days' });
  });
});

describe('shared without consent', () => {
  const consent = 'information-sharing.consent-given.v1';
  const given = story().find(({ type }) => type === consent)!.data as { agencies: string[] };
  const agenciesWithout = (agency: string) => given.agencies.filter((one) => one !== agency);
  const counted = (messages: readonly Message[]) =>
    messages
      .filter(({ id: event }) => measured(messages).sharedWithoutConsent.events.includes(event))
      .map(({ type }) => type);

  it('is 1 where a referral goes to an agency that no consent names', () =>
    expect(counted(changed(consent, { agencies: agenciesWithout(agencies.camhs) }))).toEqual([
      'referral.referral-sent.v1',
    ]));

  it('is 1 where an action tells an agency that no consent names', () =>
    expect(counted(changed(consent, { agencies: agenciesWithout(agencies.centre) }))).toEqual([
      'lead-professional.actions-agreed.v1',
    ]));

  it('is 1 where the panel has an agency that no consent names, not even for its item', () =>
    expect(counted(changed(consent, { panelAgencies: [] }))).toEqual([
      'panel-scheduling.agenda-item-submitted.v1',
    ]));

  it('does not open other doors by a consent for the panel alone', () =>
    expect(
      counted(
        changed(consent, {
          agencies: agenciesWithout(agencies.camhs),
          panelAgencies: [agencies.police, agencies.camhs],
        }),
      ),
    ).toEqual(['referral.referral-sent.v1']));

  it('counts what was sent after a withdrawal, not what was sent before', () => {
    const stream = 'consent-m';
    const withdrawn = (on: string): Message => ({
      ...story().find(({ type }) => type === consent)!,
      id: id('withdrawal'),
      type: 'information-sharing.consent-withdrawn.v1',
      subject: stream,
      sequence: '00000000000000000001',
      time: `${on}T12:00:00.000Z`,
      data: { episode, consent: id("mother's consent"), giver: id('mother') },
    });
    expect(counted([...story(), withdrawn('2026-03-25')])).toEqual(['referral.referral-sent.v1']);
    expect(counted([...story(), withdrawn('2026-04-16')])).toEqual([]);
  });

  it('needs the consent for every child: a parent’s covers those they are responsible for', () => {
    expect(counted(without('child-index.unborn-registered.v1'))).toEqual([
      'lead-professional.actions-agreed.v1',
      'panel-scheduling.agenda-item-submitted.v1',
    ]);
    expect(
      counted(changed(consent, { capacity: 'competent_child', children: [younger] })),
    ).toHaveLength(2);
  });
});
