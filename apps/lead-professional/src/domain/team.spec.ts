import { idFrom } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { episode } from './episode.js';
import { holdTac, joinChildren, joinTeam } from './leading.js';
import {
  ExcludedByTheFamily,
  NobodyLeadsYet,
  NobodyPresent,
  NotPractisingThere,
} from './refusals.js';
import {
  trust,
  charity,
  teacher,
  midwife,
  mother,
  younger,
  elder,
  unborn,
  welcome,
  interim,
} from './testing/leading.js';

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

  it('may be joined on the first and on the last day of a post, and not on the days beside them', () => {
    const post = { agency: trust, role: 'practitioner' };
    const days = { from: '2026-01-16' as LocalDate, to: '2026-01-20' as LocalDate };
    const colleague = { worksAt: [{ ...post, ...days }], excluded: false };
    for (const day of ['2026-01-16', '2026-01-20'])
      given(episode, interim).when(joinTeam(member, colleague), day).then({
        type: 'TeamMemberJoined',
        data: member,
      });
    for (const day of ['2026-01-15', '2026-01-21'])
      given(episode, interim).when(joinTeam(member, colleague), day).refuses(NotPractisingThere);
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
