import { BeforeWhatItAnswers, idFrom } from '@onestory/kernel';
import type { AgencyId, CarerId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { consent, consentIdOf } from './consent.js';
import type { ConsentFact, Given } from './consent.js';
import { agreeToTakePart, giveConsent, withdrawConsent } from './consenting.js';
import type { ConsentToGive, Responsibility } from './consenting.js';
import {
  NoChildrenCovered,
  NoParentalResponsibility,
  NoScope,
  NothingToWithdraw,
  OnlyForOneself,
  ParentalResponsibilityUnknown,
  ParticipationFirst,
  ServiceMustNotBeConditional,
} from './refusals.js';

const episode: EpisodeId = idFrom('episode');
const mother: CarerId = idFrom('mother');
const younger: ChildId = idFrom('younger child');
const elder: ChildId = idFrom('elder child');
const baby: ChildId = idFrom('unborn baby');

const hers: Given = {
  episode,
  giver: mother,
  children: [younger, elder, baby],
  scope: {
    purposes: ['assessment', 'planning', 'requests_for_services'],
    agencies: [idFrom<AgencyId>('primary school'), idFrom<AgencyId>('health trust')],
    panelSeatsOnlyForItem: [idFrom<AgencyId>('police')],
  },
  exclusions: [{ practitioner: idFrom<PractitionerId>("the partner's brother") }],
  capacity: 'parental_responsibility',
  understoodBy: { language: 'fa-AF', interpreter: 'interpreter' },
};
const responsibleFor = (...children: readonly ChildId[]): readonly Responsibility[] =>
  children.map((child) => ({ child, parentalResponsibility: 'yes' }));
const give = (change: Partial<ConsentToGive> = {}) =>
  giveConsent({
    ...hers,
    responsibilities: responsibleFor(younger, elder, baby),
    sixteen: false,
    ...change,
  });

const agreed: ConsentFact = {
  type: 'ParticipationAgreed',
  data: { episode, giver: mother, serviceNotConditional: true },
};
const consented: ConsentFact = { type: 'ConsentGiven', data: hers };
const withdrawn: ConsentFact = {
  type: 'ConsentWithdrawn',
  data: { episode, giver: mother, children: hers.children, by: mother },
};

describe('taking part', () => {
  const agree = agreeToTakePart({ episode, giver: mother, serviceNotConditional: true });

  it('is agreed once, for one episode and one giver', () => {
    given(consent).when(agree).then(agreed);
    given(consent, agreed).when(agree).nothing();
    expect(consentIdOf(episode, mother)).not.toBe(consentIdOf(episode, elder));
  });

  it('is refused where a service would depend on it', () =>
    given(consent)
      .when(agreeToTakePart({ episode, giver: mother, serviceNotConditional: false }))
      .refuses(ServiceMustNotBeConditional));
});

describe('consent to share', () => {
  it('is asked after taking part, with scope, exclusions, capacity and how it was understood', () => {
    given(consent, agreed).when(give()).then(consented);
    given(consent).when(give()).refuses(ParticipationFirst);
    given(consent, on('2026-01-16', agreed))
      .when(give(), '2026-01-15')
      .refuses(BeforeWhatItAnswers);
  });

  it('names purposes, agencies and children', () => {
    given(consent, agreed)
      .when(give({ scope: { ...hers.scope, agencies: [] } }))
      .refuses(NoScope);
    given(consent, agreed)
      .when(give({ scope: { ...hers.scope, purposes: [] } }))
      .refuses(NoScope);
    given(consent, agreed)
      .when(give({ children: [] }))
      .refuses(NoChildrenCovered);
  });

  it('needs parental responsibility for every child, and "unknown" is not enough', () => {
    const withElder = (parentalResponsibility: 'no' | 'unknown') =>
      give({
        responsibilities: [
          ...responsibleFor(younger, baby),
          { child: elder, parentalResponsibility },
        ],
      });
    given(consent, agreed)
      .when(withElder('no'))
      .refuses(NoParentalResponsibility, /for one of the children\. Ask/);
    given(consent, agreed).when(withElder('unknown')).refuses(ParentalResponsibilityUnknown);
    given(consent, agreed)
      .when(give({ responsibilities: responsibleFor(younger, elder) }))
      .refuses(ParentalResponsibilityUnknown, /Check it/);
  });

  it('by a child who decides for itself is for oneself', () => {
    const own = {
      ...{ giver: elder, children: [elder], capacity: 'young_person' as const },
      ...{ responsibilities: [], sixteen: true },
    };
    given(consent, agreed).when(give(own)).thenTypes('ConsentGiven');
    given(consent, agreed)
      .when(give({ ...own, children: [elder, younger] }))
      .refuses(OnlyForOneself);
  });

  it('says nothing new when given twice, and replaces what held when it differs', () => {
    const narrower = { scope: { ...hers.scope, agencies: hers.scope.agencies.slice(1) } };
    given(consent, agreed, consented).when(give()).nothing();
    given(consent, agreed, consented).when(give(narrower)).thenTypes('ConsentGiven');
  });
});

describe('withdrawing consent', () => {
  const withdraw = withdrawConsent({ by: mother });

  it('needs no reason and is recorded once', () => {
    given(consent, agreed, consented).when(withdraw).then(withdrawn);
    given(consent, agreed, consented, withdrawn).when(withdraw).nothing();
  });

  it('is refused where nothing was given', () =>
    given(consent, agreed).when(withdraw).refuses(NothingToWithdraw));

  it('cannot have happened before the consent', () =>
    given(consent, agreed, on('2026-01-16', consented))
      .when(withdraw, '2026-01-15')
      .refuses(BeforeWhatItAnswers));

  it('leaves the family free to give it again', () => {
    given(consent, agreed, consented, on('2026-03-20', withdrawn))
      .when(give(), '2026-04-01')
      .then(consented);
    given(consent, agreed, consented, on('2026-03-20', withdrawn))
      .when(give(), '2026-03-19')
      .refuses(BeforeWhatItAnswers);
  });

  it('keeps what held before', () =>
    expect(
      fold(consent, agreed, on('2026-01-16', consented), on('2026-03-20', withdrawn)),
    ).toMatchObject({
      stage: 'withdrawn',
      past: [
        {
          from: { occurredAt: '2026-01-16T12:00:00.000Z' },
          until: { occurredAt: '2026-03-20T12:00:00.000Z' },
        },
      ],
    }));
});
