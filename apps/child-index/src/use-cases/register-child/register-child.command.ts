import type { Moment } from '@onestory/kernel';
import type { ChildToRegister } from '../../domain/registering.js';

export class RegisterChild {
  constructor(
    readonly given: Omit<ChildToRegister, 'child'>,
    readonly when: Moment | undefined,
  ) {}
}
