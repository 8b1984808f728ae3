import { covers, idFrom, localDate, onDay } from '@onestory/kernel';
import type {
  AgencyId,
  CarerId,
  ChildId,
  ConsentPeriod,
  EpisodeId,
  PractitionerId,
} from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { NobodyRefused, NobodyToShareWith, NoOtherConsent } from './refusals.js';
import { decideToShare, decisionPeriods, sharing } from './sharing.js';
import type { SharingFact, SharingToDecide } from './sharing.js';

const episode: EpisodeId = idFrom('episode');
const mother: CarerId = idFrom('mother');
const father: CarerId = idFrom('father');
const younger: ChildId = idFrom('younger child');
const housing: AgencyId = idFrom('housing');
const police: AgencyId = idFrom('police');
const by: PractitionerId = idFrom('health visitor');
const day = (text: string) => onDay(localDate(text));

const hers: ConsentPeriod = {
  ...{ consent: idFrom('consent of the mother'), episode, giver: mother },
  ...{ capacity: 'parental_responsibility', children: [younger], purposes: ['planning'] },
  ...{ agencies: [housing], panelAgencies: [], from: day('2026-01-16') },
};
const refusal: ConsentPeriod = {
  ...hers,
  kind: 'refusal',
  ...{ consent: idFrom('word of the father'), giver: father, from: day('2026-01-20') },
};
const asked: SharingToDecide = {
  ...{ episode, children: [younger], agencies: [housing], basis: 'consent_of_another', by },
  reason: 'the flat is too small, and the mother asks for it',
  ...{ said: [hers, refusal], responsible: [] },
};
const decide = (change: Partial<SharingToDecide> = {}) => decideToShare({ ...asked, ...change });
const { said, responsible: _known, ...data } = asked;
const decided: SharingFact = {
  type: 'SharingDecided',
  data: { ...data, despite: [refusal.consent] },
};

describe('the decision to share all the same', () => {
  it('names whom it goes against, its basis and its reason', () =>
    given(sharing).when(decide()).then(decided));

  it('lifts what a refusal bars, from then on', () => {
    const words = [...said, ...decisionPeriods(episode, fold(sharing, on('2026-02-01', decided)))];
    const on1 = (date: string) =>
      covers(words, { at: day(date), episode, children: [younger], recipient: housing });
    expect(['2026-01-31', '2026-02-01'].map(on1)).toEqual([false, true]);
  });

  it('is for somebody, about somebody', () => {
    given(sharing)
      .when(decide({ agencies: [] }))
      .refuses(NobodyToShareWith);
    given(sharing)
      .when(decide({ children: [] }))
      .refuses(NobodyToShareWith);
  });

  it('is not needed when nobody has refused, or when it is decided already', () => {
    given(sharing)
      .when(decide({ said: [hers] }))
      .refuses(NobodyRefused);
    given(sharing)
      .when(decide({ agencies: [police] }))
      .refuses(NobodyRefused);
    given(sharing, on('2026-02-01', decided)).when(decide()).refuses(NobodyRefused);
  });

  it("rests on another's consent only when there is one, or on another basis", () => {
    given(sharing)
      .when(decide({ said: [refusal] }))
      .refuses(NoOtherConsent);
    given(sharing)
      .when(decide({ said: [refusal], basis: 'public_task' }))
      .thenTypes('SharingDecided');
  });
});
