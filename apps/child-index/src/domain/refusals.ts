import { Refusal, RuleBroken } from '@onestory/kernel';

export class NotAnNhsNumber extends RuleBroken {
  constructor() {
    super(
      'This is not an NHS number: ten digits, the last of which checks the others. Read it again.',
    );
  }
}

export class NhsNumberOrReason extends RuleBroken {
  constructor() {
    super(
      'Give the NHS number, or the reason why it is not known. ' +
        'Nobody has to wait for a number that would take long to find.',
    );
  }
}

export class BornInTheFuture extends RuleBroken {
  constructor() {
    super('The date of birth lies in the future. Register an unborn child by the expected date.');
  }
}

export class OrderOutOfBounds extends RuleBroken {
  constructor() {
    super('Of several born together the order is at most their number. Read both again.');
  }
}

export class CarerOfNoAge extends RuleBroken {
  constructor() {
    super('This date of birth would make the carer younger than 10 or older than 120. Check it.');
  }
}

export class LongBeforeBirth extends RuleBroken {
  constructor() {
    super(
      'This would have happened more than 300 days before the child was born or is expected. ' +
        'Check the date, and which child it is about.',
    );
  }
}

export class NotAChild extends RuleBroken {
  constructor() {
    super('The index holds children, and young people to 25 with special needs. Register a carer.');
  }
}

export class ExpectedDateImplausible extends RuleBroken {
  constructor() {
    super(
      'The expected date is more than ten months ahead or four weeks past. ' +
        'Check it; once the child is born, register the birth.',
    );
  }
}

export class MotherMissing extends RuleBroken {
  constructor() {
    super('An unborn child is known by its mother. Register her as a carer and name her here.');
  }
}

export class CarerNamedTwice extends RuleBroken {
  constructor() {
    super('A carer is named twice. Name each once, with one relationship.');
  }
}

export class CarerNotRegistered extends RuleBroken {
  constructor() {
    super('A carer named here is not registered. Register the carer first, then name its id.');
  }
}

export class NotInTheRegister extends RuleBroken {
  constructor() {
    super(
      'This agency, or this practitioner of it, is not in the register of this area. ' +
        'Take their ids from the register.',
    );
  }
}

export class ChildAlreadyRegistered extends Refusal {
  constructor() {
    super('This child is registered already. Register a twin or another child under a new id.');
  }
}

export class ChildNotRegistered extends Refusal {
  constructor() {
    super('This child is not registered. Register the child first.');
  }
}

export class CarerAlreadyRegistered extends Refusal {
  constructor() {
    super('This carer is registered already. Register another person under a new id.');
  }
}

export class SensitiveNeedsConsentOrHarm extends RuleBroken {
  constructor() {
    super(
      'A sensitive service is listed only with consent, or where significant harm is suspected. ' +
        'Ask the child or young person first.',
    );
  }
}

export class NoSuchInvolvement extends Refusal {
  constructor() {
    super('There is no such involvement with this child. Take its id from the entry of the child.');
  }
}

export class TooLittleToSearchBy extends RuleBroken {
  constructor() {
    super(
      'Give a name with one of date of birth, expected date, postcode or name of a carer; ' +
        'or an NHS number with the date of birth.',
    );
  }
}

export class SearchReasonMissing extends RuleBroken {
  constructor() {
    super('Say in a sentence why you search. The family can see who looked, and why.');
  }
}

export class SearchAlreadyMade extends Refusal {
  constructor() {
    super('This search was made. Search again under a new id.');
  }
}

export class NotSixteen extends Refusal {
  constructor() {
    super(
      'By the birthday on record this child is not 16. Until then a child decides for itself once it is judged ' +
        'competent for a decision. A birthday that is wrong is corrected here first.',
    );
  }
}
