import { consentPeriods, coveringConsents } from './consents.js';
import type { ConsentPeriod, ConsentSaid, Disclosure } from './consents.js';
import { idFrom } from './ids.js';
import type { AgencyId, ChildId } from './ids.js';
import {
  covered,
  day,
  elder,
  hers,
  mother,
  own,
  police,
  sharing,
  trust,
  younger,
} from './testing/consents.js';
import { instant } from './time.js';

const baby: ChildId = idFrom('baby');
const stranger: AgencyId = idFrom('another agency');

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

  it('under 16 ends for what it was about, and leaves what its parents gave for other things', () => {
    const toPolice = { ...withdrawnOwn, agencies: [police], panelAgencies: [] };
    expect(covered([hers, toPolice], about)).toBe(true);
    const wider = { ...hers, agencies: [trust, police] };
    expect(covered([wider, toPolice], { ...about, recipient: police })).toBe(false);
    const narrower = { ...own, from: day('2026-02-01'), agencies: [police] };
    expect(covered([hers, withdrawnOwn, narrower], about)).toBe(false);
  });

  it('from 16 ends for everything: nobody else speaks for a young person who has spoken', () => {
    const young = { ...own, capacity: 'young_person', until: day('2026-02-01') } as const;
    expect(covered([hers, { ...young, agencies: [stranger] }], about)).toBe(false);
    expect(covered([hers, young], { children: [younger] })).toBe(true);
  });

  it('may be given again', () =>
    expect(covered([hers, withdrawnOwn, { ...own, from: day('2026-02-10') }], about)).toBe(true));
});

describe('a disclosure that names its basis', () => {
  const father: ConsentPeriod = {
    ...hers,
    consent: idFrom('consent of the father'),
    giver: idFrom('father'),
  };
  const restingOn = [hers.consent];

  it('rests on what it names, and not on what else would cover it', () => {
    expect(coveringConsents([hers, father], { ...sharing, restingOn })).toEqual(restingOn);
    expect(covered([father], { restingOn })).toBe(false);
  });

  it("rests on a child's own consent as well, named or not", () =>
    expect(coveringConsents([hers, own], { ...sharing, children: [elder], restingOn })).toEqual([
      hers.consent,
      own.consent,
    ]));

  it('does not pass over a child who withdrew its own', () => {
    const withdrawn = { ...own, until: day('2026-02-01') };
    expect(covered([hers, withdrawn], { children: [elder], restingOn })).toBe(false);
  });
});

describe('when a consent held', () => {
  const { from: _from, ...terms } = hers;
  const said: readonly ConsentSaid[] = [
    { consent: hers.consent, sequence: 1n, at: day('2026-01-16'), terms },
    { consent: hers.consent, sequence: 2n, at: day('2026-03-20') },
    { consent: own.consent, sequence: 1n, at: day('2026-01-17'), terms: own },
    { consent: hers.consent, sequence: 3n, at: day('2026-04-01'), terms },
    {
      consent: hers.consent,
      sequence: 4n,
      at: day('2026-05-01'),
      terms: { ...terms, kind: 'refusal', agencies: [stranger] },
    },
  ];

  it.each([
    ['in order', said],
    ['in another', said.toReversed()],
  ])('follows from all that was said, heard %s', (_order, heard) => {
    const periods = consentPeriods(heard).filter(
      ({ consent, kind }) => consent === hers.consent && !kind,
    );
    expect(periods.map(({ from, until }) => [from, until])).toEqual([
      [day('2026-01-16'), day('2026-03-20')],
      [day('2026-04-01'), undefined],
    ]);
  });
});

describe('what a day leaves open is settled by the order of recording', () => {
  const morning = instant('2026-03-26T09:00:00Z');
  const noon = instant('2026-03-26T12:00:00Z');
  const evening = instant('2026-03-26T17:00:00Z');
  const onThatDay = day('2026-03-26');
  const withdrawn = (recordedAt: string, at = onThatDay): ConsentPeriod => ({
    ...hers,
    until: { ...at, recordedAt: instant(recordedAt) },
  });
  const shared = (at: Disclosure['at']) => ({ at });

  it('consent withdrawn later on the day of a disclosure covered it, if either is held as a day', () => {
    expect(covered([withdrawn(evening)], shared({ ...onThatDay, recordedAt: morning }))).toBe(true);
    const exact = { occurredAt: evening, recordedAt: morning };
    expect(covered([withdrawn(evening)], shared(exact))).toBe(true);
    const withdrawnAtNine = withdrawn(evening, { occurredAt: morning });
    expect(covered([withdrawnAtNine], shared({ ...onThatDay, recordedAt: noon }))).toBe(true);
  });

  it('consent withdrawn earlier on that day did not, noon or not', () => {
    const exact = { occurredAt: morning, recordedAt: noon };
    expect(covered([withdrawn(morning)], shared(exact))).toBe(false);
    expect(covered([withdrawn(morning)], shared({ ...onThatDay, recordedAt: noon }))).toBe(false);
  });

  it('the same holds for an instant that both have', () => {
    const at = { occurredAt: noon };
    expect(covered([withdrawn(evening, at)], shared({ ...at, recordedAt: noon }))).toBe(true);
    expect(covered([withdrawn(morning, at)], shared({ ...at, recordedAt: noon }))).toBe(false);
  });

  it('instants that differ need no order of recording, nor do days', () => {
    const late = withdrawn('2026-04-09T10:00:00Z', { occurredAt: morning });
    expect(covered([late], shared({ occurredAt: noon, recordedAt: noon }))).toBe(false);
    const dayBefore = withdrawn('2026-04-09T10:00:00Z', day('2026-03-25'));
    expect(covered([dayBefore], shared({ ...onThatDay, recordedAt: noon }))).toBe(false);
  });

  it('what is disclosed now follows all that was recorded', () => {
    expect(covered([withdrawn(morning)], shared({ occurredAt: morning }))).toBe(false);
    expect(
      covered([{ ...hers, from: { ...onThatDay, recordedAt: noon } }], shared(onThatDay)),
    ).toBe(true);
  });
});
