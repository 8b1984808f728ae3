import { idFrom, instant, localDate, onDay } from '@onestory/kernel';
import type {
  AgencyId,
  CarerId,
  ChildId,
  ConsentId,
  ConsentSaid,
  ConsentTerms,
  EpisodeId,
  Moment,
  ReferralId,
} from '@onestory/kernel';
import { lostConsent } from './resting-on-consent.js';
import type { RestingReferral } from './resting-on-consent.js';

const day = (text: string): Moment => onDay(localDate(text));
const consent: ConsentId = idFrom('consent of the mother');
const mother: CarerId = idFrom('mother');
const child: ChildId = idFrom('younger child');
const baby: ChildId = idFrom('baby');
const service: AgencyId = idFrom('counselling service');

const referral: RestingReferral = {
  referral: idFrom<ReferralId>('referral'),
  episode: idFrom<EpisodeId>('episode'),
  children: [child],
  to: service,
  consents: [consent],
  sentAt: day('2026-03-26'),
};
const terms: ConsentTerms = {
  consent,
  episode: referral.episode,
  giver: mother,
  capacity: 'parental_responsibility',
  children: [child],
  purposes: ['requests_for_services'],
  agencies: [service],
  panelAgencies: [],
};
const word = (sequence: bigint, on: string, said?: Partial<ConsentTerms>): ConsentSaid => ({
  consent,
  sequence,
  at: day(on),
  ...(said && { terms: { ...terms, ...said } }),
});
const given = word(1n, '2026-01-16', {});
const lost = (said: readonly ConsentSaid[], it = referral) =>
  lostConsent(it, { said, responsible: [{ carer: mother, child: baby }] });

describe('a referral that rests on consent', () => {
  it('keeps it as long as it is neither withdrawn nor given for less', () => {
    expect(lost([given])).toBeUndefined();
    expect(lost([given, word(2n, '2026-04-01', { children: [child, baby] })])).toBeUndefined();
  });

  it('loses it when it is withdrawn, also where it is given again later', () => {
    const withdrawn = word(2n, '2026-04-01');
    const expected = { consent, at: day('2026-04-01'), heldWhenSent: true, refused: false };
    expect(lost([given, withdrawn])).toEqual(expected);
    expect(lost([word(3n, '2026-04-10', {}), withdrawn, given])).toEqual(expected);
  });

  it('loses it when it is given anew without this service, this purpose or this child', () => {
    const narrowed = [{ agencies: [] }, { purposes: ['assessment'] }, { children: [baby] }];
    for (const less of narrowed)
      expect(lost([given, word(2n, '2026-04-01', less)])).toMatchObject({ at: day('2026-04-01') });
  });

  it('never had it where it was withdrawn before, unheard: lost from the beginning', () =>
    expect(lost([given, word(2n, '2026-03-20')])).toEqual({
      consent,
      at: referral.sentAt,
      heldWhenSent: false,
      refused: false,
    }));

  it('on the day it was withdrawn: it had it if the withdrawal was recorded after the sending', () => {
    const recorded = (time: string) => ({ recordedAt: instant(`2026-03-26T${time}:00Z`) });
    const sent = { ...referral, sentAt: { ...referral.sentAt, ...recorded('10:00') } };
    const withdrawal = word(2n, '2026-03-26');
    const at = (time: string) => ({ ...withdrawal, at: { ...withdrawal.at, ...recorded(time) } });
    const before = { consent, at: day('2026-03-26'), heldWhenSent: false, refused: false };
    expect(lost([given, at('09:00')], sent)).toEqual(before);
    expect(lost([given, at('11:00')], sent)).toEqual({ ...before, heldWhenSent: true });
  });

  it('has it where it was withdrawn before, and given again by then', () =>
    expect(lost([given, word(2n, '2026-03-20'), word(3n, '2026-03-26', {})])).toBeUndefined());

  it('loses it when the other parent refuses the receiver afterwards, also if the lead decides otherwise later', () => {
    const father: CarerId = idFrom('father');
    const of = { giver: father, consent: idFrom<ConsentId>('word of the father') };
    const refusal = (on: string, agencies: readonly AgencyId[]): ConsentSaid => ({
      ...word(1n, on, { ...of, kind: 'refusal', agencies, purposes: [] }),
      consent: of.consent,
    });
    const decided = word(1n, '2026-04-02', { kind: 'decision', consent: idFrom('decisions') });
    const expected = { consent, at: day('2026-04-01'), heldWhenSent: true, refused: true };
    expect(lost([given, refusal('2026-04-01', [service])])).toEqual(expected);
    expect(lost([decided, refusal('2026-04-01', [service]), given])).toEqual(expected);
    expect(lost([given, refusal('2026-04-01', [idFrom('police')])])).toBeUndefined();
    expect(lost([given, refusal('2026-04-01', [])])).toBeUndefined();
    expect(lost([given, refusal('2026-03-20', [service])])).toMatchObject({
      heldWhenSent: false,
      refused: true,
    });
  });

  it('covers a child born since, where its giver has parental responsibility', () => {
    const ofBaby = { ...referral, children: [child, baby] };
    expect(lost([given], ofBaby)).toBeUndefined();
    expect(lost([given, word(2n, '2026-04-01', { agencies: [] })], ofBaby)).toBeDefined();
  });
});
