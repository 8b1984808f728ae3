import { refuseBefore } from '@onestory/kernel';
import type { CarerId, Decision, PersonId, PractitionerId } from '@onestory/kernel';
import { ongoing } from './assessing.js';
import { copiesOf } from './assessment.js';
import type {
  AssessedChild,
  Assessment,
  AssessmentFact,
  FamilyCopy,
  StartedAssessment,
} from './assessment.js';
import {
  NoConsentToAssess,
  NoSuchVersion,
  NoLanguageTag,
  NotOfThisFamily,
  NotReadyToComplete,
} from './refusals.js';
import type { ConsentDecision, Missing } from './refusals.js';

type Decide = Decision<Assessment, AssessmentFact>;

const missingAbout = (it: AssessedChild): readonly Missing[] => [
  ...(it.details ? [] : [{ what: 'identifying details', child: it.child } as const]),
  ...(it.unborn || it.comment
    ? []
    : [{ what: "the child's comment, or why there is none", child: it.child } as const]),
];

/** What audits of common assessments look for: who, strengths as well as needs, and the family's own voice. */
export const missingFrom = (it: StartedAssessment): readonly Missing[] => [
  ...it.children.flatMap(missingAbout),
  ...(it.strengths.length > 0 ? [] : [{ what: 'at least one strength' } as const]),
  ...(it.needs.length > 0 ? [] : [{ what: 'at least one need' } as const]),
  ...(it.parents.length > 0
    ? []
    : [{ what: "a parent's or carer's comment, or why there is none" } as const]),
];

/** Makes the next version, which does not change any more. */
export const completeAssessment =
  (given: { by: PractitionerId; consent: ConsentDecision }): Decide =>
  (state, occasion) => {
    const it = ongoing(state, occasion);
    if (it.stage === 'completed') return [];
    if (given.consent !== 'given') throw new NoConsentToAssess(given.consent);
    const before = it.versions.at(-1);
    if (before) refuseBefore(occasion, before.completedAt, `version ${before.version}`);
    const missing = missingFrom(it);
    const children = it.children.map(({ child }) => child);
    if (missing.length > 0) throw new NotReadyToComplete(missing, children);
    const data = {
      version: (before?.version ?? 0) + 1,
      children,
      needs: it.needs.length,
      strengths: it.strengths.length,
      by: given.by,
    };
    return [{ type: 'AssessmentCompleted', data }];
  };

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const sameCopy = (one: FamilyCopy, other: FamilyCopy): boolean =>
  one.version === other.version &&
  one.language === other.language &&
  one.format === other.format &&
  other.to.every((person) => one.to.includes(person));

/** What is written about a family belongs to it, in a language that it reads. */
export const issueFamilyCopy =
  (
    given: FamilyCopy,
    /** Those of the children of this assessment. */
    carers: readonly CarerId[],
  ): Decide =>
  (state, occasion) => {
    const it = ongoing(state, occasion);
    const family = new Set<PersonId>([...carers, ...it.children.map(({ child }) => child)]);
    if (!given.to.every((person) => family.has(person))) throw new NotOfThisFamily();
    if (!LANGUAGE.test(given.language)) throw new NoLanguageTag();
    const copied = it.versions.find((one) => one.version === given.version);
    if (!copied) throw new NoSuchVersion(given.version, it.versions.at(-1)?.version ?? 0);
    refuseBefore(occasion, copied.completedAt, `version ${copied.version}`);
    const issued = copiesOf(it).some((copy) => sameCopy(copy, given));
    return issued ? [] : [{ type: 'FamilyCopyIssued', data: given }];
  };
