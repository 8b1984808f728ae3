import { Refusal, RuleBroken } from '@onestory/kernel';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { ELEMENTS } from './elements.js';
import type { ElementCode } from './elements.js';

export class ChildNotInEpisode extends RuleBroken {
  constructor() {
    super('This child is not in this episode now. Choose one who is, or record a concern first.');
  }
}

export class ReasonMissing extends RuleBroken {
  constructor() {
    super('An outcome always needs a reason. Say in a sentence why this comes next.');
  }
}

export class ChecklistAlreadyCompleted extends Refusal {
  constructor() {
    super('This checklist is completed. Begin a new one to look at the child again.');
  }
}

/** A decision on consent, as information-sharing recorded it for the children concerned. */
export type ConsentDecision = 'given' | 'refused' | 'withdrawn' | 'none';

const HOW_TO_GET_CONSENT = {
  none: 'No decision on consent is recorded. Ask the family, and record what they say.',
  refused:
    'The family did not agree. Offer it again when they wish; any service goes on as before.',
  withdrawn: 'Consent is withdrawn. Ask again only if the family wishes to go on.',
} as const;

export class NoConsentToAssess extends Refusal {
  constructor(decision: Exclude<ConsentDecision, 'given'>) {
    super(`An assessment needs the family's consent. ${HOW_TO_GET_CONSENT[decision]}`);
  }
}

export class AssessmentAlreadyOpen extends Refusal {
  constructor() {
    super('This episode has an open assessment: one household, one assessment. Join that one.');
  }
}

/** Somebody named has help of their own: two families' records would answer to each other's practitioners. */
export class InAnotherEpisode extends Refusal {
  constructor(
    episode: EpisodeId,
    readonly others: readonly EpisodeId[],
    mayJoin: boolean,
  ) {
    super(
      `A child named here has an open episode of its own: ${others.join(', ')}, beside ${episode}. ` +
        (mayJoin
          ? 'Leave the child out, or say joinEpisodes: true if both households are to be helped as one.'
          : 'Leave the child out, or ask somebody who works in both episodes to join them.'),
    );
  }
}

export class AssessmentNotStarted extends Refusal {
  constructor() {
    super('This assessment is not started. Start it first, naming its children.');
  }
}

export class NoChildren extends RuleBroken {
  constructor() {
    super('An assessment is about at least one child. Name its children.');
  }
}

/** Children have no names in this service: its refusals say which of the request's children they mean. */
export class UnbornNotAmongItsChildren extends RuleBroken {
  constructor() {
    super('A child is marked as unborn but not among the children. Name it there too.');
  }
}

export class ChildNotInAssessment extends RuleBroken {
  constructor() {
    super('This child is not one of the children of this assessment. Choose one that is.');
  }
}

export class NotApplicableToUnborn extends RuleBroken {
  constructor(element: ElementCode) {
    super(
      `${element} (${ELEMENTS[element].name}) does not apply before birth. ` +
        'Use D1, D5 or an element of parenting, family and environment.',
    );
  }
}

export class UnbornHasNoDateOfBirth extends RuleBroken {
  constructor() {
    super('An unborn child has no date of birth. Give the expected date.');
  }
}

export class DateOfBirthMissing extends RuleBroken {
  constructor() {
    super(
      'A born child is identified with a date of birth. Give it in place of the expected date.',
    );
  }
}

export class DateOfBirthImplausible extends RuleBroken {
  constructor() {
    super(
      'A child of an assessment was born before it and after 1 January 1990; an unborn one is expected ' +
        'within 300 days. Read the date again.',
    );
  }
}

export class UnbornHasNoComment extends RuleBroken {
  constructor() {
    super('An unborn child has no comment of its own, and none is asked for. Leave it out.');
  }
}

/** A wrong id would put one family's words into another family's hands. */
export class NotOfThisFamily extends RuleBroken {
  constructor() {
    super(
      'Somebody named is neither a child of this assessment nor a carer of one. ' +
        'Name one who is, or have the carer registered in the child index first.',
    );
  }
}

export class ReporterMissing extends RuleBroken {
  constructor() {
    super('What was reported needs who reported it. Give reportedBy, or choose another basis.');
  }
}

export class EvidenceInTheFuture extends RuleBroken {
  constructor() {
    super('The evidence is dated after this was recorded. Give the day on which it was seen.');
  }
}

/** What a version still lacks. */
export type Missing =
  | { readonly what: 'identifying details'; readonly child: ChildId }
  | { readonly what: "the child's comment, or why there is none"; readonly child: ChildId }
  | { readonly what: "a parent's or carer's comment, or why there is none" }
  | { readonly what: 'at least one strength' }
  | { readonly what: 'at least one need' };

/**
 * Names all that is missing at once, so that nobody has to ask again and again. A name must not be in a message, and
 * an id says nothing to a reader: they find a child by its place among the children that the assessment shows.
 */
export class NotReadyToComplete extends RuleBroken {
  constructor(
    readonly missing: readonly Missing[],
    children: readonly ChildId[],
  ) {
    const inWords = (it: Missing): string =>
      'child' in it
        ? `${it.what} (child ${children.indexOf(it.child) + 1} of ${children.length})`
        : it.what;
    super(`Before it can be completed, record: ${missing.map(inWords).join('; ')}.`);
  }
}

export class NoSuchVersion extends Refusal {
  constructor(version: number, latest: number) {
    super(
      latest === 0
        ? `There is no version ${version} yet. Complete the assessment first.`
        : `There is no version ${version}; the latest is ${latest}. Issue a copy of that one.`,
    );
  }
}

export class NoLanguageTag extends RuleBroken {
  constructor() {
    super('The language is not a tag like en or fa-AF. Give the one that the family reads.');
  }
}
