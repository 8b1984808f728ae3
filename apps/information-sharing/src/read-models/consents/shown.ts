import { orElse } from '@onestory/kernel';
import type { ConsentId, Moment } from '@onestory/kernel';
import type { Register } from '@onestory/access';
import { stillRefused } from '../../domain/consent.js';
import type { Exclusion, Given, Spoken } from '../../domain/consent.js';
import { childrenUnder } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import type { ConsentView, GivenConsent } from './consents.query.js';

/** A consent as people read it. */
export const shown = (
  consent: ConsentId,
  it: Spoken,
  family: Family,
  register: Register,
): ConsentView => {
  const { episode, giver, stage, past, judged } = it;
  return {
    consent,
    episode,
    giver,
    stage,
    agreedToTakePart: it.stage === 'not taking part' ? null : it.agreedAt,
    inForce:
      it.stage === 'in force' ? coveringNow(given(it.given, it.from, register), it, family) : null,
    ...(it.stage === 'withdrawn' && { withdrawnAt: it.withdrawnAt }),
    past: past.map((one) => ({ ...given(one.given, one.from, register), until: one.until })),
    refused: stillRefused(it).map(({ agency = null, children, from }) => ({
      ...{ agency, children, from },
    })),
    ...(judged && { judged }),
  };
};

const coveringNow = (it: GivenConsent, { giver }: Spoken, family: Family): GivenConsent =>
  it.capacity === 'parental_responsibility'
    ? { ...it, children: [...new Set([...it.children, ...childrenUnder(family, giver)])] }
    : it;

const given = (it: Given, from: Moment, register: Register): GivenConsent => ({
  from,
  children: it.children,
  purposes: it.scope.purposes,
  agencies: it.scope.agencies,
  panelAgencies: it.scope.panelSeatsOnlyForItem ?? [],
  exclusions: it.exclusions.map((one) => exclusion(one, register)),
  capacity: it.capacity,
  understoodBy: it.understoodBy,
});

const exclusion = (it: Exclusion, register: Register) =>
  'practitioner' in it
    ? {
        practitioner: it.practitioner,
        name: register.practitioner(it.practitioner)?.name ?? null,
      }
    : { text: orElse(it.text, null) };
