import { londonDate } from '@onestory/kernel';
import type { AgencyId, LocalDate, Moment } from '@onestory/kernel';
import { ExcludedByTheFamily, NotPractisingThere } from './refusals.js';

/** Somebody who is asked to help, as the register and the family's consents know them. */
export interface Colleague {
  readonly worksAt: readonly {
    readonly agency: AgencyId;
    readonly role: string;
    readonly from: LocalDate;
    /** The last day. */
    readonly to?: LocalDate;
  }[];
  /** A giver of consent keeps this person from the family's record. */
  readonly excluded: boolean;
}

/** Nobody leads or joins whom the record would then answer with "not there". */
export const refuseUnlessMayHelp = (who: Colleague, agency: AgencyId, when: Moment): void => {
  const day = londonDate(when.occurredAt);
  const works = who.worksAt.some(
    (it) =>
      it.agency === agency &&
      it.role === 'practitioner' &&
      it.from <= day &&
      (!it.to || day <= it.to),
  );
  if (!works) throw new NotPractisingThere();
  if (who.excluded) throw new ExcludedByTheFamily();
};
