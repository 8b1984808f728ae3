import { Refusal, RuleBroken } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';

export class ServiceMustNotBeConditional extends RuleBroken {
  constructor() {
    super(
      'Taking part is voluntary: no service may depend on it. ' +
        'Tell the family so, and record serviceNotConditional as true.',
    );
  }
}

export class ParticipationFirst extends Refusal {
  constructor() {
    super(
      'Nobody is asked to share before they agreed to take part. Record the agreement to take part first.',
    );
  }
}

export class NoScope extends RuleBroken {
  constructor() {
    super('Consent says what for, and with whom. Name at least one purpose and one agency.');
  }
}

export class NoChildrenCovered extends RuleBroken {
  constructor() {
    super('Consent is about at least one child. Name the children whom it covers.');
  }
}

/** Children have no names in this service, and an id says nothing to who reads. */
const theseOf = ({ length }: readonly ChildId[]): string =>
  length === 1 ? 'one of the children' : `${length} of the children`;
const them = ({ length }: readonly ChildId[]): string => (length === 1 ? 'that child' : 'them');

export class NoParentalResponsibility extends RuleBroken {
  constructor(children: readonly ChildId[]) {
    super(
      `The giver has no parental responsibility for ${theseOf(children)}. ` +
        `Ask somebody who has, or leave ${them(children)} out.`,
    );
  }
}

export class ParentalResponsibilityUnknown extends Refusal {
  constructor(children: readonly ChildId[]) {
    super(
      `It is not known whether the giver has parental responsibility for ${theseOf(children)}. ` +
        'Check it and correct the index, or ask somebody who has.',
    );
  }
}

export class OnlyForOneself extends RuleBroken {
  constructor() {
    super(
      'A child or young person decides for itself and for nobody else. ' +
        'Let the consent cover the giver alone.',
    );
  }
}

export class CompetenceNotJudged extends Refusal {
  constructor() {
    super(
      'A child under 16 decides for itself once a practitioner has judged, for this decision, that it can. ' +
        'Record that judgement first, or record what the child says as its view.',
    );
  }
}

export class CompetenceDoesNotFollow extends RuleBroken {
  constructor() {
    super(
      'A child is competent for a decision if it understands, retains and weighs what it is told, ' +
        'says what it decides and is free from pressure, and not otherwise. Let the conclusion say the same.',
    );
  }
}

export class NotYetSixteen extends Refusal {
  constructor() {
    super(
      'The index has not noted that this child turned 16. Have it noted there, or ask those with parental ' +
        'responsibility; a younger child decides once it is judged competent for this decision.',
    );
  }
}

export class DecidesAsYoungPerson extends RuleBroken {
  constructor() {
    super(
      "From 16 nobody judges whether they can decide, and their word replaces their parents'. " +
        'Record it with the capacity young_person.',
    );
  }
}

export class NotAChildOfThisFamily extends RuleBroken {
  constructor() {
    super('Competence is judged of a child of this help, or of a brother or sister. Check the id.');
  }
}

export class NobodyToShareWith extends RuleBroken {
  constructor() {
    super(
      'A decision to share names at least one agency and at least one child of this help. Name them.',
    );
  }
}

export class NobodyRefused extends Refusal {
  constructor() {
    super(
      "Nobody has refused sharing these children's information with these agencies, so there is nothing " +
        'to decide against. Share by the consent that there is, or ask for one.',
    );
  }
}

export class NoOtherConsent extends Refusal {
  constructor() {
    super(
      'Nobody else consents to sharing with all of these agencies. Name another basis, or ask those who may ' +
        'consent.',
    );
  }
}

export class NothingToWithdraw extends Refusal {
  constructor() {
    super('No consent is recorded here, so nothing is shared by it. There is nothing to withdraw.');
  }
}

export class NotOfThisFamily extends RuleBroken {
  constructor() {
    super(
      'This person is neither a child of this help, nor a brother or sister, nor a carer of one of them. ' +
        'Check the id; a carer who is missing is registered by the index clerk.',
    );
  }
}

export class OneExclusionAtATime extends RuleBroken {
  constructor() {
    super(
      'An exclusion names a person of the register, who is kept out, or describes somebody in words, ' +
        'which warns whoever reads it. Give one of the two for each.',
    );
  }
}

export class NotInTheRegister extends RuleBroken {
  constructor() {
    super(
      'An agency or a person named here is not in the register of this area. ' +
        'Take their ids from the register; describe anybody else in words.',
    );
  }
}

export class NotTheirsToWithdraw extends RuleBroken {
  constructor() {
    super(
      'A consent is withdrawn by its giver, or, where it was given for children, by somebody else with ' +
        'parental responsibility for one of them. Record what others say as a view.',
    );
  }
}
