import { IsIn, IsUUID } from 'class-validator';
import type { CarerId } from '@onestory/kernel';
import { PARENTAL_RESPONSIBILITY, KINSHIPS } from '../domain/child.js';
import type { CarerOfChild } from '../domain/child.js';

/** Who a registered carer is to a child, born or not. */
export class CarerOfChildRequest {
  @IsUUID()
  readonly carer!: CarerId;

  @IsIn(PARENTAL_RESPONSIBILITY)
  readonly parentalResponsibility!: CarerOfChild['parentalResponsibility'];

  @IsIn(KINSHIPS)
  readonly relationship!: CarerOfChild['relationship'];
}
