import {
  AssessmentStartedV1,
  ChildRegisteredV1,
  ConcernRecordedV1,
  ConsentGivenV1,
  ConsentRefusedV1,
  ConsentWithdrawnV1,
  LeadHandedOverV1,
  TeamMemberJoinedV1,
  UnbornRegisteredV1,
} from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { idFrom, newId } from '@onestory/kernel';
import type { CarerId, ChildId, ConsentId, EpisodeId, PersonId } from '@onestory/kernel';
import { agencies, cast, message, referableServices } from '@onestory/testing';
import type { Answered, ServicesUnderTest } from '@onestory/testing';

export interface Family {
  readonly episode: EpisodeId;
  readonly younger: ChildId;
  readonly elder: ChildId;
  readonly baby: ChildId;
  readonly mother: CarerId;
  readonly consent: ConsentId;
}

export const consentIdOf = (episode: EpisodeId, giver: PersonId): ConsentId =>
  idFrom('consent', episode, giver);

/** A family of its own for every case: two children, and one who is not born yet. */
export const aFamily = (): Family => {
  const [episode, mother] = [newId<EpisodeId>(), newId<CarerId>()];
  const consent = consentIdOf(episode, mother);
  return { episode, younger: newId(), elder: newId(), baby: newId(), mother, consent };
};

/** What the index told: whom the mother is responsible for. */
export const inTheIndex = ({ younger, elder, baby, mother }: Family): readonly PublishedEvent[] => {
  const carers = [{ carer: mother, parentalResponsibility: 'yes' as const }];
  return [
    message(ChildRegisteredV1, { child: younger, carers }, { children: [younger] }),
    message(ChildRegisteredV1, { child: elder, carers }, { children: [elder] }),
    message(UnbornRegisteredV1, { child: baby, carers }, { children: [baby] }),
  ];
};

/** The episode of all three; the health visitor leads from 24 February, the teacher is in the team. */
export const helped = ({ episode, younger, elder, baby }: Family): readonly PublishedEvent[] => {
  const children = [younger, elder, baby];
  const later = { episode, time: '2026-02-24T12:00:00.000Z' };
  return [
    message(ConcernRecordedV1, { child: younger, episode }, { episode, actor: cast.teacher }),
    message(
      AssessmentStartedV1,
      { assessment: newId(), episode, children, by: cast.teacher },
      { episode, actor: cast.teacher, time: '2026-01-19T12:00:00.000Z' },
    ),
    message(
      LeadHandedOverV1,
      { episode, from: cast.teacher, to: cast.healthVisitor, toAgency: agencies.healthTrust },
      later,
    ),
    message(
      TeamMemberJoinedV1,
      { episode, member: cast.midwife, memberAgency: agencies.healthTrust, role: 'midwife' },
      later,
    ),
  ];
};

type Given = Parameters<typeof message<typeof ConsentGivenV1>>[1];

const sequence = (nth: number): string => String(nth).padStart(20, '0');

/** The mother's of 16 January, unless said otherwise: it names the elder two, and covers the unborn too. */
export const consentGiven = (
  { episode, younger, elder, mother }: Family,
  said: Partial<Given> = {},
  { time = '2026-01-16T10:00:00.000Z', nth = 0, giver = mother as PersonId } = {},
): PublishedEvent =>
  message(
    ConsentGivenV1,
    {
      consent: consentIdOf(episode, giver),
      episode,
      giver,
      children: [younger, elder],
      capacity: 'parental_responsibility',
      purposes: ['assessment', 'planning', 'requests_for_services'],
      agencies: [agencies.school, agencies.camhs, agencies.counselling],
      panelAgencies: [],
      excluded: [],
      ...said,
    },
    { episode, time, sequence: sequence(nth) },
  );

export const consentWithdrawn = (
  { episode, younger, elder, mother }: Family,
  { time = '2026-04-01T10:00:00.000Z', nth = 1, giver = mother as PersonId } = {},
): PublishedEvent =>
  message(
    ConsentWithdrawnV1,
    { consent: consentIdOf(episode, giver), episode, giver, children: [younger, elder] },
    { episode, time, sequence: sequence(nth) },
  );

/** The other parent's: it names whom it bars. */
export const consentRefused = (
  { episode, younger, elder }: Family,
  agenciesBarred: readonly string[],
  { time = '2026-04-01T10:00:00.000Z', giver = newId<CarerId>() } = {},
): PublishedEvent =>
  message(
    ConsentRefusedV1,
    {
      consent: consentIdOf(episode, giver),
      episode,
      giver,
      children: [younger, elder],
      capacity: 'parental_responsibility',
      agencies: [...agenciesBarred],
    },
    { episode, time },
  );

/** The service has heard of new families that consented. */
export const familiesWithConsent = async (
  services: ServicesUnderTest,
  count: number,
): Promise<readonly Family[]> => {
  const families = Array.from({ length: count }, aFamily);
  await services.hear(
    ...families.flatMap((it) => [...inTheIndex(it), ...helped(it), consentGiven(it)]),
  );
  return families;
};

export const aFamilyWithConsent = async (services: ServicesUnderTest): Promise<Family> => {
  const [family] = await familiesWithConsent(services, 1);
  return family!;
};

/** The story's own: school counselling for the younger child. */
export const toCounselling = ({ younger, consent }: Family) => ({
  children: [younger],
  service: referableServices.counselling as string,
  reason: 'Tearful since the move (zzReasonToken).',
  basis: { consents: [consent] } as object,
});

export const toCamhs = (family: Family) => ({
  ...toCounselling(family),
  service: referableServices.camhs as string,
  capacitySeen: 'waitlist, 18 weeks, as of 2 March (zzCapacityToken)',
});

export const send = (
  services: ServicesUnderTest,
  { episode }: Family,
  referral: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered<{ id: string }>> =>
  services
    .as(cast.healthVisitor)
    .post(`/referral/episodes/${episode}/referrals`, referral, headers);

/** What the service told others of one referral, by type, without `referral.` and the version. */
export const toldOf = async (
  services: ServicesUnderTest,
  referral: string,
): Promise<readonly PublishedEvent<{ readonly referral: string }>[]> =>
  ((await services.said('referral')) as readonly PublishedEvent<{ readonly referral: string }>[])
    .filter(({ data }) => data.referral === referral)
    .toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1));

export const namesOf = (events: readonly PublishedEvent[]): readonly string[] =>
  events.map(({ type }) => type.split('.')[1]!);
