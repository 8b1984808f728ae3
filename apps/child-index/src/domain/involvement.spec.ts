import { BeforeWhatItAnswers, forgotten, idFrom } from '@onestory/kernel';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { child } from './child.js';
import type { ChildFact } from './child.js';
import {
  endContact,
  endInvolvement,
  listAssessment,
  nameContact,
  startInvolvement,
} from './involving.js';
import {
  ChildNotRegistered,
  LongBeforeBirth,
  NoSuchInvolvement,
  SensitiveNeedsConsentOrHarm,
} from './refusals.js';
import { expected, registered, school, started, ended } from './testing/registered.js';

describe('involvement', () => {
  it('is listed once for the same agency, kind and practitioner', () => {
    given(child, registered).when(startInvolvement(school)).then(started);
    given(child, registered, started)
      .when(startInvolvement({ ...school, involvement: idFrom('again') }))
      .nothing();
  });

  it('is about a registered child', () =>
    given(child).when(startInvolvement(school)).refuses(ChildNotRegistered));

  it('begins at the earliest 300 days before birth, or before the expected date', () => {
    const unborn: ChildFact = { type: 'UnbornRegistered', data: expected };
    given(child, registered).when(startInvolvement(school), '2015-11-07').refuses(LongBeforeBirth);
    given(child, registered).when(startInvolvement(school), '2015-11-08').then(started);
    given(child, unborn).when(startInvolvement(school), '2025-07-15').refuses(LongBeforeBirth);
    given(child, unborn).when(startInvolvement(school), '2025-07-16').then(started);
  });

  it('of a child whose birthday is forgotten may begin at any time', () => {
    const data = { ...registered.data, dateOfBirth: forgotten } as typeof registered.data;
    given(child, { ...registered, data } as ChildFact)
      .when(startInvolvement(school), '1995-01-01')
      .then(started);
  });

  it('of a sensitive service needs consent or suspected significant harm', () => {
    const camhs = { ...school, kind: 'mental_health' } as const;
    given(child, registered).when(startInvolvement(camhs)).refuses(SensitiveNeedsConsentOrHarm);
    given(child, registered)
      .when(startInvolvement({ ...camhs, basis: 'consent' }))
      .then({
        type: 'InvolvementStarted',
        data: { ...camhs, basis: 'consent', sensitive: true },
      });
  });

  it('ends once, and not before it started', () => {
    const end = endInvolvement({ involvement: school.involvement });
    const since = on('2026-01-05', started);
    given(child, registered, since).when(end, '2026-03-01').then(ended);
    given(child, registered, since, ended).when(end).nothing();
    given(child, registered, since).when(end, '2026-01-04').refuses(BeforeWhatItAnswers);
    given(child, registered).when(end).refuses(NoSuchInvolvement);
  });

  it('may start again after it ended', () =>
    given(child, registered, started, ended)
      .when(startInvolvement({ ...school, involvement: idFrom('again') }))
      .thenTypes('InvolvementStarted'));
});

describe('what the index knows of an assessment', () => {
  it('is that it exists', () => {
    const listed: ChildFact = { type: 'AssessmentListed', data: { assessment: idFrom('it') } };
    given(child, registered).when(listAssessment(listed.data)).then(listed);
    given(child, registered, listed).when(listAssessment(listed.data)).nothing();
  });

  it('is whom to ask: the latest contact of each episode', () => {
    const contact = (practitioner: string) =>
      ({
        episode: idFrom('episode'),
        practitioner: idFrom(practitioner),
        agency: idFrom('agency of', practitioner),
      }) as Extract<ChildFact, { type: 'ContactNamed' }>['data'];
    const named = (who: string): ChildFact => ({ type: 'ContactNamed', data: contact(who) });
    given(child, registered)
      .when(nameContact(contact('teacher')))
      .then(named('teacher'));
    given(child, registered, named('teacher'))
      .when(nameContact(contact('teacher')))
      .nothing();
    expect(fold(child, registered, named('teacher'), named('health visitor'))).toMatchObject({
      contacts: [contact('health visitor')],
    });
  });

  it('is nobody once the lead has left or the episode is closed', () => {
    const episode: EpisodeId = idFrom('episode');
    const [teacher, other] = ['teacher', 'health visitor'].map((who) =>
      idFrom<PractitionerId>(who),
    ) as [PractitionerId, PractitionerId];
    const named: ChildFact = {
      type: 'ContactNamed',
      data: { episode, practitioner: teacher, agency: idFrom('school') },
    };
    const gone: ChildFact = { type: 'ContactEnded', data: { episode } };
    const leaves = (practitioner: PractitionerId) => endContact({ episode, practitioner });
    given(child, registered, named).when(leaves(teacher)).then(gone);
    given(child, registered, named).when(leaves(other)).nothing();
    given(child, registered, named).when(endContact({ episode })).then(gone);
    given(child, registered, named, gone).when(endContact({ episode })).nothing();
    expect(fold(child, registered, named, gone)).toMatchObject({ contacts: [] });
  });
});
