import { people } from '../demo/people.js';
import type { Answer } from './asking.js';
import type { Working } from './working.js';

const { indexClerk, teacher, generalPractitioner, healthVisitor, midwife } = people;

const DAY_MS = 86_400_000;
const GIVEN = ['Idris', 'Samira', 'Tamim', 'Zohra', 'Haroun', 'Roya', 'Omid', 'Parwana'] as const;

interface Child {
  readonly given: string;
  readonly family: string;
  readonly dateOfBirth: string;
}

/** Children that are not alike: a search finds one, not hundreds. */
const childOf = (name: string, turn: number): Child => ({
  given: GIVEN[turn % GIVEN.length]!,
  family: name,
  dateOfBirth: new Date(Date.UTC(2010, 0, 1) + ((turn * 397) % 5000) * DAY_MS)
    .toISOString()
    .slice(0, 10),
});

const registered = async (on: Working, { given, family, dateOfBirth }: Child) => {
  const mother = await on.act(indexClerk, '/child-index/carers', {
    name: { given: 'Nadia', family },
    dateOfBirth: '1994-08-21',
    phone: '01632 960123',
  });
  const child = await on.act(indexClerk, '/child-index/children', {
    name: { given, family },
    dateOfBirth,
    gender: 'male',
    noNhsNumberReason: 'not_known_yet',
    carers: [{ carer: mother.id, parentalResponsibility: 'yes', relationship: 'mother' }],
  });
  const involvements = `/child-index/children/${child.id}/involvements`;
  await on.act(indexClerk, involvements, {
    agency: generalPractitioner.agencyId,
    kind: 'gp_practice',
    basis: 'duty',
  });
  await on.act(indexClerk, involvements, {
    agency: teacher.agencyId,
    kind: 'school',
    practitioner: teacher.id,
    basis: 'duty',
  });
  return { mother: mother.id, child: child.id };
};

const firstEpisode = ({ body }: Answer): string | undefined =>
  (body['episodes'] as readonly { episode: string }[] | undefined)?.[0]?.episode;

const concerned = async (on: Working, child: string, who: Child, turn: number): Promise<string> => {
  const concerns = `/assessment/children/${child}/concerns`;
  for (const concern of ['Often late.', 'Tired, and without a coat.'])
    await on.act(teacher, concerns, { concern, source: 'practitioner' });
  if (turn % 4 === 0)
    await on.act(teacher, '/child-index/searches', {
      name: `${who.given} ${who.family}`,
      dateOfBirth: who.dateOfBirth,
      reason: 'concern_about_child',
      why: 'Who else works with the child?',
    });
  const episode = await on.see(teacher, concerns, firstEpisode);
  await on.act(teacher, `/assessment/episodes/${episode}/checklists`, {
    child,
    answers: {
      healthy: 'yes',
      safe: 'yes',
      learning: 'no',
      positiveImpact: 'yes',
      freeFromPovertyImpact: 'not_sure',
    },
    outcome: 'common_assessment',
    reason: 'More than one agency is needed.',
  });
  return episode;
};

const consented = async (on: Working, episode: string, mother: string): Promise<void> => {
  const path = `/information-sharing/episodes/${episode}`;
  await on.act(teacher, `${path}/participations`, { giver: mother, serviceNotConditional: true });
  await on.act(teacher, `${path}/consents`, {
    giver: mother,
    scope: {
      purposes: ['assessment', 'planning'],
      agencies: [teacher.agencyId, healthVisitor.agencyId],
    },
    capacity: 'parental_responsibility',
    understoodBy: { language: 'en', interpreter: 'none' },
  });
};

const assessed = async (on: Working, episode: string, child: string, mother: string) => {
  const { id } = await on.act(teacher, `/assessment/episodes/${episode}/assessment`, {
    children: [child],
  });
  const path = `/assessment/assessments/${id}`;
  for (const need of ['Misses lessons.', 'No place to learn.', 'Nobody to turn to.'])
    await on.act(teacher, `${path}/needs`, {
      child,
      element: 'D7.2',
      basis: 'professional_opinion',
      need,
    });
  await on.act(teacher, `${path}/strengths`, {
    child,
    element: 'D5',
    basis: 'observed',
    strength: 'Helps others.',
  });
  await on.act(teacher, `${path}/child-comments`, {
    child,
    how: 'own_words',
    comment: 'I want a table of my own.',
  });
  await on.act(teacher, `${path}/parent-comments`, {
    carer: mother,
    how: 'own_words',
    comment: 'I was afraid to ask.',
  });
};

const teamed = async (on: Working, episode: string): Promise<void> => {
  const path = `/lead-professional/episodes/${episode}/team-members`;
  for (const [member, role] of [
    [healthVisitor, 'health_visitor'],
    [midwife, 'midwife'],
  ] as const)
    await on.act(teacher, path, { member: member.id, agency: member.agencyId, role });
};

/** One household from its registration to its team: four services, and what each of them hears of the others. */
export const household = async (on: Working, name: string, turn: number): Promise<void> => {
  const who = childOf(name, turn);
  const { mother, child } = await registered(on, who);
  const episode = await concerned(on, child, who, turn);
  await consented(on, episode, mother);
  await assessed(on, episode, child, mother);
  await teamed(on, episode);
};
