import type { LocalDate, Moment } from '@onestory/kernel';
import type { PersonName } from '../../domain/child.js';

export class RegisterCarer {
  constructor(
    readonly carer: {
      readonly name: PersonName;
      readonly phone?: string;
      readonly address?: string;
      readonly postcode?: string;
      readonly dateOfBirth?: LocalDate;
      readonly nhsNumber?: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
