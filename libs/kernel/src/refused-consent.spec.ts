import { barringRefusals, consentPeriods } from './consents.js';
import type { ConsentPeriod, ConsentSaid } from './consents.js';
import { idFrom } from './ids.js';
import type { CarerId } from './ids.js';
import {
  covered,
  day,
  elder,
  hers,
  own,
  police,
  sharing,
  trust,
  younger,
} from './testing/consents.js';

describe('a refusal', () => {
  const father: CarerId = idFrom('father');
  const refused: ConsentPeriod = {
    ...hers,
    kind: 'refusal',
    consent: idFrom('word of the father'),
    giver: father,
    purposes: [],
    panelAgencies: [],
    from: day('2026-02-01'),
  };
  const decided = (on: string, change: Partial<ConsentPeriod> = {}): ConsentPeriod => ({
    ...refused,
    kind: 'decision',
    consent: idFrom('sharing'),
    from: day(on),
    ...change,
  });

  it('bars the recipient that it names, whoever else consents, and no other', () => {
    const wider = { ...hers, agencies: [trust, police] };
    expect(covered([wider, refused])).toBe(false);
    expect(barringRefusals([wider, refused], sharing)).toEqual([refused.consent]);
    expect(covered([wider, refused], { recipient: police })).toBe(true);
    expect(covered([wider, refused], { at: day('2026-01-31') })).toBe(true);
  });

  it('bars the seat of a panel as well', () =>
    expect(
      covered([hers, { ...refused, agencies: [police] }], {
        recipient: police,
        forPanelItem: true,
      }),
    ).toBe(false));

  it('is about the children of its giver, those who joined since included', () => {
    const ofYounger = { ...refused, children: [younger] };
    expect(covered([hers, ofYounger], { children: [elder] })).toBe(true);
    const responsible = [{ carer: father, child: elder }];
    expect(covered([hers, ofYounger], { children: [elder], responsible })).toBe(false);
  });

  it('that names nobody is known, and bars nobody: one consent is enough to work with', () =>
    expect(covered([hers, { ...refused, agencies: [] }])).toBe(true));

  it('of a child who decides for itself bars everybody when it names nobody', () => {
    const plain = { ...own, kind: 'refusal', agencies: [], from: day('2026-02-01') } as const;
    expect(covered([hers, plain], { children: [elder] })).toBe(false);
    expect(covered([hers, plain], { children: [younger] })).toBe(true);
  });

  it('bars until the lead has decided to share with that agency all the same', () => {
    const at = { at: day('2026-03-01') };
    expect(covered([hers, refused, decided('2026-02-10')], at)).toBe(true);
    expect(covered([hers, refused, decided('2026-02-10')], { at: day('2026-02-09') })).toBe(false);
    expect(covered([hers, refused, decided('2026-02-10', { agencies: [police] })], at)).toBe(false);
    expect(covered([hers, refused, decided('2026-02-10', { children: [elder] })], at)).toBe(false);
  });

  it('that comes after such a decision bars again', () =>
    expect(covered([hers, refused, decided('2026-01-20')])).toBe(false));

  it('is lifted, agency by agency, when its giver consents', () => {
    const { from: _from, kind: _kind, ...given } = refused;
    const said: readonly ConsentSaid[] = [
      {
        consent: refused.consent,
        sequence: 1n,
        at: day('2026-02-01'),
        terms: { ...given, kind: 'refusal', agencies: [trust, police] },
      },
      {
        consent: refused.consent,
        sequence: 2n,
        at: day('2026-02-10'),
        terms: { ...given, agencies: [trust] },
      },
    ];
    const periods = [hers, ...consentPeriods(said.toReversed())];
    const at = day('2026-03-01');
    expect(covered(periods, { at })).toBe(true);
    expect(barringRefusals(periods, { ...sharing, at, recipient: police })).toHaveLength(1);
    expect(covered(periods, { at: day('2026-02-05') })).toBe(false);
  });
});
