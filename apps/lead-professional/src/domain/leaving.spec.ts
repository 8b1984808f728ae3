import { BeforeWhatItAnswers, idFrom, localDate } from '@onestory/kernel';
import type { AgencyId, ChildId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { episode, leadOf, leadsOf } from './episode.js';
import type { Open } from './episode.js';
import type { EpisodeFact } from './facts.js';
import { agreeToNomination, assignInterimLead, nominate } from './leading.js';
import { closeEpisode, leaveLead, removeTeamMember, takeOver } from './leaving.js';
import type { Successor } from './leaving.js';
import {
  ActionsStillOpen,
  EpisodeIsClosed,
  NobodyLeads,
  NobodyLeadsYet,
  NotOfTheTeam,
  NotPractisingThere,
  OnlyTheLeadCloses,
  SomebodyElseLeads,
  SomebodyLeads,
} from './refusals.js';
import {
  centre,
  familySessions,
  interim,
  notDone,
  planned,
  teacher,
} from './testing/ashcombe-plan.js';

const school: AgencyId = idFrom('school');
const head: PractitionerId = idFrom('head teacher');
const midwife: PractitionerId = idFrom('midwife');
const trust: AgencyId = idFrom('health trust');
const byWork = (agency: AgencyId) => ({
  worksAt: [{ agency, role: 'practitioner', from: localDate('2025-01-01') }],
  excluded: false,
});
const successor: Successor = { lead: head, agency: school, colleague: byWork(school) };
const elsewhere = { ...successor, agency: trust };
const began = on('2026-01-14', interim);
const left: EpisodeFact = { type: 'LeadLeft', data: { lead: teacher, agency: school } };
const interimHead: EpisodeFact = {
  type: 'InterimLeadAssigned',
  data: { lead: head, agency: school },
};
const joined: EpisodeFact = {
  type: 'TeamMemberJoined',
  data: { member: midwife, agency: trust, role: 'midwife' },
};

describe('a lead who leaves', () => {
  it('leaves the episode without one, or to somebody who takes over in the interim', () => {
    given(episode, began)
      .when(leaveLead({ lead: teacher }), '2026-03-30')
      .then(left);
    given(episode, began)
      .when(leaveLead({ lead: teacher, successor }), '2026-03-30')
      .then(left, interimHead);
  });

  it('is the one who leads, and has led by then', () => {
    given(episode)
      .when(leaveLead({ lead: teacher }))
      .refuses(NobodyLeadsYet);
    given(episode, began)
      .when(leaveLead({ lead: head }))
      .refuses(SomebodyElseLeads);
    given(episode, began, left)
      .when(leaveLead({ lead: teacher }))
      .refuses(NobodyLeads, /interim/);
    given(episode, began)
      .when(leaveLead({ lead: teacher }), '2026-01-13')
      .refuses(BeforeWhatItAnswers);
  });

  it('hands over to somebody who works there only', () =>
    given(episode, began)
      .when(leaveLead({ lead: teacher, successor: elsewhere }), '2026-03-30')
      .refuses(NotPractisingThere));

  it('is remembered as one who led until then, and nobody leads', () => {
    const state = fold(episode, began, on('2026-03-30', left));
    expect(leadOf(state as Open)).toBeUndefined();
    expect(leadsOf(state)).toMatchObject([
      {
        lead: teacher,
        until: { occurredPrecision: 'day', occurredAt: '2026-03-30T11:00:00.000Z' },
      },
    ]);
  });
});

describe('somebody takes over', () => {
  it('once nobody leads, from the day on which the lead left', () => {
    const gap = [began, on('2026-03-30', left)];
    given(episode, ...gap)
      .when(takeOver(successor), '2026-04-07')
      .then(interimHead);
    given(episode, ...gap)
      .when(takeOver(successor), '2026-03-29')
      .refuses(BeforeWhatItAnswers);
    given(episode, ...gap)
      .when(takeOver(elsewhere), '2026-04-07')
      .refuses(NotPractisingThere);
  });

  it('and not while somebody does', () => {
    given(episode, began).when(takeOver(successor)).refuses(SomebodyLeads);
    given(episode, began, left, interimHead).when(takeOver(successor)).nothing();
    given(episode).when(takeOver(successor)).refuses(NobodyLeadsYet);
  });

  it('by a checklist that is completed meanwhile, too', () =>
    given(episode, began, left)
      .when(assignInterimLead({ lead: head, agency: school }))
      .then(interimHead));

  it('by a nomination that all agree to: it is handed over by the one who led last', () => {
    const nominated = { nominee: head, agency: school, by: teacher };
    given(episode, began, left)
      .when(nominate(nominated, successor.colleague))
      .then({ type: 'LeadNominated', data: nominated });
    const agreed = (by: 'family' | 'agency' | 'nominee') => ({ by, nominee: head, person: head });
    given(
      episode,
      began,
      left,
      { type: 'LeadNominated', data: nominated },
      { type: 'NominationAgreed', data: agreed('family') },
      { type: 'NominationAgreed', data: agreed('agency') },
    )
      .when(agreeToNomination(agreed('nominee')))
      .then(
        { type: 'NominationAgreed', data: agreed('nominee') },
        { type: 'LeadHandedOver', data: { from: teacher, to: head, agency: school } },
      );
  });
});

describe('a member of the team', () => {
  const gone: EpisodeFact = { type: 'TeamMemberLeft', data: { member: midwife, agency: trust } };

  it('is removed, with the agency that they came from', () => {
    given(episode, began, joined)
      .when(removeTeamMember({ member: midwife }), '2026-03-30')
      .then(gone);
    expect(fold(episode, began, joined, gone)).toMatchObject({ team: [] });
  });

  it('is of the team, and may join it again', () => {
    given(episode, began)
      .when(removeTeamMember({ member: midwife }))
      .refuses(NotOfTheTeam);
    given(episode, began, joined, gone)
      .when(removeTeamMember({ member: midwife }))
      .refuses(NotOfTheTeam);
    expect(fold(episode, began, joined, gone, joined)).toMatchObject({
      team: [{ member: midwife }],
    });
  });
});

describe('closing', () => {
  const close = (reason: 'needs_met' | 'could_not_contact') =>
    closeEpisode({ reason, by: teacher });

  it('as needs met waits for every action', () => {
    given(episode, ...planned)
      .when(close('needs_met'))
      .refuses(ActionsStillOpen, /done or not/);
    given(
      episode,
      ...planned,
      { type: 'ActionDone', data: { action: familySessions, agency: centre } },
      notDone,
    )
      .when(close('needs_met'))
      .then({ type: 'EpisodeClosed', data: { reason: 'needs_met', by: teacher } });
  });

  it('for another reason does not', () =>
    given(episode, ...planned)
      .when(close('could_not_contact'))
      .thenTypes('EpisodeClosed'));

  it('is for the lead, while somebody leads', () => {
    const byHead = closeEpisode({ reason: 'could_not_contact', by: head });
    given(episode, ...planned)
      .when(byHead)
      .refuses(OnlyTheLeadCloses, /Ask the lead/);
    given(episode, ...planned, left)
      .when(byHead)
      .thenTypes('EpisodeClosed');
    given(episode, ...planned, left, interimHead)
      .when(byHead)
      .thenTypes('EpisodeClosed');
  });

  it('of an episode that nobody ever led is possible: it may be opened in error', () =>
    given(episode)
      .when(closeEpisode({ reason: 'opened_in_error', by: teacher }))
      .then({ type: 'EpisodeClosed', data: { reason: 'opened_in_error', by: teacher } }));

  it('names the children whom nothing else here names, so that it ends for them', () => {
    const child: ChildId = idFrom('younger child');
    const error = closeEpisode({ reason: 'opened_in_error', by: teacher, children: [child] });
    const closed: EpisodeFact = {
      type: 'EpisodeClosed',
      data: { reason: 'opened_in_error', by: teacher, children: [child] },
    };
    given(episode).when(error).then(closed);
    expect(fold(episode, closed)).toMatchObject({ was: { helped: [child] } });
    given(episode, { type: 'ChildrenJoined', data: { children: [child] } })
      .when(error)
      .then({ type: 'EpisodeClosed', data: { reason: 'opened_in_error', by: teacher } });
  });

  it('happens once; asked for again with the same reason there is nothing to say', () => {
    const closed: EpisodeFact = {
      type: 'EpisodeClosed',
      data: { reason: 'opened_in_error', by: teacher },
    };
    given(episode, closed)
      .when(closeEpisode({ reason: 'opened_in_error', by: head }))
      .nothing();
    given(episode, closed).when(close('needs_met')).refuses(EpisodeIsClosed);
  });

  it('does not precede the lead, or the leaving', () => {
    const before = closeEpisode({ reason: 'could_not_contact', by: teacher });
    given(episode, began).when(before, '2026-01-13').refuses(BeforeWhatItAnswers);
    given(episode, began, on('2026-03-30', left))
      .when(before, '2026-03-29')
      .refuses(BeforeWhatItAnswers);
  });

  it('keeps what the help was', () =>
    expect(
      fold(episode, ...planned, {
        type: 'EpisodeClosed',
        data: { reason: 'could_not_contact', by: teacher },
      }),
    ).toMatchObject({ stage: 'closed', was: { stage: 'planned', lead: { lead: teacher } } }));
});
