import { idFrom } from '@onestory/kernel';
import type { AgencyId, ChildId, ConsentId, PersonId } from '@onestory/kernel';
import { consentsInForce } from './consents.js';
import type { ConsentSaid } from './consents.js';

const younger: ChildId = idFrom('younger');
const elder: ChildId = idFrom('elder');
const unborn: ChildId = idFrom('unborn');
const mother: PersonId = idFrom('mother');
const agencies: readonly AgencyId[] = [idFrom('health')];

const given = (giver: PersonId, capacity: string, ...children: ChildId[]): ConsentSaid => ({
  consent: idFrom<ConsentId>('consent', giver),
  giver,
  given: true,
  capacity,
  children,
  agencies,
});
const withdrawn = ({ consent, giver, children }: ConsentSaid): ConsentSaid => ({
  consent,
  giver,
  given: false,
  children,
  agencies: [],
});

const parental = given(mother, 'parental_responsibility', younger, elder);
const competent = given(elder, 'competent_child', elder);
const responsible = [unborn, younger, elder].map((child) => ({ child, carers: [mother] }));

const covered = (...said: ConsentSaid[]) =>
  consentsInForce(said, [younger, elder, unborn], responsible).flatMap(({ children }) => children);

describe('consents in force for a panel', () => {
  it('cover the children that they name, and those whom the giver is responsible for', () => {
    expect(covered(parental)).toEqual([younger, elder, unborn]);
    expect(consentsInForce([parental], [unborn], [])).toEqual([]);
  });

  it('say which agencies may see the item', () =>
    expect(consentsInForce([parental], [younger], [])).toEqual([
      { consent: parental.consent, agencies, children: [younger] },
    ]));

  it('are over once withdrawn, and in force once given again', () => {
    expect(covered(parental, withdrawn(parental))).toEqual([]);
    expect(covered(parental, withdrawn(parental), parental)).toContain(younger);
  });

  it("of a competent child stand beside its parent's; once withdrawn no parent overrules it", () => {
    expect(covered(parental, competent).filter((it) => it === elder)).toHaveLength(2);
    expect(covered(parental, competent, withdrawn(competent))).not.toContain(elder);
  });

  it('of a young person count alone', () => {
    const young = { ...competent, capacity: 'young_person' };
    expect(covered(parental, young).filter((it) => it === elder)).toHaveLength(1);
  });
});
