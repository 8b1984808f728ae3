import { ageOn, isForgotten, orElse } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import type { Gender, PersonName, RegisteredChild } from './child.js';

/** What is null was forgotten. Of an unborn child the expected date only. */
export interface WhoItIs {
  readonly name?: PersonName | null;
  readonly dateOfBirth?: LocalDate | null;
  /** Whole years. */
  readonly age?: number | null;
  readonly gender?: Gender | null;
  readonly expectedDate?: LocalDate | null;
}

export const whoItIs = (it: RegisteredChild, today: LocalDate): WhoItIs => {
  if (it.stage === 'unborn') return { expectedDate: orElse(it.expectedDate, null) };
  return {
    name: orElse(it.name, null),
    dateOfBirth: orElse(it.dateOfBirth, null),
    age: isForgotten(it.dateOfBirth) ? null : ageOn(it.dateOfBirth, today),
    gender: orElse(it.gender, null),
  };
};
