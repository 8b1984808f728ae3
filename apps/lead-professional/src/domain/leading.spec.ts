import { BeforeWhatItAnswers, idFrom, onDay } from '@onestory/kernel';
import type { AgencyId, ChildId, LocalDate, PersonId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import type { Colleague } from './colleague.js';
import { episode, leadsOf } from './episode.js';
import type { EpisodeFact, Party } from './facts.js';
import {
  agreeToNomination,
  assignInterimLead,
  holdTac,
  joinChildren,
  joinTeam,
  nominate,
} from './leading.js';
import { closeEpisode } from './leaving.js';
import {
  EpisodeIsClosed,
  ExcludedByTheFamily,
  NobodyLeadsYet,
  NobodyPresent,
  NotPractisingThere,
  NotNominated,
} from './refusals.js';

const school: AgencyId = idFrom('school');
const trust: AgencyId = idFrom('trust');
const charity: AgencyId = idFrom('charity');
const teacher: PractitionerId = idFrom('teacher');
const healthVisitor: PractitionerId = idFrom('health visitor');
const midwife: PractitionerId = idFrom('midwife');
const manager: PractitionerId = idFrom('manager');
const mother: PersonId = idFrom('mother');
const [younger, elder, unborn]: [ChildId, ChildId, ChildId] = [
  idFrom('younger'),
  idFrom('elder'),
  idFrom('unborn'),
];

/** A practitioner of any of these agencies, whom the family has not excluded. */
const welcome: Colleague = {
  worksAt: [school, trust, charity].map((agency) => ({
    agency,
    role: 'practitioner',
    from: '2024-09-01' as LocalDate,
  })),
  excluded: false,
};

const interim: EpisodeFact = {
  type: 'InterimLeadAssigned',
  data: { lead: teacher, agency: school },
};
const nominated: EpisodeFact = {
  type: 'LeadNominated',
  data: { nominee: healthVisitor, agency: trust, by: teacher },
};
const agreed = (by: Party, person: PersonId | PractitionerId): EpisodeFact => ({
  type: 'NominationAgreed',
  data: { by, nominee: healthVisitor, person },
});
const agree = (by: Party, person: PersonId | PractitionerId) =>
  agreeToNomination({ by, nominee: healthVisitor, person });
const handedOver: EpisodeFact = {
  type: 'LeadHandedOver',
  data: { from: teacher, to: healthVisitor, agency: trust },
};
const byAll = [
  nominated,
  agreed('family', mother),
  agreed('agency', manager),
  agreed('nominee', healthVisitor),
  handedOver,
];
const closed: EpisodeFact = {
  type: 'EpisodeClosed',
  data: { reason: 'could_not_contact', by: teacher },
};

describe('the interim lead', () => {
  const assign = assignInterimLead({ lead: teacher, agency: school });

  it('leads from the checklist on, before any meeting', () =>
    given(episode).when(assign).then(interim));

  it('is assigned once', () => given(episode, interim).when(assign).nothing());

  it('never takes the place of an active lead', () =>
    given(episode, interim, ...byAll)
      .when(assign)
      .nothing());

  it('may be assigned after the children joined: two services, either order', () =>
    given(episode, { type: 'ChildrenJoined', data: { children: [younger] } })
      .when(assign)
      .then(interim));
});

describe('the children of an episode', () => {
  it('join together, the unborn baby included', () =>
    given(episode)
      .when(joinChildren({ children: [younger, elder, unborn] }))
      .then({ type: 'ChildrenJoined', data: { children: [younger, elder, unborn] } }));

  it('are helped from the first checklist on, before the assessment names them', () =>
    expect(fold(episode, on('2026-01-14', interim, { children: [younger] }))).toMatchObject({
      children: [],
      helped: [younger],
    }));

  it('join once: only a later joiner is news', () =>
    given(episode, { type: 'ChildrenJoined', data: { children: [younger] } })
      .when(joinChildren({ children: [younger, elder] }))
      .then({ type: 'ChildrenJoined', data: { children: [elder] } }));
});

describe('the team around the child', () => {
  const member = { member: midwife, agency: trust, role: 'midwife' };

  it('is joined by a practitioner in a role', () =>
    given(episode, interim)
      .when(joinTeam(member, welcome))
      .then({ type: 'TeamMemberJoined', data: member }));

  it('is joined once', () =>
    given(episode, interim, { type: 'TeamMemberJoined', data: member })
      .when(joinTeam(member, welcome))
      .nothing());

  it('gains a key worker, who may be a member already', () => {
    const worker = { member: midwife, agency: charity, role: 'family_support', as: 'key_worker' };
    given(episode, interim, { type: 'TeamMemberJoined', data: member })
      .when(joinTeam({ ...worker, as: 'key_worker' }, welcome))
      .thenTypes('TeamMemberJoined');
  });

  it('is joined by nobody whom the family has excluded', () =>
    given(episode, interim)
      .when(joinTeam(member, { ...welcome, excluded: true }))
      .refuses(ExcludedByTheFamily, /somebody else/));

  it('is joined by practitioners of their agency, as the register has them on that day', () => {
    const left = [{ ...welcome.worksAt[1]!, to: '2025-12-31' as LocalDate }];
    given(episode, interim)
      .when(joinTeam(member, { worksAt: left, excluded: false }), '2026-01-16')
      .refuses(NotPractisingThere);
    given(episode, interim)
      .when(joinTeam({ ...member, agency: idFrom('elsewhere') }, welcome))
      .refuses(NotPractisingThere, /register/);
  });

  it('needs somebody who leads it', () =>
    given(episode)
      .when(joinTeam(member, welcome))
      .refuses(NobodyLeadsYet, /interim lead/));

  it('meets, with the family as members', () =>
    given(episode, interim)
      .when(holdTac({ present: [teacher], family: [mother], apologies: [], minutes: 'all well' }))
      .thenTypes('TacHeld'));

  it('does not meet with nobody there', () =>
    given(episode, interim)
      .when(holdTac({ present: [], family: [], apologies: [teacher], minutes: '' }))
      .refuses(NobodyPresent, /who|present/i));
});

describe('a nomination', () => {
  it('leaves the lead as it is', () => {
    given(episode, interim)
      .when(nominate({ nominee: healthVisitor, agency: trust, by: teacher }, welcome))
      .then(nominated);
    expect(leadsOf(fold(episode, interim, nominated)).map(({ lead }) => lead)).toEqual([teacher]);
  });

  it('is of a practitioner of that agency, whom the family has not excluded', () => {
    const nomination = { nominee: healthVisitor, agency: trust, by: teacher };
    given(episode, interim)
      .when(nominate(nomination, { ...welcome, worksAt: [] }))
      .refuses(NotPractisingThere);
    given(episode, interim)
      .when(nominate(nomination, { ...welcome, excluded: true }))
      .refuses(ExcludedByTheFamily);
  });

  it('needs somebody to take over from', () =>
    given(episode)
      .when(nominate({ nominee: healthVisitor, agency: trust, by: teacher }, welcome))
      .refuses(NobodyLeadsYet));

  it('of the same practitioner twice is one nomination', () =>
    given(episode, interim, nominated)
      .when(nominate({ nominee: healthVisitor, agency: trust, by: teacher }, welcome))
      .nothing());

  it('of somebody else takes its place, and agreements begin anew', () =>
    given(episode, interim, nominated, agreed('family', mother), agreed('agency', manager), {
      type: 'LeadNominated',
      data: { nominee: midwife, agency: trust, by: teacher },
    })
      .when(agreeToNomination({ by: 'nominee', nominee: midwife, person: midwife }))
      .thenTypes('NominationAgreed'));
});

describe('agreeing to a nomination', () => {
  it('hands nothing over while somebody has yet to agree', () =>
    given(episode, interim, nominated, agreed('family', mother))
      .when(agree('agency', manager))
      .then(agreed('agency', manager)));

  it.each([
    ['family', mother, [agreed('agency', manager), agreed('nominee', healthVisitor)]],
    ['agency', manager, [agreed('family', mother), agreed('nominee', healthVisitor)]],
    ['nominee', healthVisitor, [agreed('agency', manager), agreed('family', mother)]],
  ] as const)('by the %s as the last hands over in the same moment', (by, person, before) =>
    given(episode, interim, nominated, ...before)
      .when(agree(by, person))
      .then(agreed(by, person), handedOver),
  );

  it('twice is agreeing once', () => {
    given(episode, interim, nominated, agreed('family', mother))
      .when(agree('family', mother))
      .nothing();
    given(episode, interim, ...byAll)
      .when(agree('family', mother))
      .nothing();
  });

  it('is refused for somebody who is not nominated', () =>
    given(episode, interim)
      .when(agree('family', mother))
      .refuses(NotNominated, /[Nn]ominate/));

  it('cannot come before the nomination', () =>
    given(episode, on('2026-01-14', interim), on('2026-02-24', nominated))
      .when(agree('family', mother), '2026-02-23')
      .refuses(BeforeWhatItAnswers, /24 February 2026/));
});

describe('who leads', () => {
  it('is exactly one person at any time, and the history tells who and from when', () => {
    const state = fold(
      episode,
      on('2026-01-14', interim),
      ...byAll.map((fact) => on('2026-02-24', fact)),
    );
    expect(leadsOf(state)).toEqual([
      { lead: teacher, agency: school, interim: true, since: onDay('2026-01-14' as LocalDate) },
      {
        lead: healthVisitor,
        agency: trust,
        interim: false,
        since: onDay('2026-02-24' as LocalDate),
      },
    ]);
  });

  it('is nobody before the first lead, and known after the help has ended', () => {
    expect(leadsOf(fold(episode))).toEqual([]);
    expect(leadsOf(fold(episode, interim, closed))).toHaveLength(1);
  });
});

describe('a closed episode', () => {
  it('takes no further decisions; a new concern opens a new one', () => {
    given(episode, interim, closed)
      .when(nominate({ nominee: healthVisitor, agency: trust, by: teacher }, welcome))
      .refuses(EpisodeIsClosed, /new concern/);
    given(episode, interim, closed)
      .when(joinChildren({ children: [elder] }))
      .refuses(EpisodeIsClosed);
  });

  it('is closed once', () =>
    given(episode, interim, closed)
      .when(closeEpisode({ reason: 'could_not_contact', by: teacher }))
      .nothing());
});
