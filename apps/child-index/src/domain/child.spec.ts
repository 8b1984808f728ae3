import { BeforeWhatItAnswers, forgotten, idFrom, localDate } from '@onestory/kernel';
import type { CarerId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { child } from './child.js';
import type { CarerOfChild, ChildFact, Involvement } from './child.js';
import {
  endContact,
  endInvolvement,
  listAssessment,
  nameContact,
  startInvolvement,
} from './involving.js';
import { nhsNumber } from './nhs-number.js';
import {
  BornInTheFuture,
  CarerNamedTwice,
  ChildAlreadyRegistered,
  ChildNotRegistered,
  ExpectedDateImplausible,
  LongBeforeBirth,
  MotherMissing,
  NhsNumberOrReason,
  NoSuchInvolvement,
  NotAChild,
  NotAnNhsNumber,
  NotSixteen,
  OrderOutOfBounds,
  SensitiveNeedsConsentOrHarm,
} from './refusals.js';
import { noteSixteen, registerChild, registerUnborn } from './registering.js';

const younger: ChildId = idFrom('younger child');
const baby: ChildId = idFrom('unborn baby');
const mother: CarerOfChild = {
  carer: idFrom<CarerId>('mother'),
  parentalResponsibility: 'yes',
  relationship: 'mother',
};
const partner: CarerOfChild = {
  carer: idFrom<CarerId>('partner'),
  parentalResponsibility: 'unknown',
  relationship: 'partner_of_parent',
};
const entry = {
  child: younger,
  name: { given: 'Some', family: 'Child' },
  dateOfBirth: localDate('2016-09-03'),
  gender: 'male',
  carers: [mother, partner],
} as const;
const expected = { child: baby, expectedDate: localDate('2026-05-12'), carers: [mother] };

const registered: ChildFact = {
  type: 'ChildRegistered',
  data: { ...entry, nhsNumber: nhsNumber('9990000018') },
};
const school: Involvement = {
  involvement: idFrom('school'),
  agency: idFrom('primary school'),
  kind: 'school',
  sensitive: false,
  basis: 'duty',
};
const started: ChildFact = { type: 'InvolvementStarted', data: school };
const ended: ChildFact = {
  type: 'InvolvementEnded',
  data: { involvement: school.involvement, agency: school.agency, sensitive: false },
};

describe('registering a child', () => {
  it('takes an NHS number whose check digit is right', () =>
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '999 000 0018' }))
      .then(registered));

  it('refuses one whose check digit is wrong', () =>
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '9990000019' }))
      .refuses(NotAnNhsNumber));

  it('goes on without a number for a reason, and never without either', () => {
    given(child)
      .when(registerChild({ ...entry, noNhsNumberReason: 'new_arrival' }))
      .then({ type: 'ChildRegistered', data: { ...entry, noNhsNumberReason: 'new_arrival' } });
    given(child).when(registerChild(entry)).refuses(NhsNumberOrReason);
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '9990000018', noNhsNumberReason: 'new_arrival' }))
      .refuses(NhsNumberOrReason);
  });

  it('registers twins as two children, told apart by their order', () => {
    const twin = (order: number) => ({
      ...entry,
      child: idFrom<ChildId>('twin', order),
      noNhsNumberReason: 'not_known_yet' as const,
      multipleBirth: { order, of: 2 },
    });
    given(child)
      .when(registerChild(twin(1)))
      .then({ type: 'ChildRegistered', data: twin(1) });
    given(child)
      .when(registerChild(twin(2)))
      .then({ type: 'ChildRegistered', data: twin(2) });
  });

  it('knows no third of two', () =>
    given(child)
      .when(
        registerChild({
          ...entry,
          noNhsNumberReason: 'not_known_yet',
          multipleBirth: { order: 3, of: 2 },
        }),
      )
      .refuses(OrderOutOfBounds));

  it('knows whether a carer has parental responsibility: yes, no or unknown', () =>
    expect(fold(child, registered)).toMatchObject({
      carers: [{ parentalResponsibility: 'yes' }, { parentalResponsibility: 'unknown' }],
    }));

  it('names each carer once', () =>
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '9990000018', carers: [mother, mother] }))
      .refuses(CarerNamedTwice));

  it('is for children who are born, and not for adults', () => {
    const born = (on: string) =>
      registerChild({ ...entry, nhsNumber: '9990000018', dateOfBirth: localDate(on) });
    given(child)
      .when(born('2026-05-12'), '2026-01-10')
      .refuses(BornInTheFuture, /expected date/);
    given(child).when(born('1994-01-01'), '2026-01-10').refuses(NotAChild);
  });

  it('happens once', () =>
    given(child, registered)
      .when(registerChild({ ...entry, nhsNumber: '9990000018' }))
      .refuses(ChildAlreadyRegistered, /twin/));
});

describe('registering an unborn child', () => {
  it('has an expected date, no date of birth and no NHS number', () =>
    given(child)
      .when(registerUnborn(expected), '2026-01-19')
      .then({ type: 'UnbornRegistered', data: expected }));

  it('needs the mother among the carers', () =>
    given(child)
      .when(registerUnborn({ ...expected, carers: [partner] }), '2026-01-19')
      .refuses(MotherMissing));

  it('names the mother first', () =>
    given(child)
      .when(registerUnborn({ ...expected, carers: [partner, mother] }), '2026-01-19')
      .then({ type: 'UnbornRegistered', data: { ...expected, carers: [mother, partner] } }));

  it('refuses an expected date that no pregnancy has', () => {
    given(child).when(registerUnborn(expected), '2025-06-01').refuses(ExpectedDateImplausible);
    given(child).when(registerUnborn(expected), '2026-07-01').refuses(ExpectedDateImplausible);
  });
});

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

describe('turning 16', () => {
  const turned: ChildFact = { type: 'TurnedSixteen', data: { child: younger } };

  it('is noted from the birthday on, once', () => {
    given(child, registered).when(noteSixteen(), '2032-09-03').then(turned);
    given(child, registered, turned).when(noteSixteen(), '2032-09-04').nothing();
  });

  it('is not noted of who is younger, is not born, or has no birthday left', () => {
    given(child, registered).when(noteSixteen(), '2032-09-02').refuses(NotSixteen);
    given(child, { type: 'UnbornRegistered', data: expected })
      .when(noteSixteen())
      .refuses(NotSixteen);
    const unknown = { ...entry, dateOfBirth: forgotten, nhsNumber: nhsNumber('9990000018') };
    given(child, { type: 'ChildRegistered', data: unknown })
      .when(noteSixteen(), '2040-01-01')
      .refuses(NotSixteen);
  });
});
