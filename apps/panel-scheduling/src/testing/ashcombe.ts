import {
  AssessmentCompletedV1,
  ChildrenJoinedV1,
  ConsentGivenV1,
  LeadHandedOverV1,
  TeamMemberJoinedV1,
} from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import type { AreaId } from '@onestory/kernel';
import { agencies, cast, message } from '@onestory/testing';
import type { ServicesUnderTest } from '@onestory/testing';

/** The nine seats of the panel in Ashcombe: agency, and who usually sits there. */
const SEATS = [
  ['early_help', agencies.earlyHelp, 'Panel chair', 'chair'],
  ['education', agencies.education, 'Panel vice chair', 'vice'],
  ['health', agencies.healthTrust, 'Health panel member'],
  ['education_welfare', agencies.educationWelfare, 'Education welfare panel member'],
  ['housing', agencies.housing, 'Housing panel member'],
  ['police', agencies.police, 'Police panel member'],
  ['social_care', agencies.socialCare, 'Social care panel member'],
  ['youth', agencies.youth, 'Youth panel member'],
  ['voluntary', agencies.charity, 'Voluntary sector panel member'],
] as const;

type SeatName = (typeof SEATS)[number][0];

export const onThird: readonly SeatName[] = [
  'early_help',
  'education',
  'housing',
  'police',
  'youth',
];
export const onTenth: readonly SeatName[] = [
  'early_help',
  'education',
  'health',
  'education_welfare',
  'housing',
  'police',
  'voluntary',
];

export const memberOf = (services: ServicesUnderTest, seat: SeatName): string => {
  const job = SEATS.find(([name]) => name === seat)?.[2];
  const people = services.platform.register.practitioners('ashcombe' as AreaId);
  const found = people.find(({ jobTitle }) => jobTitle === job);
  if (!found) throw new Error(`Nobody in the register is ${job}.`);
  return found.id;
};

export const thePanel = (services: ServicesUnderTest) => ({
  name: 'Ashcombe early help panel',
  from: '2026-02-03',
  seats: SEATS.map(([seat, agency, , chair]) => ({
    seat,
    agency,
    member: memberOf(services, seat),
    ...(chair && { chair }),
  })),
});

/** Sets the panel of Ashcombe and returns its id. */
export const setPanel = async (services: ServicesUnderTest): Promise<string> => {
  const coordinator = services.as(cast.panelCoordinator);
  return (await coordinator.post('/panel-scheduling/series', thePanel(services))).body.id;
};

/** A family whose assessment is complete, led by the health visitor, with the mother's consent. */
export const aFamily = () => ({
  episode: newId(),
  child: newId(),
  elder: newId(),
  mother: newId(),
  consent: newId(),
  assessment: newId(),
});
export type Family = ReturnType<typeof aFamily>;

const about = ({ episode, child, elder }: Family, day: string) => ({
  episode,
  children: [child, elder],
  time: `${day}T12:00:00.000Z`,
});

export const led = (family: Family): readonly PublishedEvent[] => {
  const { episode, child, elder } = family;
  const sequence = '1'.padStart(20, '0');
  return [
    message(ChildrenJoinedV1, { episode, children: [child, elder] }, about(family, '2026-01-19')),
    message(
      LeadHandedOverV1,
      { episode, from: cast.teacher, to: cast.healthVisitor, toAgency: agencies.healthTrust },
      { ...about(family, '2026-02-24'), sequence },
    ),
    message(
      TeamMemberJoinedV1,
      { episode, member: cast.teacher, memberAgency: agencies.school, role: 'teacher' },
      about(family, '2026-02-24'),
    ),
  ];
};

export const assessed = (family: Family, version = 1): PublishedEvent => {
  const { episode, child, elder, assessment } = family;
  return message(
    AssessmentCompletedV1,
    {
      assessment,
      episode,
      children: [child, elder],
      version,
      needs: 3,
      strengths: 4,
      by: cast.teacher,
    },
    about(family, '2026-02-10'),
  );
};

export const consented = (
  family: Family,
  panelAgencies: readonly string[] = SEATS.map(([, agency]) => agency),
  excluded: readonly string[] = [],
): PublishedEvent => {
  const { episode, child, elder, mother, consent } = family;
  return message(
    ConsentGivenV1,
    {
      consent,
      episode,
      giver: mother,
      children: [child, elder],
      capacity: 'parental_responsibility',
      purposes: ['assessment', 'planning'],
      agencies: [agencies.school],
      panelAgencies: [...panelAgencies],
      excluded: [...excluded],
    },
    about(family, '2026-01-16'),
  );
};

/** Everything that must have been said of a family before its lead can turn to the panel. */
export const known = (family: Family): readonly PublishedEvent[] => [
  ...led(family),
  assessed(family),
  consented(family),
];
