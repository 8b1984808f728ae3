import { idFrom } from '@onestory/kernel';
import type { AgencyId, ChildId, LocalDate, PersonId, PractitionerId } from '@onestory/kernel';
import type { Colleague } from '../colleague.js';
import type { EpisodeFact, Party } from '../facts.js';
import { agreeToNomination } from '../leading.js';

export const school: AgencyId = idFrom('school');
export const trust: AgencyId = idFrom('trust');
export const charity: AgencyId = idFrom('charity');
export const teacher: PractitionerId = idFrom('teacher');
export const healthVisitor: PractitionerId = idFrom('health visitor');
export const midwife: PractitionerId = idFrom('midwife');
export const manager: PractitionerId = idFrom('manager');
export const mother: PersonId = idFrom('mother');

export const [younger, elder, unborn]: [ChildId, ChildId, ChildId] = [
  idFrom('younger'),
  idFrom('elder'),
  idFrom('unborn'),
];

/** A practitioner of any of these agencies, whom the family has not excluded. */
export const welcome: Colleague = {
  worksAt: [school, trust, charity].map((agency) => ({
    agency,
    role: 'practitioner',
    from: '2024-09-01' as LocalDate,
  })),
  excluded: false,
};

export const interim: EpisodeFact = {
  type: 'InterimLeadAssigned',
  data: { lead: teacher, agency: school },
};

export const nominated: EpisodeFact = {
  type: 'LeadNominated',
  data: { nominee: healthVisitor, agency: trust, by: teacher },
};

export const agreed = (by: Party, person: PersonId | PractitionerId): EpisodeFact => ({
  type: 'NominationAgreed',
  data: { by, nominee: healthVisitor, person },
});

export const agree = (by: Party, person: PersonId | PractitionerId) =>
  agreeToNomination({ by, nominee: healthVisitor, person });

export const handedOver: EpisodeFact = {
  type: 'LeadHandedOver',
  data: { from: teacher, to: healthVisitor, agency: trust },
};

export const byAll = [
  nominated,
  agreed('family', mother),
  agreed('agency', manager),
  agreed('nominee', healthVisitor),
  handedOver,
];

export const closed: EpisodeFact = {
  type: 'EpisodeClosed',
  data: { reason: 'could_not_contact', by: teacher },
};
