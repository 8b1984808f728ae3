import { consentPeriods, idFrom, localDate, onDay } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  ConsentSaid,
  ConsentTerms,
  EpisodeId,
  PersonId,
} from '@onestory/kernel';
import { consentsToSee } from './consents.js';

const younger: ChildId = idFrom('younger');
const elder: ChildId = idFrom('elder');
const unborn: ChildId = idFrom('unborn');
const mother: PersonId = idFrom('mother');
const health: AgencyId = idFrom('health');
const episode: EpisodeId = idFrom('episode');
const day = (text: string) => onDay(localDate(text));

const terms = (
  giver: PersonId,
  capacity: ConsentTerms['capacity'],
  ...children: ChildId[]
): ConsentTerms => ({
  consent: idFrom<ConsentId>('consent', giver),
  episode,
  giver,
  capacity,
  children,
  purposes: ['assessment'],
  agencies: [],
  panelAgencies: [health],
});
const given = (it: ConsentTerms): Omit<ConsentSaid, 'sequence' | 'at'> => ({
  consent: it.consent,
  terms: it,
});
const withdrawn = ({ consent }: ConsentTerms) => ({ consent });

const parental = terms(mother, 'parental_responsibility', younger, elder);
const competent = terms(elder, 'competent_child', elder);
const responsible = [unborn, younger, elder].map((child) => ({ child, carer: mother }));

/** Said one a day from 1 February; asked on 1 March. */
const basis = (
  words: readonly Omit<ConsentSaid, 'sequence' | 'at'>[],
  children: readonly ChildId[],
  known = responsible,
  at = day('2026-03-01'),
) => {
  const said = words.map((word, n) => ({
    ...word,
    sequence: BigInt(n),
    at: day(`2026-02-0${n + 1}`),
  }));
  const consents = consentPeriods(said);
  return consentsToSee(
    { consents, responsible: known },
    { at, episode, children, recipient: health },
  );
};

describe('consents to see an item of a panel', () => {
  it('cover the children that they name, and those whom the giver is responsible for', () => {
    expect(basis([given(parental)], [younger, elder, unborn])).toEqual([parental.consent]);
    expect(basis([given(parental)], [unborn], [])).toEqual([]);
  });

  it('are for those who sit on the panel, and for others where it is to ask for services', () => {
    const of = (more: Partial<ConsentTerms>) => given({ ...parental, panelAgencies: [], ...more });
    const asked = { agencies: [health], purposes: ['requests_for_services'] };
    expect(basis([of({})], [younger])).toEqual([]);
    expect(basis([of({ agencies: [health] })], [younger])).toEqual([]);
    expect(basis([of(asked)], [younger])).toEqual([parental.consent]);
    expect(basis([given({ ...parental, ...asked, agencies: [] })], [younger])).toHaveLength(1);
  });

  it('hold from the day on which they are given', () => {
    expect(basis([given(parental)], [younger], [], day('2026-01-31'))).toEqual([]);
    expect(basis([given(parental)], [younger], [], day('2026-02-01'))).toHaveLength(1);
  });

  it('are over once withdrawn, and in force once given again', () => {
    const [yes, no] = [given(parental), withdrawn(parental)];
    expect(basis([yes, no], [younger])).toEqual([]);
    expect(basis([yes, no], [unborn])).toEqual([]);
    expect(basis([yes, no, yes], [younger])).toEqual([parental.consent]);
  });

  it("of a competent child stand beside its parent's; once withdrawn no parent overrules it", () => {
    const both = [given(parental), given(competent)];
    expect(new Set(basis(both, [elder]))).toEqual(new Set([parental.consent, competent.consent]));
    expect(basis([...both, withdrawn(competent)], [elder])).toEqual([]);
    expect(basis([...both, withdrawn(competent)], [younger])).toEqual([parental.consent]);
  });

  it('of a young person count alone', () => {
    const young = given({ ...competent, capacity: 'young_person' });
    expect(basis([given(parental), young], [elder])).toEqual([competent.consent]);
  });
});
