import { idFrom, localDate, onDay } from '@onestory/kernel';
import type { AgencyId, ConsentSaid, ConsentTerms, Moment } from '@onestory/kernel';
import { consentToAssess } from './consent-to-assess.js';
import type { AskedToAssess } from './consent-to-assess.js';
import { baby, elder, episode, mother, younger } from './testing/household.js';

const school: AgencyId = idFrom('primary school');
const day = (text: string): Moment => onDay(localDate(text));
const terms: ConsentTerms = {
  consent: idFrom('consent of the mother'),
  episode,
  giver: mother,
  capacity: 'parental_responsibility',
  children: [younger, elder],
  purposes: ['assessment', 'planning'],
  agencies: [school],
  panelAgencies: [],
};
const given = (more: Partial<ConsentTerms> = {}): ConsentSaid => {
  const said = { ...terms, ...more };
  return { consent: said.consent, sequence: 1n, at: day('2026-01-16'), terms: said };
};
const withdrawn: ConsentSaid = { consent: terms.consent, sequence: 2n, at: day('2026-02-01') };
const asked: AskedToAssess = {
  at: day('2026-01-19'),
  episode,
  children: [younger, elder],
  recipient: school,
};
const decided = (said: readonly ConsentSaid[], more: Partial<AskedToAssess> = {}) =>
  consentToAssess(said, { ...asked, ...more });

describe('consent to an assessment', () => {
  it('is given for the children that it names, to the agency that assesses', () => {
    expect(decided([given()])).toBe('given');
    expect(decided([given()], { recipient: idFrom('another agency') })).toBe('none');
  });

  it('covers the unborn child of whoever gave it', () => {
    const children = [younger, elder, baby];
    const responsible = [{ carer: mother, child: baby }];
    expect(decided([given()], { children })).toBe('not yet known');
    expect(decided([given()], { children, responsible })).toBe('given');
  });

  it('is not known as long as nobody has spoken for one of the children', () => {
    expect(decided([])).toBe('not yet known');
    const own = { children: [elder], giver: elder, capacity: 'competent_child' } as const;
    expect(decided([given(own)])).toBe('not yet known');
    expect(decided([given(own)], { children: [elder] })).toBe('given');
  });

  it('is none where it holds from a later day, or for something else', () => {
    expect(decided([given()], { at: day('2026-01-15') })).toBe('none');
    expect(decided([given({ purposes: ['planning'] })])).toBe('none');
  });

  it('is withdrawn from the day on which it was withdrawn, whichever is heard first', () => {
    expect(decided([withdrawn, given()], { at: day('2026-02-02') })).toBe('withdrawn');
    expect(decided([given(), withdrawn], { at: day('2026-01-31') })).toBe('given');
  });
});
