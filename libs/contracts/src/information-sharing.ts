import { z } from 'zod';
import {
  agencyId,
  childId,
  consentId,
  contract,
  episodeId,
  personId,
  practitionerId,
} from './published-event.js';

const owner = 'information-sharing';

const consent = consentId.describe('One giver for one episode; given again it is the same consent');
const episode = episodeId;
const giver = personId.describe('A carer or a child');

const SHARING_BASES = [
  'consent_of_another',
  'public_task',
  'legal_obligation',
  'vital_interests',
] as const;

const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
const sibling = '5b1c6f0e-92d3-4c58-8f7a-6f2d9c0e4b02';
const mother = 'c7b2d9a4-1e3f-4a6b-b5c8-0d9e8f7a6b11';
const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
const aConsent = '66c6f507-91a2-53b4-8fd0-4b3c2dbeafa1';
const school = 'e9d8c7b6-a5f4-4e3d-9c2b-1a0f9e8d7c41';
const police = '55b5e4f6-8091-42a3-8ebf-3a2b1cad9e91';
const neighbour = '77d70618-a2b3-44c5-90e1-5c4d3ecfb0b1';

export const ParticipationAgreedV1 = contract({
  type: 'information-sharing.participation-agreed.v1',
  owner,
  fact: 'ParticipationAgreed',
  meaning: 'Somebody of the family agreed to take part; no service depends on it.',
  schema: z.looseObject({ consent, episode, giver }),
  example: { consent: aConsent, episode: anEpisode, giver: mother },
});

export const ConsentGivenV1 = contract({
  type: 'information-sharing.consent-given.v1',
  owner,
  fact: 'ConsentGiven',
  meaning:
    'Somebody consented to sharing, for these children, purposes and agencies; it replaces what the same giver said before in this episode.',
  schema: z.looseObject({
    consent,
    episode,
    giver,
    children: z.array(childId).min(1),
    capacity: z.enum(['parental_responsibility', 'competent_child', 'young_person']),
    purposes: z.array(z.string()).min(1),
    agencies: z.array(agencyId).min(1),
    panelAgencies: z
      .array(agencyId)
      .describe('May see the panel item of this episode, nothing else'),
    excluded: z.array(practitionerId).describe('Barred from the episode while this is in force'),
  }),
  example: {
    consent: aConsent,
    episode: anEpisode,
    giver: mother,
    children: [oneChild, sibling],
    capacity: 'parental_responsibility',
    purposes: ['assessment', 'planning', 'requests_for_services'],
    agencies: [school],
    panelAgencies: [police],
    excluded: [neighbour],
  },
});

export const ConsentWithdrawnV1 = contract({
  type: 'information-sharing.consent-withdrawn.v1',
  owner,
  fact: 'ConsentWithdrawn',
  meaning:
    'From this moment nothing more is shared by this consent; what rests on another basis goes on.',
  schema: z.looseObject({ consent, episode, giver, children: z.array(childId).min(1) }),
  example: {
    consent: aConsent,
    episode: anEpisode,
    giver: mother,
    children: [oneChild, sibling],
  },
});

export const ConsentRefusedV1 = contract({
  type: 'information-sharing.consent-refused.v1',
  owner,
  fact: 'ConsentRefused',
  meaning:
    'Somebody who may speak for these children refused sharing: with the agencies that are named, or plainly, without naming any. Another consent does not overrule it; a decision of the lead does.',
  schema: z.looseObject({
    consent,
    episode,
    giver,
    children: z.array(childId).min(1),
    capacity: z.enum(['parental_responsibility', 'competent_child', 'young_person']),
    agencies: z.array(agencyId).describe('Empty: a plain refusal'),
  }),
  example: {
    consent: aConsent,
    episode: anEpisode,
    giver: mother,
    children: [oneChild, sibling],
    capacity: 'parental_responsibility',
    agencies: [police],
  },
});

export const SharingDecidedV1 = contract({
  type: 'information-sharing.sharing-decided.v1',
  owner,
  fact: 'SharingDecided',
  meaning:
    'The lead decided, for a recorded reason, to share with these agencies although somebody of the family refused it.',
  schema: z.looseObject({
    episode,
    children: z.array(childId).min(1),
    agencies: z.array(agencyId).min(1),
    basis: z.enum(SHARING_BASES),
    despite: z.array(consent).describe('The refusals that were known'),
  }),
  example: {
    episode: anEpisode,
    children: [oneChild],
    agencies: [police],
    basis: 'consent_of_another',
    despite: [aConsent],
  },
});

export const informationSharingContracts = [
  ParticipationAgreedV1,
  ConsentGivenV1,
  ConsentWithdrawnV1,
  ConsentRefusedV1,
  SharingDecidedV1,
] as const;
