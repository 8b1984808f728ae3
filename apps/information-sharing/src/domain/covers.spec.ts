import { idFrom, instant, localDate, onDay } from '@onestory/kernel';
import type { AgencyId, CarerId, ChildId, EpisodeId, Moment } from '@onestory/kernel';
import { fold, on } from '@onestory/testing';
import { consent, consentIdOf } from './consent.js';
import type { ConsentFact, Given } from './consent.js';
import { coveringConsents, covers, periodsOf } from './covers.js';
import type { ConsentPeriod, Disclosure } from './covers.js';

const episode: EpisodeId = idFrom('episode');
const mother: CarerId = idFrom('mother');
const younger: ChildId = idFrom('younger child');
const elder: ChildId = idFrom('elder child');
const baby: ChildId = idFrom('baby');
const trust: AgencyId = idFrom('health trust');
const police: AgencyId = idFrom('police');
const stranger: AgencyId = idFrom('another agency');

const day = (text: string): Moment => onDay(localDate(text));
const hers: ConsentPeriod = {
  consent: consentIdOf(episode, mother),
  episode,
  giver: mother,
  capacity: 'parental_responsibility',
  children: [younger, elder],
  purposes: ['assessment'],
  agencies: [trust],
  panelAgencies: [police],
  excluded: [],
  from: day('2026-01-16'),
};
const own: ConsentPeriod = {
  ...hers,
  consent: consentIdOf(episode, elder),
  giver: elder,
  capacity: 'competent_child',
  children: [elder],
};
const sharing: Disclosure = {
  at: day('2026-02-25'),
  episode,
  children: [younger],
  recipient: trust,
};
const covered = (consents: readonly ConsentPeriod[], change: Partial<Disclosure> = {}) =>
  covers(consents, { ...sharing, ...change });

describe('consent covers a disclosure', () => {
  it('to an agency that it names, and to no other', () => {
    expect(covered([hers])).toBe(true);
    expect(covered([hers], { recipient: stranger })).toBe(false);
    expect(covered([])).toBe(false);
  });

  it('within its episode and its purposes', () => {
    expect(covered([hers], { episode: idFrom('another episode') })).toBe(false);
    expect(covered([hers], { purpose: 'assessment' })).toBe(true);
    expect(covered([hers], { purpose: 'planning' })).toBe(false);
  });

  it("to the agencies of the panel's seats for the panel's item only", () => {
    expect(covered([hers], { recipient: police })).toBe(false);
    expect(covered([hers], { recipient: police, forPanelItem: true })).toBe(true);
  });

  it('from the day it was given, not before', () => {
    expect(covered([hers], { at: day('2026-01-15') })).toBe(false);
    expect(covered([hers], { at: { occurredAt: instant('2026-01-16T08:00:00Z') } })).toBe(true);
  });

  it('until the instant it is withdrawn', () => {
    const until = { occurredAt: instant('2026-03-20T10:00:00Z') };
    const at = (time: string) => ({ at: { occurredAt: instant(time) } });
    expect(covered([{ ...hers, until }], at('2026-03-20T09:59:59Z'))).toBe(true);
    expect(covered([{ ...hers, until }], at('2026-03-20T10:00:00Z'))).toBe(false);
  });

  it('of all its children together or of none', () => {
    expect(covered([hers], { children: [younger, elder] })).toBe(true);
    expect(covered([hers], { children: [younger, baby] })).toBe(false);
    expect(covered([hers], { children: [] })).toBe(false);
  });

  it('of a child who joined or was born since, where the giver has parental responsibility', () => {
    const responsible = [{ carer: mother, child: baby }];
    expect(covered([hers], { children: [younger, baby], responsible })).toBe(true);
    expect(covered([hers], { children: [baby], responsible: [] })).toBe(false);
  });

  it('by several givers, each for their own', () =>
    expect(
      coveringConsents([{ ...hers, children: [younger] }, own], {
        ...sharing,
        children: [younger, elder],
      }),
    ).toEqual([hers.consent, own.consent]));
});

describe("a child's own decision", () => {
  const about = { children: [elder] };
  const withdrawnOwn = { ...own, until: day('2026-02-01') };

  it('stands beside that of its parents while the child is under 16', () =>
    expect(covered([hers, { ...own, agencies: [stranger] }], about)).toBe(true));

  it('stands alone from 16', () => {
    const young = { ...own, capacity: 'young_person', agencies: [stranger] } as const;
    expect(covered([hers, young], about)).toBe(false);
    expect(covered([hers, young], { ...about, recipient: stranger })).toBe(true);
  });

  it('is not overruled once it is withdrawn', () => {
    expect(covered([hers, withdrawnOwn], about)).toBe(false);
    expect(covered([hers, withdrawnOwn], { ...about, at: day('2026-01-31') })).toBe(true);
    expect(covered([hers, withdrawnOwn], { children: [younger] })).toBe(true);
  });

  it('may be given again', () =>
    expect(covered([hers, withdrawnOwn, { ...own, from: day('2026-02-10') }], about)).toBe(true));
});

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
    expect(periods.map(({ from, until }) => [from, until])).toEqual([
      [day('2026-01-16'), day('2026-03-20')],
      [day('2026-04-01'), undefined],
    ]);
    expect(covered(periods, { at: day('2026-03-10') })).toBe(true);
    expect(covered(periods, { at: day('2026-03-25') })).toBe(false);
    expect(covered(periods, { at: day('2026-04-02') })).toBe(true);
    expect(periods[0]?.excluded).toEqual([idFrom('the brother')]);
  });
});
