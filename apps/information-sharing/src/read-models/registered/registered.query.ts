import type { AgencyId, PractitionerId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import { NotInTheRegister } from '../../domain/refusals.js';

interface Named {
  readonly agencies: readonly AgencyId[];
  readonly practitioners?: readonly PractitionerId[];
}

/** Nothing is recorded of agencies and practitioners of whom the area's register knows nothing. @throws NotInTheRegister */
export const refuseUnregistered =
  ({ agencies, practitioners = [] }: Named): Question<void> =>
  ({ area, register }) => {
    const found = [
      ...agencies.map((id) => register.agency(id)),
      ...practitioners.map((id) => register.practitioner(id)),
    ];
    if (found.some((it) => it?.area !== area)) throw new NotInTheRegister();
  };
