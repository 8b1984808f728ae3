import { endOfLondonDay } from '@onestory/kernel';
import type { ChildId, LocalDate } from '@onestory/kernel';
import type { Message } from './message.js';
import { changed, measured, moved, without } from './testing/measuring.js';
import { recordedBefore, story } from './testing/story.js';
import {
  agencies,
  episode,
  healthVisitor,
  id,
  item,
  teacher,
  teller,
  tenth,
  third,
  toCamhs,
  toCounselling,
  younger,
} from './testing/telling.js';

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
      accepted: 1,
      declined: { threshold_not_met_lower: 1 },
      withdrawn: {},
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

  it('a new referral that follows none is a re-referral, not a redirect', () => {
    const anew = story().map((it) => {
      const { follows: _follows, ...data } = it.data as { follows?: string };
      return { ...it, data };
    });
    expect(measured(anew).referrals).toMatchObject({ redirects: 0, reReferrals: 1 });
  });

  /** Sent anew on 1 April, and what became of it, each told on its day. */
  const sentAnew = (
    ...steps: readonly (readonly ['referral-accepted' | 'referral-withdrawn', string, object?])[]
  ): readonly Message[] => {
    const tell = teller();
    const referral = id('anew');
    const stream = 'referral-anew';
    const request = {
      ...{ referral, episode, children: [younger], service: id('charity service') },
      ...{ to: agencies.charity, sensitive: false },
    };
    return [
      tell('referral.referral-sent.v1', { stream, on: '2026-04-01' }, request),
      ...steps.map(([type, on, more]) =>
        tell(`referral.${type}.v1`, { stream, on }, { referral, ...more }),
      ),
    ];
  };

  it('a referral of no episode counts from the first concern on, if it is for a child of it', () => {
    const sent = (on: string, child: ChildId): readonly Message[] => {
      const tell = teller();
      const request = {
        ...{ referral: id('early'), children: [child], service: id('charity service') },
        ...{ to: agencies.charity, sensitive: false },
      };
      const how = { stream: 'referral-early', on, episode: null };
      return [...story(), tell('referral.referral-sent.v1', how, request)];
    };
    const counted = (messages: readonly Message[]) => measured(messages).referrals.sent;
    const before = counted(story());
    expect(counted(sent('2026-01-14', younger))).toBe(before + 1);
    expect(counted(sent('2026-01-12', younger))).toBe(before);
    expect(counted(sent('2026-01-14', id('child of another family')))).toBe(before);
    const concern = teller()(
      'assessment.concern-recorded.v1',
      { episode: id('elsewhere'), stream: 'concern-elsewhere', on: '2026-02-01' },
      { child: younger, episode: id('elsewhere') },
    );
    expect(counted([concern, ...sent('2026-01-14', younger)])).toBe(before + 1);
  });

  it('a referral that was accepted and then withdrawn is counted as both, by the cause', () => {
    const { referrals } = measured([
      ...story(),
      ...sentAnew(
        ['referral-accepted', '2026-04-08'],
        ['referral-withdrawn', '2026-04-09', { cause: 'by_family' }],
      ),
    ]);
    expect(referrals).toMatchObject({ sent: 3, accepted: 2, withdrawn: { by_family: 1 } });
    expect(referrals.each.at(-1)).toMatchObject({
      sentToAccepted: workingDays(3),
      sentToWithdrawn: workingDays(4),
    });
  });

  it('an acceptance and a withdrawal in flight are both counted, whichever is heard of first', () => {
    const accepted = ['referral-accepted', '2026-04-08'] as const;
    const withdrawn = ['referral-withdrawn', '2026-04-08', { cause: 'by_referrer' }] as const;
    const both = [sentAnew(accepted, withdrawn), sentAnew(withdrawn, accepted)];
    for (const crossing of both)
      expect(measured([...story(), ...crossing]).referrals).toMatchObject({
        sent: 3,
        accepted: 2,
        withdrawn: { by_referrer: 1 },
      });
  });

  it('a referral that a refusal stopped is not counted as a withdrawal of consent', () => {
    const stopped = (more: object) =>
      measured([
        ...story(),
        ...sentAnew(['referral-withdrawn', '2026-04-08', { cause: 'consent_withdrawn', ...more }]),
      ]).referrals.withdrawn;
    expect(stopped({ lostBy: 'refusal' })).toEqual({ consent_refused: 1 });
    expect(stopped({ lostBy: 'withdrawal' })).toEqual({ consent_withdrawn: 1 });
    expect(stopped({})).toEqual({ consent_withdrawn: 1 });
  });

  it('consent taken back is counted, and so is the closure with its reason', () => {
    const tell = teller();
    const ended = [
      tell(
        'information-sharing.consent-withdrawn.v1',
        { on: '2026-04-10', stream: 'consent-of-somebody' },
        { episode, consent: id('consent of somebody') },
      ),
      tell(
        'lead-professional.episode-closed.v1',
        { on: '2026-04-15', stream: 'closing' },
        { episode, reason: 'consent_withdrawn' },
      ),
    ];
    expect(measured()).toMatchObject({ consentsWithdrawn: 0 });
    expect(measured()).not.toHaveProperty('closed');
    expect(measured([...story(), ...ended])).toMatchObject({
      consentsWithdrawn: 1,
      closed: { on: '2026-04-15', reason: 'consent_withdrawn' },
    });
  });

  it('a measure without a policy has no limit, and nobody says that it is met', () => {
    const unlimited = measured(story(), '2026-04-16', {} as never);
    expect(unlimited.identificationToAssessment).toEqual(workingDays(20));
    expect(unlimited.planToFirstReview).toEqual({ unit: 'days', value: 49 });
    expect(JSON.stringify(unlimited)).not.toContain('"limit":null');
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
