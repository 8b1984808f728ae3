import type { Instant } from '@onestory/kernel';
import type { Message } from '../message.js';

import {
  id,
  episode,
  younger,
  elder,
  unborn,
  mother,
  teacher,
  healthVisitor,
  agencies,
  item,
  third,
  tenth,
  toCamhs,
  toCounselling,
  mothersConsent,
  teller,
} from './telling.js';

const scope = [
  agencies.school,
  agencies.trust,
  agencies.council,
  agencies.centre,
  agencies.housing,
  agencies.charity,
  agencies.camhs,
  agencies.counselling,
];

/** One family's first part of the story, as it was published: 13 January to 16 April. Told anew for every spec, so that one may leave out or change a message. */
export const story = (): readonly Message[] => {
  const tell = teller();
  const camhs = { stream: `referral-${toCamhs}`, agency: agencies.trust };
  const counselling = { stream: `referral-${toCounselling}`, agency: agencies.trust };
  const counts = { present: 7, needed: 6, conflicted: 1, voting: 6, missingSeats: [] };
  const consent = { episode, consent: mothersConsent, giver: mother };
  const decided = { item, sitting: tenth, episode, ...counts };
  const carers = [{ carer: mother, parentalResponsibility: 'yes' }];
  return [
    tell(
      'child-index.child-registered.v1',
      { on: '2026-01-05', episode: null, stream: 'child-y' },
      { child: younger, carers },
    ),
    tell(
      'child-index.child-registered.v1',
      { on: '2026-01-05', episode: null, stream: 'child-e' },
      { child: elder, carers },
    ),
    tell('assessment.concern-recorded.v1', { on: '2026-01-13' }, { episode, child: younger }),
    tell(
      'assessment.pre-assessment-completed.v1',
      { on: '2026-01-14' },
      { episode, outcome: 'common_assessment' },
    ),
    tell(
      'lead-professional.interim-lead-assigned.v1',
      { on: '2026-01-14' },
      { episode, lead: teacher, leadAgency: agencies.school },
    ),
    tell(
      'information-sharing.consent-given.v1',
      { on: '2026-01-16', stream: 'consent-m' },
      {
        ...consent,
        capacity: 'parental_responsibility',
        children: [younger, elder],
        agencies: scope,
        panelAgencies: [agencies.police],
      },
    ),
    tell(
      'child-index.unborn-registered.v1',
      { on: '2026-01-19', episode: null, stream: 'child-u' },
      { child: unborn, carers },
    ),
    tell(
      'assessment.assessment-started.v1',
      { on: '2026-01-19' },
      { episode, children: [younger, elder, unborn] },
    ),
    tell('assessment.assessment-completed.v1', { on: '2026-02-10' }, { episode, version: 1 }),
    tell(
      'lead-professional.lead-handed-over.v1',
      { on: '2026-02-24' },
      { episode, to: healthVisitor, toAgency: agencies.trust },
    ),
    tell(
      'lead-professional.plan-agreed.v1',
      { on: '2026-02-24', agency: agencies.trust },
      { episode },
    ),
    tell(
      'lead-professional.actions-agreed.v1',
      { on: '2026-02-24', agency: agencies.trust },
      {
        episode,
        actions: [
          agencies.school,
          agencies.centre,
          agencies.charity,
          agencies.housing,
          agencies.trust,
        ].map((agency) => ({ action: id(`action of ${agency}`), agency })),
      },
    ),
    tell(
      'panel-scheduling.agenda-item-submitted.v1',
      { on: '2026-02-25', agency: agencies.trust },
      {
        episode,
        item,
        children: [younger, elder, unborn],
        recipients: [agencies.council, agencies.housing, agencies.police],
      },
    ),
    tell(
      'panel-scheduling.sitting-inquorate.v1',
      { on: '2026-03-03', episode: null, stream: `sitting-${third}` },
      {
        sitting: third,
        date: '2026-03-03',
        present: 5,
        needed: 6,
        missingSeats: ['health'],
        items: [item, id("another family's item")],
      },
    ),
    tell('panel-scheduling.item-carried-over.v1', { on: '2026-03-03' }, { item }),
    tell(
      'panel-scheduling.package-approved.v1',
      { on: '2026-03-10', agency: agencies.council },
      decided,
    ),
    tell(
      'panel-scheduling.key-worker-allocated.v1',
      { on: '2026-03-10', agency: agencies.council },
      decided,
    ),
    tell(
      'lead-professional.service-started.v1',
      { on: '2026-03-05', recordedOn: '2026-03-11', agency: agencies.trust },
      { episode },
    ),
    tell(
      'referral.referral-sent.v1',
      { ...camhs, on: '2026-03-11' },
      {
        referral: toCamhs,
        episode,
        children: [younger],
        service: id('camhs service'),
        to: agencies.camhs,
        sensitive: true,
      },
    ),
    tell(
      'referral.referral-declined.v1',
      { ...camhs, on: '2026-03-24' },
      { referral: toCamhs, reason: 'threshold_not_met_lower' },
    ),
    tell(
      'referral.referral-sent.v1',
      { ...counselling, on: '2026-03-26' },
      {
        referral: toCounselling,
        episode,
        children: [younger],
        service: id('counselling service'),
        to: agencies.counselling,
        sensitive: false,
        follows: toCamhs,
      },
    ),
    tell(
      'referral.referral-accepted.v1',
      { ...counselling, on: '2026-04-14' },
      { referral: toCounselling },
    ),
    tell(
      'lead-professional.review-held.v1',
      { on: '2026-04-14', agency: agencies.trust },
      { episode },
    ),
    tell(
      'lead-professional.action-not-done.v1',
      { on: '2026-04-14', agency: agencies.trust },
      { episode, agency: agencies.housing, cause: 'agency' },
    ),
    tell(
      'referral.service-started.v1',
      { ...counselling, on: '2026-04-16' },
      { referral: toCounselling },
    ),
  ];
};

export const recordedBefore = (messages: readonly Message[], at: Instant): readonly Message[] =>
  messages.filter(({ recordedtime }) => recordedtime <= at);
