import { BeforeWhatItAnswers, idFrom } from '@onestory/kernel';
import type { AgencyId, CarerId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { consent } from './consent.js';
import type { CompetenceJudgement, ConsentFact, Given } from './consent.js';
import { giveConsent, judgeCompetence, refuseConsent } from './consenting.js';
import type { ConsentToRefuse } from './consenting.js';
import {
  CompetenceDoesNotFollow,
  CompetenceNotJudged,
  DecidesAsYoungPerson,
  NoParentalResponsibility,
  NotYetSixteen,
  ParticipationFirst,
} from './refusals.js';

const episode: EpisodeId = idFrom('episode');
const father: CarerId = idFrom('father');
const younger: ChildId = idFrom('younger child');
const elder: ChildId = idFrom('elder child');
const police: AgencyId = idFrom('police');
const school: AgencyId = idFrom('school');
const teacher: PractitionerId = idFrom('teacher');

const his: ConsentToRefuse = {
  ...{ episode, giver: father, children: [younger], capacity: 'parental_responsibility' },
  ...{ responsibilities: [{ child: younger, parentalResponsibility: 'yes' }], sixteen: false },
  agencies: [police],
};
const refuse = (change: Partial<ConsentToRefuse> = {}) => refuseConsent({ ...his, ...change });
const { responsibilities: _known, sixteen: _age, ...word } = his;
const refused = (...agencies: readonly AgencyId[]): ConsentFact => ({
  type: 'ConsentRefused',
  data: { ...word, agencies },
});
const agreed: ConsentFact = {
  type: 'ParticipationAgreed',
  data: { episode, giver: father, serviceNotConditional: true },
};
const terms: Given = {
  ...{ episode, giver: father, children: [younger], exclusions: [] },
  scope: { purposes: ['assessment'], agencies: [school, police] },
  capacity: 'parental_responsibility',
  understoodBy: { language: 'en', interpreter: 'none' },
};
const consented: ConsentFact = { type: 'ConsentGiven', data: terms };

describe('a refusal', () => {
  it('is recorded of whoever may consent, also before they agree to take part', () => {
    given(consent).when(refuse()).then(refused(police));
    given(consent, agreed).when(refuse()).then(refused(police));
    given(consent)
      .when(refuse({ agencies: [] }))
      .then(refused());
  });

  it('is not recorded of somebody without parental responsibility', () =>
    given(consent)
      .when(refuse({ responsibilities: [{ child: younger, parentalResponsibility: 'no' }] }))
      .refuses(NoParentalResponsibility));

  it('that names agencies leaves the rest of what the same person consented to', () =>
    given(consent, agreed, consented).when(refuse()).then(refused(police)));

  it('that is plain ends what the same person consented to', () =>
    given(consent, agreed, consented)
      .when(refuse({ agencies: [] }))
      .then(
        {
          type: 'ConsentWithdrawn',
          data: { episode, giver: father, children: [younger], by: father },
        },
        refused(),
      ));

  it('is said once, and adds those whom it names anew', () => {
    given(consent, refused(police)).when(refuse()).nothing();
    given(consent, refused())
      .when(refuse({ agencies: [] }))
      .nothing();
    given(consent, refused(police))
      .when(refuse({ agencies: [police, school] }))
      .then(refused(school));
  });

  it('is not older than the consent that it narrows', () =>
    given(consent, on('2026-01-16', agreed), on('2026-01-16', consented))
      .when(refuse(), '2026-01-15')
      .refuses(BeforeWhatItAnswers));

  it('is no agreement to take part: that comes before a consent', () => {
    const { responsibilities, sixteen } = his;
    const give = giveConsent({ ...terms, responsibilities, sixteen });
    given(consent, refused(police)).when(give).refuses(ParticipationFirst);
    given(consent, refused(police), agreed).when(give).then(consented);
    const again = fold(consent, refused(police), agreed, consented);
    expect(again).toMatchObject({ refused: [{ agency: police, until: expect.anything() }] });
  });

  it('is taken back by a consent in the same words as before', () => {
    const { responsibilities, sixteen } = his;
    const give = giveConsent({ ...terms, responsibilities, sixteen });
    given(consent, agreed, consented, refused(police)).when(give).then(consented);
  });
});

const can: CompetenceJudgement = {
  ...{ understands: true, retains: true, weighs: true, communicates: true },
  ...{ freeFromPressure: true, competent: true },
};
const about = { episode, giver: elder, by: teacher, grounds: 'says who would read it' };
const judge = (change: Partial<CompetenceJudgement> = {}) =>
  judgeCompetence({ ...about, ...can, ...change });
const judged = (change: Partial<CompetenceJudgement> = {}): ConsentFact => ({
  type: 'CompetenceJudged',
  data: { ...about, ...can, ...change, decision: 'sharing_information' },
});
const notYet = { understands: false, competent: false };

describe('competence for a decision', () => {
  it('is judged by a named practitioner, on grounds, and may be judged again', () => {
    given(consent).when(judge()).then(judged());
    given(consent, on('2026-01-16', judged(notYet)))
      .when(judge(), '2026-03-01')
      .then(judged());
  });

  it('is not judged anew for a time before the earlier judgement', () =>
    given(consent, on('2026-03-01', judged(notYet)))
      .when(judge(), '2026-01-16')
      .refuses(BeforeWhatItAnswers, /earlier judgement/));

  it('follows from what it is judged by', () => {
    given(consent)
      .when(judge({ weighs: false }))
      .refuses(CompetenceDoesNotFollow);
    given(consent)
      .when(judge({ competent: false }))
      .refuses(CompetenceDoesNotFollow);
    given(consent).when(judge(notYet)).then(judged(notYet));
  });
});

describe("a child's own word", () => {
  const own = { ...his, giver: elder, children: [elder], agencies: [school] };
  const of = (capacity: Given['capacity'], sixteen: boolean) =>
    refuseConsent({ ...own, capacity, sixteen });

  it('under 16 needs a judgement that it is competent for this decision', () => {
    const asChild = of('competent_child', false);
    given(consent).when(asChild).refuses(CompetenceNotJudged);
    given(consent, judged(notYet)).when(asChild).refuses(CompetenceNotJudged);
    given(consent, judged(), on('2026-02-01', judged(notYet)))
      .when(asChild)
      .refuses(CompetenceNotJudged);
    given(consent, judged()).when(asChild).thenTypes('ConsentRefused');
  });

  it('is not older than that judgement', () =>
    given(consent, on('2026-01-16', judged()))
      .when(of('competent_child', false), '2026-01-15')
      .refuses(CompetenceNotJudged));

  it('is that of a young person once the index has noted that they turned 16, and not before', () => {
    given(consent, judged()).when(of('young_person', false)).refuses(NotYetSixteen);
    given(consent).when(of('young_person', true)).thenTypes('ConsentRefused');
    given(consent, judged()).when(of('competent_child', true)).refuses(DecidesAsYoungPerson);
  });
});
