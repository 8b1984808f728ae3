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

export class NoParentalResponsibility extends RuleBroken {
  constructor(children: readonly ChildId[]) {
    super(
      `The giver has no parental responsibility for ${children.join(', ')}. ` +
        'Ask somebody who has, or leave these children out.',
    );
  }
}

export class ParentalResponsibilityUnknown extends Refusal {
  constructor(children: readonly ChildId[]) {
    super(
      `It is not known whether the giver has parental responsibility for ${children.join(', ')}. ` +
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
