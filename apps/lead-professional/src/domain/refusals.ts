import { Refusal, RuleBroken } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';

export class EpisodeIsClosed extends Refusal {
  constructor() {
    super('This episode of help is closed. Record a new concern: it opens a new episode.');
  }
}

export class NobodyLeadsYet extends Refusal {
  /** A reaction to the checklist assigns the interim lead. */
  override readonly mayPass = true;

  constructor() {
    super(
      'Nobody leads this episode yet. A checklist that ends in a common assessment assigns an interim lead: complete it first.',
    );
  }
}

export class NobodyLeads extends Refusal {
  constructor() {
    super('Nobody leads this episode: its lead has left. Assign an interim lead, or nominate one.');
  }
}

export class SomebodyLeads extends Refusal {
  constructor() {
    super(
      'Somebody leads this episode. Nominate another lead, or let the present one leave first.',
    );
  }
}

export class SomebodyElseLeads extends Refusal {
  constructor() {
    super('Somebody else leads this episode. Only its lead can leave it.');
  }
}

export class OnlyTheLeadCloses extends Refusal {
  constructor() {
    super('Somebody leads this episode, and only they close it. Ask the lead.');
  }
}

export class NotOfTheTeam extends Refusal {
  constructor() {
    super('This practitioner is not a member of the team. Name somebody who is.');
  }
}

export class NotNominated extends Refusal {
  constructor() {
    super(
      'This practitioner is not nominated. Nominate them first, or agree to the open nomination.',
    );
  }
}

export class NobodyPresent extends RuleBroken {
  constructor() {
    super(
      'A meeting needs somebody present. Say which practitioners and family members were there.',
    );
  }
}

export class NoMeetingYet extends Refusal {
  constructor() {
    super(
      'The team around the child has not met. Record its meeting first: the plan is agreed there.',
    );
  }
}

export class PlanIsAgreed extends Refusal {
  constructor() {
    super('A plan is agreed already. Agree further actions, or record a review of it.');
  }
}

export class NoPlanYet extends Refusal {
  constructor() {
    super('There is no plan yet. Agree the plan first.');
  }
}

export class ReviewDueTooLate extends RuleBroken {
  constructor(latest: LocalDate) {
    super(`The area's policy wants the next review by ${latest}. Give a date no later than that.`);
  }
}

export class ReviewDueNotAhead extends RuleBroken {
  constructor() {
    super('The next review must lie after this day. Give a later date.');
  }
}

export class MeasuredTwice extends RuleBroken {
  constructor(measure: string) {
    super(`The measure ${measure} is given twice. Give each measure one value.`);
  }
}

export class OutOfBounds extends RuleBroken {
  constructor(measure: string, least: number, most: number) {
    super(`${measure} is at least ${least} and at most ${most}. Read the figure again.`);
  }
}

export class NoActions extends RuleBroken {
  constructor() {
    super(
      'No action is given. Give at least one, each with the agency that is accountable and a due date.',
    );
  }
}

export class ActionGivenTwice extends RuleBroken {
  constructor() {
    super('Two actions have one id. Give each action an id of its own.');
  }
}

export class DueBeforeAgreed extends RuleBroken {
  constructor(agreed: LocalDate) {
    super(
      `An action cannot be due before the day it was agreed, ${agreed}. Give a later due date.`,
    );
  }
}

export class NoSuchAction extends Refusal {
  constructor() {
    super('The plan has no such action. Agree it first, or name one of the plan.');
  }
}

export class ActionIsDone extends Refusal {
  constructor() {
    super('This action is done. If that was a mistake, agree the action anew.');
  }
}

export class AnotherCauseIsRecorded extends Refusal {
  constructor() {
    super(
      'This action is recorded as not done, for the other cause. If it was done since, record that; else agree it anew.',
    );
  }
}

export class NotDueYet extends RuleBroken {
  constructor(due: LocalDate) {
    super(
      `The agency has until ${due}. Record this after that day, or give circumstances as the cause.`,
    );
  }
}

export class NothingToCorrect extends Refusal {
  constructor() {
    super(
      'That event holds no such value. Correct baselines.<measure> of the plan or measures.<measure> of a review.',
    );
  }
}

export class ActionsStillOpen extends Refusal {
  constructor() {
    super(
      'Needs are not met while actions are open. Record each as done or not done, or give another reason for closing.',
    );
  }
}

export class NotPractisingThere extends RuleBroken {
  constructor() {
    super(
      'The register knows no such practitioner of that agency on that day. Check both, or have the register put right.',
    );
  }
}

export class ExcludedByTheFamily extends RuleBroken {
  constructor() {
    super(
      'The family keeps this person from its record. Choose somebody else, or speak with the family first.',
    );
  }
}

export class UnknownAgency extends RuleBroken {
  constructor() {
    super(
      'The register of this area knows no such agency. Name one that it knows, or have the register put right.',
    );
  }
}

export class SensitiveService extends RuleBroken {
  constructor() {
    super(
      'A sensitive service is not named in a plan: the whole team would see it. Ask for it by referral, which only sender, receiver and lead see.',
    );
  }
}

export class ReviewDueMissing extends RuleBroken {
  constructor() {
    super('This area has no policy on reviews. Say by which day the plan is looked at again.');
  }
}
