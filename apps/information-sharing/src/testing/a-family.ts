import {
  AssessmentStartedV1,
  ChildRegisteredV1,
  ConcernRecordedV1,
  TurnedSixteenV1,
  UnbornRegisteredV1,
} from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { informationSharingService } from '../information-sharing.module.js';
import type { ConsentView } from '../read-models/consents/consent-body.js';
import type { CoverageView } from '../read-models/coverage/coverage.js';

export const SHARING = '/information-sharing';
export const on = (day: string) => ({ occurredOn: day });

export const scope = {
  purposes: ['assessment', 'planning', 'requests_for_services'],
  agencies: [agencies.school, agencies.healthTrust, agencies.camhs],
  panelSeatsOnlyForItem: [agencies.police],
};
export const inDari = { language: 'fa-AF', interpreter: 'interpreter' };

/** A household as other services tell of it. */
const aFamily = async (services: ServicesUnderTest) => {
  const [episode, younger, elder, unborn] = [newId(), newId(), newId(), newId()];
  const [mother, partner] = [newId(), newId()];
  const cares = (carer: string, parentalResponsibility: 'yes' | 'no' | 'unknown') => ({
    carer,
    parentalResponsibility,
  });
  const registered = (child: string, ofPartner: 'yes' | 'unknown') =>
    message(
      ChildRegisteredV1,
      { child, carers: [cares(mother, 'yes'), cares(partner, ofPartner)] },
      { children: [child] },
    );
  await services.hear(
    registered(younger, 'yes'),
    registered(elder, 'unknown'),
    message(
      ConcernRecordedV1,
      { child: younger, episode },
      { episode, children: [younger], actor: cast.teacher, agency: agencies.school },
    ),
  );
  const join = () =>
    services.hear(
      message(
        UnbornRegisteredV1,
        { child: unborn, carers: [cares(mother, 'yes')] },
        { children: [unborn] },
      ),
      message(
        AssessmentStartedV1,
        {
          assessment: newId(),
          episode,
          children: [younger, elder, unborn],
          by: cast.teacher,
        },
        { episode, children: [younger, elder, unborn], actor: cast.teacher },
      ),
    );
  return { episode, younger, elder, unborn, mother, partner, join };
};
type Household = Awaited<ReturnType<typeof aFamily>>;

/** The service on the day on which the assessment starts, and a family that it has heard of. */
export class SharingUnderTest {
  family!: Household;
  readonly teacher: Person;

  private constructor(readonly services: ServicesUnderTest) {
    this.teacher = services.as(cast.teacher);
  }

  static async start(): Promise<SharingUnderTest> {
    return new SharingUnderTest(
      await ServicesUnderTest.start([informationSharingService], '2026-01-19T09:00:00Z'),
    );
  }

  async meetAFamily(): Promise<void> {
    this.family = await aFamily(this.services);
  }

  agree(giver: string, more: object = {}) {
    return this.teacher.post<{ id: string; code: string }>(
      `${SHARING}/episodes/${this.family.episode}/participations`,
      { giver, serviceNotConditional: true, ...more },
    );
  }

  give(giver: string, more: object = {}, headers = {}) {
    return this.teacher.post<{ id: string; code: string; detail: string }>(
      `${SHARING}/episodes/${this.family.episode}/consents`,
      { giver, scope, capacity: 'parental_responsibility', understoodBy: inDari, ...more },
      headers,
    );
  }

  refuse(giver: string, more: object = {}) {
    return this.teacher.post<{ id: string; code: string }>(
      `${SHARING}/episodes/${this.family.episode}/refusals`,
      { giver, capacity: 'parental_responsibility', ...more },
    );
  }

  judge(child: string, more: object = {}) {
    return this.teacher.post<{ id: string; code: string }>(
      `${SHARING}/episodes/${this.family.episode}/competence-judgements`,
      {
        ...{ child, understands: true, retains: true, weighs: true, communicates: true },
        ...{ freeFromPressure: true, competent: true, grounds: 'says who would read it', ...more },
      },
    );
  }

  turnsSixteen(child: string) {
    return this.services.hear(message(TurnedSixteenV1, { child }, { children: [child] }));
  }

  consents(person: Person, query = '') {
    const { episode } = this.family;
    return person.get<ConsentView[]>(`${SHARING}/episodes/${episode}/consents${query}`);
  }

  async coverage(query: string): Promise<CoverageView> {
    const at = `${SHARING}/episodes/${this.family.episode}/coverage?agency=${query}`;
    return (await this.teacher.get<CoverageView>(at)).body;
  }

  /** What was said of this family. */
  async told(type: string) {
    return (await this.services.said('information-sharing')).filter(
      (it) => it.type === `information-sharing.${type}.v1` && it.episode === this.family.episode,
    );
  }
}
