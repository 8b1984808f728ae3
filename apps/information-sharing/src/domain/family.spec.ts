import { idFrom } from '@onestory/kernel';
import type { CarerId, ChildId } from '@onestory/kernel';
import {
  coveredAtFirst,
  exclusionOf,
  isOfFamily,
  notYetHeardOf,
  refuseOthersWithdrawal,
  responsibilitiesOf,
  speakingOf,
} from './family.js';
import type { Spoken } from './consent.js';
import type { Family } from './family.js';
import { NotOfThisFamily, NotTheirsToWithdraw, OneExclusionAtATime } from './refusals.js';

const younger: ChildId = idFrom('younger');
const elder: ChildId = idFrom('elder');
const sister: ChildId = idFrom('sister of them');
const mother: CarerId = idFrom('mother');
const partner: CarerId = idFrom('partner');

const cares = (carer: CarerId, parentalResponsibility: 'yes' | 'no' | 'unknown') => ({
  carer,
  parentalResponsibility,
});
const family: Family = {
  children: [younger, elder],
  known: [
    { child: younger, carers: [cares(mother, 'yes'), cares(partner, 'yes')] },
    { child: elder, carers: [cares(mother, 'yes'), cares(partner, 'unknown')] },
  ],
  siblings: [sister],
  sixteen: [sister],
};

describe('whom a consent covers at first', () => {
  it.each([
    ['all children of whom the giver has parental responsibility', mother, [younger, elder]],
    ['those of whom it is certain', partner, [younger]],
  ])('are %s', (_who, giver, covered) =>
    expect(coveredAtFirst(family, giver, 'parental_responsibility')).toEqual(covered),
  );

  it('is the giver alone, who decides for itself, also before it joins', () => {
    expect(coveredAtFirst(family, elder, 'competent_child')).toEqual([elder]);
    expect(coveredAtFirst(family, sister, 'young_person')).toEqual([sister]);
  });

  it('are all, for the refusal to name, where the giver is responsible for none', () =>
    expect(coveredAtFirst(family, sister, 'parental_responsibility')).toEqual([younger, elder]));

  it('is nobody where the giver is not of the family', () =>
    expect(() => coveredAtFirst(family, idFrom('neighbour'), 'parental_responsibility')).toThrow(
      NotOfThisFamily,
    ));
});

describe('a family', () => {
  it('is its children, their carers, and their brothers and sisters', () => {
    expect([younger, sister, partner].map((one) => isOfFamily(family, one))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isOfFamily(family, idFrom('neighbour'))).toBe(false);
  });

  it('says of each child whether a person is responsible: who is not among its carers is not', () =>
    expect(responsibilitiesOf(family, sister).map((it) => it.parentalResponsibility)).toEqual([
      'no',
      'no',
    ]));

  it('may hold children of whom nothing was heard yet', () =>
    expect(notYetHeardOf({ ...family, known: family.known.slice(1) })).toEqual([younger]));
});

describe('whoever speaks', () => {
  it('does so as sixteen once the index has noted it', () => {
    const own = (giver: ChildId) =>
      speakingOf(idFrom('episode'), family, { giver, capacity: 'young_person' });
    expect(own(sister)).toMatchObject({ giver: sister, sixteen: true, children: [sister] });
    expect(own(elder)).toMatchObject({ giver: elder, sixteen: false, children: [elder] });
  });
});

describe('the withdrawal of what somebody else has said', () => {
  const said = (capacity: string, children: readonly ChildId[]): Spoken =>
    ({ stage: 'in force', giver: mother, given: { capacity, children } }) as unknown as Spoken;
  const refuse = (it: Spoken, by: CarerId | ChildId) => () =>
    refuseOthersWithdrawal(family, it, by);

  it('is for whom else has parental responsibility of a child that it covers', () => {
    expect(refuse(said('parental_responsibility', [younger]), mother)).not.toThrow();
    expect(refuse(said('parental_responsibility', [younger]), partner)).not.toThrow();
    expect(refuse(said('parental_responsibility', [elder]), partner)).toThrow(NotTheirsToWithdraw);
    expect(refuse(said('competent_child', [younger]), partner)).toThrow(NotTheirsToWithdraw);
  });

  it("is nobody else's when it is not in force", () => {
    const refused = { stage: 'refused', giver: mother } as unknown as Spoken;
    expect(refuse(refused, partner)).toThrow(NotTheirsToWithdraw);
  });
});

describe('an exclusion', () => {
  it('names a person, or describes one', () => {
    const practitioner = idFrom<never>('somebody');
    expect(exclusionOf({ practitioner })).toEqual({ practitioner });
    expect(exclusionOf({ text: 'the man next door' })).toEqual({ text: 'the man next door' });
  });

  it.each([[{}], [{ text: ' ' }], [{ text: 'both', practitioner: idFrom<never>('somebody') }]])(
    'is one of the two: %j',
    (said) => expect(() => exclusionOf(said)).toThrow(OneExclusionAtATime),
  );
});
