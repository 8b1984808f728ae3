import { codec } from '@onestory/event-sourcing';
import type { CodecRules, History } from '@onestory/event-sourcing';
import { each, personal, plain } from '@onestory/personal-data';
import { consent } from '../domain/consent.js';
import type { Consent, ConsentFact } from '../domain/consent.js';

const rules: CodecRules<ConsentFact> = {
  ParticipationAgreed: { episode: plain, giver: plain, serviceNotConditional: plain },
  ConsentGiven: {
    episode: plain,
    giver: plain,
    children: plain,
    scope: plain,
    // A description of somebody outside the register: a text about several people.
    exclusions: each({ practitioner: plain, text: personal((it) => ({ episode: it.episode })) }),
    capacity: plain,
    understoodBy: plain,
  },
  ConsentWithdrawn: {
    episode: plain,
    giver: plain,
    children: plain,
    reason: personal((it) => ({ person: it.giver, class: 'narrative' })),
    by: plain,
  },
  ConsentRefused: {
    episode: plain,
    giver: plain,
    children: plain,
    agencies: plain,
    capacity: plain,
    reason: personal((it) => ({ person: it.giver, class: 'narrative' })),
  },
  CompetenceJudged: {
    episode: plain,
    giver: plain,
    decision: plain,
    by: plain,
    understands: plain,
    retains: plain,
    weighs: plain,
    communicates: plain,
    freeFromPressure: plain,
    competent: plain,
    grounds: personal((it) => ({ person: it.giver, class: 'narrative' })),
  },
};

export const consentHistory: History<Consent, ConsentFact> = {
  evolution: consent,
  codec: codec<ConsentFact>('consent', rules),
  about: (it) => {
    if (it.stage === 'nothing agreed') return {};
    const given = it.stage === 'in force' ? it.given : it.past.at(-1)?.given;
    const children = given?.children ?? it.refused.at(-1)?.children;
    return { episode: it.episode, ...(children && { children }) };
  },
};
