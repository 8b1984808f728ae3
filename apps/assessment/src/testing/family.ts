import {
  ChildRegisteredV1,
  ConsentGivenV1,
  ConsentWithdrawnV1,
  IndexSearchedV1,
  InvolvementStartedV1,
  UnbornRegisteredV1,
} from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { idFrom, newId } from '@onestory/kernel';
import type { CarerId, ChildId, EpisodeId, PersonId } from '@onestory/kernel';
import { agencies, cast, message } from '@onestory/testing';
import type { ServicesUnderTest } from '@onestory/testing';

export interface Family {
  readonly younger: ChildId;
  readonly elder: ChildId;
  readonly baby: ChildId;
  readonly mother: CarerId;
}

/** A family of its own for every case: two children at the school, and one who is not born yet. */
export const aFamily = (): Family => ({
  younger: newId(),
  elder: newId(),
  baby: newId(),
  mother: newId(),
});

/** What the child index told: the teacher's school works with the elder two, and the teacher found the third. */
export const inTheIndex = ({ younger, elder, baby, mother }: Family): readonly PublishedEvent[] => {
  const carers = [{ carer: mother, parentalResponsibility: 'yes' as const }];
  const agency = agencies.school;
  return [
    message(ChildRegisteredV1, { child: younger, carers }, { children: [younger] }),
    message(ChildRegisteredV1, { child: elder, carers }, { children: [elder] }),
    message(UnbornRegisteredV1, { child: baby, carers }, { children: [baby] }),
    message(InvolvementStartedV1, { child: younger, involvement: newId(), agency }),
    message(InvolvementStartedV1, { child: elder, involvement: newId(), agency }),
    message(IndexSearchedV1, { search: newId(), found: [baby] }, { actor: cast.teacher, agency }),
  ];
};

type Given = Parameters<typeof message<typeof ConsentGivenV1>>[1];

const sequence = (n: number): string => String(n).padStart(20, '0');

/** On 16 January, unless said otherwise, and for the assessment. */
export const consentGiven = (
  episode: EpisodeId,
  giver: PersonId,
  said: Partial<Given>,
  time = '2026-01-16T10:00:00.000Z',
  nth = 0,
): PublishedEvent =>
  message(
    ConsentGivenV1,
    {
      consent: idFrom('consent', episode, giver),
      episode,
      giver,
      children: [],
      capacity: 'parental_responsibility',
      purposes: ['assessment', 'planning'],
      agencies: [agencies.school],
      panelAgencies: [],
      excluded: [],
      ...said,
    },
    { episode, time, sequence: sequence(nth) },
  );

export const consentWithdrawn = (
  episode: EpisodeId,
  giver: PersonId,
  children: ChildId[],
  time: string,
  nth = 1,
): PublishedEvent =>
  message(
    ConsentWithdrawnV1,
    { consent: idFrom('consent', episode, giver), episode, giver, children },
    { episode, time, sequence: sequence(nth) },
  );

/** The teacher records a concern, and waits until that opens the episode to them. */
export const concernRecorded = async (
  services: ServicesUnderTest,
  child: ChildId,
): Promise<EpisodeId> => {
  const teacher = services.as(cast.teacher);
  const path = `/assessment/children/${child}/concerns`;
  const concern = 'Tearful and often late (zzConcernToken).';
  await teacher.post(path, { concern, source: 'practitioner', occurredOn: '2026-01-13' });
  const { body } = await teacher.get<{ episodes: readonly { episode: EpisodeId }[] }>(path, {
    prefer: 'wait=2',
  });
  const episode = body.episodes.at(-1)?.episode;
  if (!episode) throw new Error('The concern opened no episode.');
  return episode;
};

export interface Opened {
  readonly family: Family;
  readonly episode: EpisodeId;
  readonly assessment: string;
}

/** A consented assessment of a new family, started by the teacher on 19 January. */
export const assessmentStarted = async (services: ServicesUnderTest): Promise<Opened> => {
  const family = aFamily();
  const { younger, elder, baby, mother } = family;
  await services.hear(...inTheIndex(family));
  const episode = await concernRecorded(services, younger);
  await services.hear(consentGiven(episode, mother, { children: [younger, elder] }));
  const { body } = await services
    .as(cast.teacher)
    .post(
      `/assessment/episodes/${episode}/assessment`,
      { children: [younger, elder, baby], occurredOn: '2026-01-19', ledTo: 'zzLedToToken' },
      { prefer: 'wait=2' },
    );
  await services.settle();
  return { family, episode, assessment: body.id };
};

/** What the service told others of one episode, by type; order is kept within an episode. */
export const toldOf = async (
  services: ServicesUnderTest,
  episode: EpisodeId,
  type: string,
): Promise<readonly PublishedEvent[]> =>
  (await services.said('assessment')).filter(
    (it) => it.episode === episode && it.type === `assessment.${type}.v1`,
  );
