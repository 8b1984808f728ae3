import { BeforeWhatItAnswers, onDay } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { episode, leadsOf } from './episode.js';
import { agreeToNomination, assignInterimLead, joinChildren, nominate } from './leading.js';
import { closeEpisode } from './leaving.js';
import {
  EpisodeIsClosed,
  ExcludedByTheFamily,
  NobodyLeadsYet,
  NotPractisingThere,
  NotNominated,
} from './refusals.js';
import {
  school,
  trust,
  teacher,
  healthVisitor,
  midwife,
  manager,
  mother,
  younger,
  elder,
  welcome,
  interim,
  nominated,
  agreed,
  agree,
  handedOver,
  byAll,
  closed,
} from './testing/leading.js';

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
