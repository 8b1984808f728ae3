import { idFrom } from '@onestory/kernel';
import {
  RELATIONSHIP_TOPICS,
  RelationshipNewerThanThisVersion,
  relationshipsFrom,
} from './relationships.js';
import { child, episode, me, myAgency, sibling } from '../testing/cases.js';
import { published } from '../testing/published.js';

const said = (type: string, data: object, as: Parameters<typeof published>[2] = {}) =>
  relationshipsFrom(published(type, data, as)).map(({ kind, subject, holder }) => ({
    kind,
    subject,
    holder,
  }));

const involvement = idFrom('involvement');
const referral = idFrom('referral');

describe('published events say who is bound to whom', () => {
  it.each<[string, object, object[]]>([
    [
      'child-index.involvement-started.v1',
      { child, involvement, agency: myAgency },
      [{ kind: 'involved', subject: child, holder: myAgency }],
    ],
    [
      'child-index.involvement-ended.v1',
      { child, involvement, agency: myAgency },
      [{ kind: 'involved', subject: child, holder: undefined }],
    ],
    [
      'child-index.index-searched.v1',
      { search: idFrom('search'), found: [child, sibling] },
      [
        { kind: 'found', subject: child, holder: me },
        { kind: 'found', subject: sibling, holder: me },
      ],
    ],
    [
      'assessment.concern-recorded.v1',
      { child, episode },
      [
        { kind: 'recorder', subject: episode, holder: me },
        { kind: 'member', subject: episode, holder: child },
      ],
    ],
    [
      'assessment.episode-joined.v1',
      { child, episode },
      [{ kind: 'member', subject: episode, holder: child }],
    ],
    [
      'assessment.pre-assessment-completed.v1',
      { preAssessment: idFrom('checklist'), child, episode, outcome: 'common_assessment' },
      [{ kind: 'recorder', subject: episode, holder: me }],
    ],
    [
      'assessment.assessment-started.v1',
      { assessment: idFrom('assessment'), episode, children: [child, sibling], by: me },
      [
        { kind: 'recorder', subject: episode, holder: me },
        { kind: 'member', subject: episode, holder: child },
        { kind: 'member', subject: episode, holder: sibling },
      ],
    ],
    [
      'information-sharing.consent-given.v1',
      { consent: idFrom('consent'), episode, excluded: [me] },
      [
        { kind: 'barred', subject: episode, holder: undefined },
        { kind: 'barred', subject: episode, holder: me },
      ],
    ],
    [
      'lead-professional.children-joined.v1',
      { episode, children: [sibling] },
      [{ kind: 'member', subject: episode, holder: sibling }],
    ],
    [
      'lead-professional.interim-lead-assigned.v1',
      { episode, lead: me, leadAgency: myAgency },
      [{ kind: 'lead', subject: episode, holder: me }],
    ],
    [
      'lead-professional.lead-handed-over.v1',
      { episode, from: idFrom('teacher'), to: me, toAgency: myAgency },
      [{ kind: 'lead', subject: episode, holder: me }],
    ],
    [
      'lead-professional.team-member-joined.v1',
      { episode, member: me, memberAgency: myAgency, role: 'midwife' },
      [{ kind: 'team', subject: episode, holder: me }],
    ],
    [
      'lead-professional.lead-left.v1',
      { episode, lead: me, leadAgency: myAgency },
      [{ kind: 'lead', subject: episode, holder: undefined }],
    ],
    [
      'lead-professional.team-member-left.v1',
      { episode, member: me, memberAgency: myAgency },
      [{ kind: 'team', subject: episode, holder: undefined }],
    ],
    [
      'referral.referral-sent.v1',
      { referral, children: [child, sibling], to: myAgency },
      [
        { kind: 'referred', subject: child, holder: myAgency },
        { kind: 'referred', subject: sibling, holder: myAgency },
      ],
    ],
    [
      'referral.referral-declined.v1',
      { referral, children: [child], reason: 'outside_age' },
      [{ kind: 'referred', subject: child, holder: undefined }],
    ],
    [
      'referral.referral-withdrawn.v1',
      { referral, children: [child], cause: 'by_family' },
      [{ kind: 'referred', subject: child, holder: undefined }],
    ],
    [
      'referral.feedback-sent.v1',
      { referral, children: [child], what: 'ended' },
      [{ kind: 'referred', subject: child, holder: undefined }],
    ],
    ['referral.feedback-sent.v1', { referral, children: [child], what: 'started' }, []],
  ])('%s', (type, data, rows) => expect(said(type, data)).toEqual(rows));

  it('a referral ends for the children of its envelope where a message says no others', () =>
    expect(
      said('referral.referral-declined.v1', { referral }, { children: [child, sibling] }),
    ).toEqual([
      { kind: 'referred', subject: child, holder: undefined },
      { kind: 'referred', subject: sibling, holder: undefined },
    ]));

  it('and others say nothing', () => {
    expect(said('information-sharing.consent-withdrawn.v1', { episode })).toEqual([]);
    expect(said('referral.referral-accepted.v1', { episode })).toEqual([]);
    expect(said('constructor', {})).toEqual([]);
  });

  it('a newer shape of one is not guessed at', () =>
    expect(() => said('lead-professional.lead-handed-over.v2', { episode, to: me })).toThrow(
      RelationshipNewerThanThisVersion,
    ));

  it('a message that breaks its contract is refused', () =>
    expect(() => said('lead-professional.lead-handed-over.v1', { episode })).toThrow(/to/));

  it('they come by these topics', () =>
    expect([...RELATIONSHIP_TOPICS].toSorted()).toEqual([
      'assessment.events',
      'child-index.events',
      'information-sharing.events',
      'lead-professional.events',
      'referral.events',
    ]));

  it('known to the day only, they hold from the beginning of that day in London', () => {
    const [row] = relationshipsFrom(
      published(
        'assessment.episode-joined.v1',
        { child, episode },
        { time: '2026-06-02T11:00:00.000Z', occurredprecision: 'day' },
      ),
    );
    expect(row?.from).toBe('2026-06-01T23:00:00.000Z');
  });
});
