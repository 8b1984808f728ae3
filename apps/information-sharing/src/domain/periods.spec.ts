import { covers, idFrom, localDate, onDay } from '@onestory/kernel';
import type { AgencyId, CarerId, ChildId, EpisodeId, Moment } from '@onestory/kernel';
import { fold, on } from '@onestory/testing';
import { consent, consentIdOf } from './consent.js';
import type { ConsentFact, Given } from './consent.js';
import { periodsOf } from './periods.js';

const episode: EpisodeId = idFrom('episode');
const mother: CarerId = idFrom('mother');
const younger: ChildId = idFrom('younger child');
const trust: AgencyId = idFrom('health trust');
const police: AgencyId = idFrom('police');
const day = (text: string): Moment => onDay(localDate(text));

describe('what held when', () => {
  const given: Given = {
    episode,
    giver: mother,
    children: [younger],
    scope: { purposes: ['assessment'], agencies: [trust] },
    exclusions: [{ text: 'Not the neighbours' }, { practitioner: idFrom('the brother') }],
    capacity: 'parental_responsibility',
    understoodBy: { language: 'en', interpreter: 'none' },
  };
  const agreed: ConsentFact = {
    type: 'ParticipationAgreed',
    data: { episode, giver: mother, serviceNotConditional: true },
  };
  const consented: ConsentFact = { type: 'ConsentGiven', data: given };
  const withdrawn: ConsentFact = {
    type: 'ConsentWithdrawn',
    data: { episode, giver: mother, children: [younger], by: mother },
  };

  it('is told by the stream, withdrawn consents included', () => {
    const it = fold(
      consent,
      on('2026-01-16', agreed),
      on('2026-01-16', consented),
      on('2026-03-20', withdrawn),
      on('2026-04-01', consented),
    );
    const periods = periodsOf(consentIdOf(episode, mother), it);
    const coveredOn = (date: string) =>
      covers(periods, { at: day(date), episode, children: [younger], recipient: trust });
    expect(periods.map(({ from, until }) => [from, until])).toEqual([
      [day('2026-01-16'), day('2026-03-20')],
      [day('2026-04-01'), undefined],
    ]);
    expect(coveredOn('2026-03-10')).toBe(true);
    expect(coveredOn('2026-03-25')).toBe(false);
    expect(coveredOn('2026-04-02')).toBe(true);
    expect(periods[0]?.excluded).toEqual([idFrom('the brother')]);
  });
  it('holds refusals until their giver consents to the same', () => {
    const refused: ConsentFact = {
      type: 'ConsentRefused',
      data: {
        ...{ episode, giver: mother, children: [younger] },
        ...{ agencies: [trust, police], capacity: 'parental_responsibility' },
      },
    };
    const it = fold(
      consent,
      on('2026-01-16', agreed),
      on('2026-01-20', refused),
      on('2026-02-01', consented),
    );
    const refusals = periodsOf(consentIdOf(episode, mother), it).filter(({ kind }) => kind);
    expect(refusals.map(({ agencies, from, until }) => [agencies, from, until])).toEqual([
      [[trust], day('2026-01-20'), day('2026-02-01')],
      [[police], day('2026-01-20'), undefined],
    ]);
  });
});
